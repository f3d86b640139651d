#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/lesson_file.h"
#include "cli/terminal.h"
#include "lesson/derive.h"

namespace cli {
namespace {

using lesson::Level;

std::string_view level_name(Level level) {
    switch (level) {
        case Level::Flow: return "flow";
        case Level::Line: return "line";
        case Level::Check: return "check";
    }
    return {};
}

// A place in the lesson: an index into the stops of a level.
class Walk {
  public:
    explicit Walk(std::shared_ptr<const lesson::Run> run)
        : run_(std::move(run)),
          flow_(lesson::make_flow(*run_)),
          tracker_(lesson::make_tracker(*run_)),
          lines_(base::split_lines(run_->scenario.source)) {
        set_level(Level::Line);
    }

    const lesson::Run& run() const { return *run_; }
    const lesson::FlowGraph& flow() const { return flow_; }
    const lesson::VarTracker& tracker() const { return tracker_; }
    const std::vector<std::string_view>& lines() const { return lines_; }
    Level level() const { return level_; }
    const std::vector<int>& stops() const { return stops_; }
    int at() const { return at_; }
    int step() const { return stops_[static_cast<std::size_t>(at_)]; }

    int request() const { return request_at(at_); }
    int request_at(int stop) const {
        const int step = stops_[static_cast<std::size_t>(stop)];
        for (std::size_t i = 0; i < run_->requests.size(); ++i)
            if (step <= run_->requests[i].span.last_step) return static_cast<int>(i);
        return static_cast<int>(run_->requests.size()) - 1;
    }

    void move(int by) { at_ = std::clamp(at_ + by, 0, static_cast<int>(stops_.size()) - 1); }
    void go_to_request(int request) {
        request = std::clamp(request, 0, static_cast<int>(run_->requests.size()) - 1);
        go_to_step(run_->requests[static_cast<std::size_t>(request)].span.first_step);
    }
    void go_to_step(int step) {
        const auto found = std::lower_bound(stops_.begin(), stops_.end(), step);
        at_ = found == stops_.end() ? static_cast<int>(stops_.size()) - 1
                                    : static_cast<int>(found - stops_.begin());
    }
    void set_level(Level level) {
        const int step = stops_.empty() ? 0 : this->step();
        level_ = level;
        stops_ = lesson::stops(*run_, flow_, level);
        go_to_step(step);
    }

  private:
    std::shared_ptr<const lesson::Run> run_;
    lesson::FlowGraph flow_;
    lesson::VarTracker tracker_;
    std::vector<std::string_view> lines_;  // of the sample
    Level level_ = Level::Line;
    std::vector<int> stops_;
    int at_ = 0;
};

// The whole lesson as plain lines: for pipes, files and screen readers.
void print_lines(const Walk& walk, const Painter& paint) {
    const lesson::Run& run = walk.run();
    fmt::print("{}\n{}\n", paint(Ink::Bold, run.scenario.title), run.scenario.summary);
    int request = -1;
    for (int stop = 0; stop < static_cast<int>(walk.stops().size()); ++stop) {
        const int step = walk.stops()[static_cast<std::size_t>(stop)];
        if (walk.request_at(stop) != request) {
            request = walk.request_at(stop);
            fmt::print(
                "\n{}\n",
                paint(Ink::Bold,
                      fmt::format("Request {} of {}: {}", request + 1, run.requests.size(),
                                  run.scenario.requests[static_cast<std::size_t>(request)].label)));
        }
        const std::string word = lesson::event_word(run.timeline.kind_at(step));
        fmt::print("  {}  {}\n", paint(Ink::Accent, fmt::format("{:<11}", word)),
                   lesson::narrate(run, step));
    }
    const lesson::ExecTable table = lesson::make_table(run);
    fmt::print("\n{}{}\n", format_table(text_of(table), paint), table.note);
}

std::string code_view(const Walk& walk, const Painter& paint) {
    const trace::State state = walk.run().timeline.state_at(walk.step());
    const int current = state.stack.empty() ? 0 : state.stack.back().line;
    const bool in_program = state.stack.size() > 1;
    std::string out;
    int number = 0;
    for (const std::string_view line : walk.lines()) {
        ++number;
        const bool here = in_program && number == current;
        out += paint(here ? Ink::Accent : Ink::Plain,
                     fmt::format("{} {:>3}  {}", here ? "->" : "  ", number, line)) +
               "\n";
    }
    return out;
}

std::string variables_view(const Walk& walk, const Painter& paint) {
    TextTable table = {{"Variable", "Value now"}, {}};
    for (const lesson::TrackerRow& row : walk.tracker().rows)
        table.rows.push_back(
            {row.variable,
             row.cells[static_cast<std::size_t>(walk.request()) + 1].text_at(walk.step())});
    return table.rows.empty() ? std::string() : format_table(table, paint);
}

std::string path_view(const Walk& walk, const Painter& paint) {
    std::string out;
    for (const lesson::FlowVisit& visit :
         walk.flow().visits[static_cast<std::size_t>(walk.request())]) {
        if (visit.step > walk.step()) break;
        const lesson::PlacedNode& node = walk.flow().nodes[static_cast<std::size_t>(visit.node)];
        const std::string via =
            visit.edge >= 0 ? walk.flow().edges[static_cast<std::size_t>(visit.edge)].label : "";
        if (!out.empty()) out += via.empty() ? " -> " : fmt::format(" -({})-> ", via);
        out += node.label;
    }
    return paint(Ink::Dim, out) + "\n";
}

void draw(const Walk& walk, const Painter& paint) {
    const lesson::Run& run = walk.run();
    const auto request = static_cast<std::size_t>(walk.request());
    const std::string word = lesson::event_word(run.timeline.kind_at(walk.step()));
    std::string screen = "\x1b[H\x1b[2J";
    screen +=
        fmt::format("{}   {}\n\n", paint(Ink::Bold, run.scenario.title),
                    paint(Ink::Dim, fmt::format("request {} of {}, step {} of {}, level {}",
                                                request + 1, run.requests.size(), walk.at() + 1,
                                                walk.stops().size(), level_name(walk.level()))));
    screen += run.scenario.requests[request].label + "\n";
    screen += path_view(walk, paint) + "\n" + code_view(walk, paint) + "\n";
    screen += variables_view(walk, paint) + "\n";
    screen +=
        fmt::format("{}  {}\n\n", paint(Ink::Accent, word), lesson::narrate(run, walk.step()));
    screen +=
        paint(Ink::Dim, "right/space forward   left back   down/up request   l level   q quit");
    std::fwrite(screen.data(), 1, screen.size(), stdout);
    std::fflush(stdout);
}

void walk_by_key(Walk& walk, const Painter& paint) {
    KeyReader keys;
    while (true) {
        draw(walk, paint);
        switch (keys.read()) {
            case Key::Forward: walk.move(1); break;
            case Key::Back: walk.move(-1); break;
            case Key::NextRequest: walk.go_to_request(walk.request() + 1); break;
            case Key::PreviousRequest: walk.go_to_request(walk.request() - 1); break;
            case Key::Home: walk.move(-walk.at()); break;
            case Key::End: walk.move(static_cast<int>(walk.stops().size())); break;
            case Key::Level:
                walk.set_level(walk.level() == Level::Flow   ? Level::Line
                               : walk.level() == Level::Line ? Level::Check
                                                             : Level::Flow);
                break;
            case Key::Quit: fmt::print("\n"); return;
            case Key::Other: break;
        }
    }
}

}  // namespace

int walk(const WalkFlags& flags) {
    const auto run = open_lesson(flags.file);
    if (!run) return kFaults;
    const Painter paint(STDOUT_FILENO);
    Walk walk(run);
    if (walk.stops().empty()) {
        complain("nothing happened in this lesson: it has no requests that ran");
        return kFaults;
    }
    if (is_terminal(STDIN_FILENO) && is_terminal(STDOUT_FILENO))
        walk_by_key(walk, paint);
    else
        print_lines(walk, paint);
    return kFine;
}

}  // namespace cli
