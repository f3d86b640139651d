#include "session/start.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "session/keys.h"

namespace session {

namespace {

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

base::Status set_level(Session& session, const std::string& wanted) {
    for (const auto level : {lesson::Level::Flow, lesson::Level::Line, lesson::Level::Check}) {
        if (name_of(level) != wanted) continue;
        session.apply(SetLevel{level});
        return base::Nothing{};
    }
    return base::Error{"--level", fmt::format("'{}' is none of flow, line and check", wanted)};
}

base::Status set_theme(Session& session, const std::string& wanted) {
    for (const Theme theme : kThemes) {
        if (name_of(theme) != wanted) continue;
        session.apply(SetTheme{theme});
        return base::Nothing{};
    }
    return base::Error{"--theme", fmt::format("'{}' is none of dark, light and contrast", wanted)};
}

// "2=C": answers question 2 with the third choice and checks it.
base::Status give_answer(Session& session, const std::string& text) {
    const auto sign = text.find('=');
    const auto question = number(std::string_view(text).substr(0, sign));
    const LessonView* lesson = session.state().lesson.get();
    if (sign == std::string::npos || sign + 2 != text.size() || !question)
        return base::Error{"--answer", fmt::format("'{}' is not like 1=C", text)};
    const int count = lesson ? static_cast<int>(lesson->quiz.size()) : 0;
    if (*question < 1 || *question > count)
        return base::Error{"--answer", fmt::format("the lesson has {} questions", count)};
    const int index = *question - 1;
    const int choice = base::ascii_lower(text[sign + 1]) - 'a';
    const auto& choices = lesson->quiz[static_cast<std::size_t>(index)].choices;
    if (choice < 0 || choice >= static_cast<int>(choices.size()))
        return base::Error{"--answer", fmt::format("question {} has no choice '{}'", *question,
                                                   text.substr(sign + 1))};
    session.apply(Actions{ShowPanel{PanelId::Quiz}, GoToQuestion{index}, Choose{index, choice},
                          CheckAnswer{index}});
    return base::Nothing{};
}

base::Status show_proof(Session& session, int question) {
    const State& state = session.state();
    const int count = state.lesson ? static_cast<int>(state.lesson->quiz.size()) : 0;
    if (question < 1 || question > count)
        return base::Error{"--proof", fmt::format("the lesson has {} questions", count)};
    session.apply(Actions{GoToQuestion{question - 1}, ShowProof{question - 1}});
    return base::Nothing{};
}

base::Result<int> step_in_request(const State& state, const RequestView& request,
                                  const std::string& wanted) {
    std::vector<int> stops;
    for (const int stop : stops_of(state))
        if (stop >= request.first_step && stop <= request.last_step) stops.push_back(stop);
    if (wanted == "last") return stops.empty() ? request.last_step : stops.back();
    const auto index = number(wanted);
    if (!index) return base::Error{"--step", fmt::format("'{}' is no number", wanted)};
    if (*index < 1 || *index > static_cast<int>(stops.size()))
        return base::Error{"--step", fmt::format("the request has {} steps at level {}",
                                                 stops.size(), name_of(state.settings.level))};
    return stops[static_cast<std::size_t>(*index - 1)];
}

base::Status go_to_request(Session& session, const StartOptions& options) {
    const LessonView* lesson = session.state().lesson.get();
    const int count = lesson ? static_cast<int>(lesson->requests.size()) : 0;
    const int wanted = options.request.value_or(1);
    if (wanted < 1 || wanted > count)
        return base::Error{"--request", fmt::format("the lesson has {} requests", count)};
    const RequestView& request = lesson->requests[static_cast<std::size_t>(wanted - 1)];
    AW_TRY(const int step, step_in_request(session.state(), request, options.step.value_or("1")));
    session.apply(GoToStep{step});
    return base::Nothing{};
}

base::Status bring_to_front(Session& session, const std::string& wanted) {
    static constexpr std::string_view kNames[kPanelCount] = {
        "flow",  "code",    "table", "tracker",  "wire",
        "stack", "moments", "quiz",  "snapshot", "transcript"};
    const auto* found = std::find(std::begin(kNames), std::end(kNames), wanted);
    if (found == std::end(kNames))
        return base::Error{"--panel", fmt::format("there is no panel '{}'", wanted)};
    session.apply(FocusPanel{static_cast<PanelId>(found - std::begin(kNames))});
    return base::Nothing{};
}

base::Status press(Session& session, const std::string& chord) {
    const auto action = action_for_key(chord, session.state());
    if (!action) return base::Error{"--press", fmt::format("'{}' is no key of ours", chord)};
    session.apply(*action);
    return base::Nothing{};
}

}  // namespace

base::Status start_at(Session& session, const StartOptions& options) {
    base::Status done = base::Nothing{};
    if (options.theme) done = set_theme(session, *options.theme);
    if (done.ok() && options.level) done = set_level(session, *options.level);
    for (const std::string& answer : options.answers)
        if (done.ok()) done = give_answer(session, answer);
    if (done.ok() && options.proof) done = show_proof(session, *options.proof);
    if (done.ok() && (options.request || options.step)) done = go_to_request(session, options);
    if (done.ok() && options.panel) done = bring_to_front(session, *options.panel);
    for (const std::string& chord : options.keys)
        if (done.ok()) done = press(session, chord);
    return done;
}

}  // namespace session
