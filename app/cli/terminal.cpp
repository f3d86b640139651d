#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/text.h"

namespace cli {

bool is_terminal(int file_descriptor) { return isatty(file_descriptor) == 1; }

int terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 100;
}

Painter::Painter(int file_descriptor) {
    const char* no_colour = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    colour_ = is_terminal(file_descriptor) && !(no_colour && *no_colour) &&
              !(term && std::string_view(term) == "dumb");
}

std::string Painter::operator()(Ink ink, std::string_view text) const {
    if (!colour_ || ink == Ink::Plain || text.empty()) return std::string(text);
    const char* code = "0";
    switch (ink) {
        case Ink::Plain: break;
        case Ink::Bold: code = "1"; break;
        case Ink::Dim: code = "2"; break;
        case Ink::Good: code = "32"; break;
        case Ink::Bad: code = "31"; break;
        case Ink::Accent: code = "36"; break;
    }
    return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

namespace {

std::string padded(const std::string& text, int width) {
    return text +
           std::string(static_cast<std::size_t>(std::max(0, width - base::count_characters(text))),
                       ' ');
}

}  // namespace

std::string format_table(const TextTable& table, const Painter& paint) {
    const auto& [titles, rows] = table;
    std::vector<int> widths;
    widths.reserve(titles.size());
    for (const std::string& title : titles) widths.push_back(base::count_characters(title));
    for (const auto& row : rows)
        for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i)
            widths[i] = std::max(widths[i], base::count_characters(row[i]));
    const auto line = [&paint, &widths](const std::vector<std::string>& cells, Ink ink) {
        std::string out = "|";
        for (std::size_t i = 0; i < widths.size(); ++i)
            out += " " +
                   paint(ink, padded(i < cells.size() ? cells[i] : std::string(), widths[i])) +
                   " |";
        return out + "\n";
    };
    std::string out = line(titles, Ink::Bold) + "|";
    for (const int width : widths)
        out += std::string(static_cast<std::size_t>(width) + 2, '-') + "|";
    out += "\n";
    for (const auto& row : rows) out += line(row, Ink::Plain);
    return out;
}

void complain(std::string_view sentence) {
    const Painter paint(STDERR_FILENO);
    const std::string text = fmt::format("{} {}\n", paint(Ink::Bad, "authwalk:"), sentence);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

struct KeyReader::Saved {
    termios settings{};
    bool changed = false;
};

KeyReader::KeyReader() : saved_(new Saved) {
    if (tcgetattr(STDIN_FILENO, &saved_->settings) != 0) return;
    termios raw = saved_->settings;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    saved_->changed = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
}

KeyReader::~KeyReader() {
    if (saved_->changed) tcsetattr(STDIN_FILENO, TCSANOW, &saved_->settings);
    delete saved_;
}

namespace {

char read_byte() {
    char c = 0;
    return ::read(STDIN_FILENO, &c, 1) == 1 ? c : '\x04';
}

// What follows ESC [ in the keys that terminals send for arrows, Home, End and pages.
Key escape_key() {
    if (read_byte() != '[') return Key::Other;
    std::string sequence;
    do sequence += read_byte();
    while (sequence.size() < 8 &&
           (sequence.back() == ';' || (sequence.back() >= '0' && sequence.back() <= '9')));
    if (sequence == "C" || sequence == "6~") return Key::Forward;
    if (sequence == "D" || sequence == "5~") return Key::Back;
    if (sequence == "B" || sequence == "1;2C") return Key::NextRequest;
    if (sequence == "A" || sequence == "1;2D") return Key::PreviousRequest;
    if (sequence == "H" || sequence == "1~") return Key::Home;
    if (sequence == "F" || sequence == "4~") return Key::End;
    return Key::Other;
}

}  // namespace

Key KeyReader::read() {
    switch (read_byte()) {
        case 'n':
        case ' ':
        case '\n': return Key::Forward;
        case 'b':
        case '\x7f': return Key::Back;
        case ']': return Key::NextRequest;
        case '[': return Key::PreviousRequest;
        case 'l': return Key::Level;
        case 'q':
        case '\x03':
        case '\x04': return Key::Quit;
        case '\x1b': return escape_key();
        default: return Key::Other;
    }
}

}  // namespace cli
