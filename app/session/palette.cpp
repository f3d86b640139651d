#include "session/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/text.h"
#include "session/keys.h"
#include "session/session.h"

namespace session {

namespace {

// -- the list
// --------------------------------------------------------------------------------------

CommandGroup group_of(const KeyBinding& key) {
    if (std::holds_alternative<FocusPanel>(key.action)) return CommandGroup::Panel;
    return key.group == "Window" ? CommandGroup::Window : CommandGroup::Go;
}

void add_keys(std::vector<Command>& all) {
    for (const KeyBinding& key : key_bindings())
        if (!key.title.empty())
            all.push_back(
                {group_of(key), std::string(key.title), std::string(key.chord), key.action});
}

void add_settings(std::vector<Command>& all, const Settings& now) {
    const auto add = [&all](std::string title, Action action, bool on, std::string keys = {}) {
        all.push_back(
            {CommandGroup::Setting, std::move(title), std::move(keys), std::move(action), on});
    };
    for (const Theme theme : kThemes)
        add(fmt::format("Theme: {}", title_of(theme)), SetTheme{theme}, theme == now.theme);
    for (const auto level : {lesson::Level::Flow, lesson::Level::Line, lesson::Level::Check})
        add(fmt::format("Detail: {}", name_of(level)), SetLevel{level}, level == now.level,
            level == lesson::Level::Flow   ? "F"
            : level == lesson::Level::Line ? "L"
                                           : "C");
    for (std::size_t i = 0; i < kSpeeds.size(); ++i)
        add(fmt::format("Speed: {}\u00d7", kSpeeds[i]), SetSpeed{static_cast<int>(i)},
            static_cast<int>(i) == now.speed);
    add("Size: larger", ChangeScale{1}, false, "Ctrl+=");
    add("Size: smaller", ChangeScale{-1}, false, "Ctrl+-");
    add("Size: normal, 100 %", ChangeScale{0}, now.scale == 1, "Ctrl+0");
    add("Fold the framework's steps", ToggleFolding{}, now.fold_framework, "H");
    add("Ghost paths of all requests", ToggleGhosts{}, now.ghost_paths, "G");
    add("Large caption", ToggleCaption{}, now.caption, "S");
    add("Reduced motion", ToggleReducedMotion{}, now.reduced_motion);
    add("Panels where they were at first", ResetLayout{}, now.layout == kDefaultLayout);
    add("All settings as new", ResetSettings{}, false);
}

void add_lesson_parts(std::vector<Command>& all, const LessonView& lesson) {
    for (std::size_t i = 0; i < lesson.requests.size(); ++i)
        all.push_back({CommandGroup::Request,
                       fmt::format("Request {}: {}", i + 1, lesson.requests[i].label),
                       {},
                       GoToStep{lesson.requests[i].first_step}});
    for (std::size_t i = 0; i < lesson.moments.size(); ++i)
        all.push_back({CommandGroup::Moment,
                       lesson.moments[i].question,
                       {},
                       ShowMoment{static_cast<int>(i)}});
}

void add_files(std::vector<Command>& all, const State& state) {
    for (const LessonEntry& lesson : state.lessons)
        all.push_back({CommandGroup::Lesson,
                       lesson.title,
                       {},
                       OpenLesson{lesson.file},
                       lesson.file == state.file});
    for (const std::string& file : state.settings.recent)
        all.push_back({CommandGroup::Recent, file, {}, OpenLesson{file}});
}

// -- the search
// ------------------------------------------------------------------------------------

struct Found {
    int score = 0;
    std::vector<std::size_t> at;
};

bool begins_word(std::string_view text, std::size_t at) {
    return at == 0 || text[at - 1] == ' ' || text[at - 1] == '/' || text[at - 1] == '_';
}

// As it stands: better at the beginning of a word, and earlier.
std::optional<Found> find_whole(std::string_view text, std::string_view word) {
    std::optional<Found> best;
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
        const int score =
            (begins_word(text, at) ? 100 : 60) - static_cast<int>(std::min<std::size_t>(at, 40));
        if (best && best->score >= score) continue;
        best = Found{score, {}};
        for (std::size_t i = 0; i < word.size(); ++i) best->at.push_back(at + i);
    }
    return best;
}

// Letter by letter, with anything between them; beginnings of words count.
std::optional<Found> find_letters(std::string_view text, std::string_view word) {
    Found found;
    std::size_t at = 0;
    for (const char letter : word) {
        const auto next = text.find(letter, at);
        if (next == text.npos) return std::nullopt;
        if (begins_word(text, next)) found.score += 4;
        if (!found.at.empty() && found.at.back() + 1 == next) found.score += 3;
        found.at.push_back(next);
        at = next + 1;
    }
    // Letters far and wide are chance.
    const std::size_t spread = found.at.back() - found.at.front() + 1;
    if (word.size() < 2 || spread > word.size() * 6) return std::nullopt;
    return found;
}

std::optional<Found> find_word(const Command& command, std::string_view word) {
    const std::string title = base::to_lower_ascii(command.title);
    if (auto whole = find_whole(title, word)) return whole;
    if (base::to_lower_ascii(name_of(command.group)).starts_with(word)) return Found{20, {}};
    return find_letters(title, word);
}

std::optional<Found> find_all(const Command& command, const std::vector<std::string>& words) {
    Found all;
    for (const std::string& word : words) {
        const auto found = find_word(command, word);
        if (!found) return std::nullopt;
        all.score += found->score;
        all.at.insert(all.at.end(), found->at.begin(), found->at.end());
    }
    std::sort(all.at.begin(), all.at.end());
    all.at.erase(std::unique(all.at.begin(), all.at.end()), all.at.end());
    return all;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : base::to_lower_ascii(text)) {
        if (c != ' ') {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

}  // namespace

std::string_view name_of(CommandGroup group) {
    switch (group) {
        case CommandGroup::Go: return "Go";
        case CommandGroup::Window: return "Window";
        case CommandGroup::Setting: return "Setting";
        case CommandGroup::Panel: return "Panel";
        case CommandGroup::Request: return "Request";
        case CommandGroup::Moment: return "Key moment";
        case CommandGroup::Line: return "Line";
        case CommandGroup::Lesson: return "Lesson";
        case CommandGroup::Recent: return "Recent file";
    }
    return "";
}

std::vector<Command> make_commands(const State& state) {
    std::vector<Command> all;
    add_files(all, state);
    add_keys(all);
    if (state.lesson) add_lesson_parts(all, *state.lesson);
    add_settings(all, state.settings);
    std::stable_sort(all.begin(), all.end(),
                     [](const Command& a, const Command& b) { return a.group < b.group; });
    return all;
}

std::vector<Command> make_line_commands(const State& state) {
    std::vector<Command> all;
    if (!state.lesson) return all;
    for (std::size_t i = 0; i < state.lesson->code.size(); ++i) {
        const std::string_view text = base::trim(state.lesson->code[i].text);
        const int number = static_cast<int>(i) + 1;
        if (text.empty()) continue;
        all.push_back(
            {CommandGroup::Line, fmt::format("{}  {}", number, text), {}, SeekLine{number}});
    }
    return all;
}

std::vector<CommandMatch> find_commands(const std::vector<Command>& commands,
                                        std::string_view text) {
    const std::vector<std::string> words = words_of(text);
    std::vector<std::pair<int, CommandMatch>> found;
    for (std::size_t i = 0; i < commands.size(); ++i)
        if (auto match = find_all(commands[i], words))
            found.emplace_back(match->score,
                               CommandMatch{static_cast<int>(i), std::move(match->at)});
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<CommandMatch> matches;
    for (auto& [score, match] : found) matches.push_back(std::move(match));
    return matches;
}

}  // namespace session
