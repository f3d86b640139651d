#include "session/session.h"

#include <algorithm>
#include <utility>

#include "lesson/live_run.h"
#include "session/place.h"

namespace session {

namespace fs = std::filesystem;

namespace {

// How long one stop stays on the screen at normal speed: as long as its sentence takes to read.
double seconds_per_stop(lesson::Level level) {
    switch (level) {
        case lesson::Level::Flow: return 2.0;
        case lesson::Level::Line: return 1.2;
        case lesson::Level::Check: return 1.0;
    }
    return 1.0;
}

}  // namespace

int score(const State& state) {
    int right = 0;
    for (std::size_t i = 0; state.lesson && i < state.answers.size(); ++i)
        if (state.answers[i].checked && state.answers[i].chosen == state.lesson->quiz[i].right)
            ++right;
    return right;
}

const std::vector<int>& stops_of(const State& state) {
    static const std::vector<int> none;
    if (!state.lesson) return none;
    return state.settings.fold_framework ? state.folded_stops
                                         : state.lesson->stops_at(state.settings.level);
}

bool in_the_past(const State& state) { return state.lesson && state.now.step < state.furthest; }

bool has_breakpoint(const State& state, const Breakpoint& breakpoint) {
    return std::binary_search(state.breakpoints.begin(), state.breakpoints.end(), breakpoint);
}

bool at_breakpoint(const State& state) {
    return std::binary_search(state.breakpoint_steps.begin(), state.breakpoint_steps.end(),
                              state.now.step);
}

Session::Session(Settings settings, std::vector<fs::path> lesson_folders)
    : folders_(std::move(lesson_folders)) {
    state_.settings = std::move(settings);
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;

void Session::apply(const Action& action) {
    std::visit([this](const auto& wish) { on(wish); }, action);
}

void Session::apply(const Actions& actions) {
    for (const Action& action : actions) apply(action);
}

std::optional<double> Session::seconds_to_next_step() const {
    if (!state_.playing) return std::nullopt;
    const double speed = kSpeeds[static_cast<std::size_t>(state_.settings.speed)];
    return std::max(0.0, seconds_per_stop(state_.settings.level) / speed - waited_s_);
}

bool Session::tick(double seconds) {
    state_.since_step_s = std::min(kMotion_s, state_.since_step_s + static_cast<float>(seconds));
    if (!state_.playing) return false;
    waited_s_ += seconds;
    if (*seconds_to_next_step() > 0) return false;
    waited_s_ = 0;
    const int before = state_.now.step;
    go_to(held_by_breakpoint(step_of_move(Move::Forward)));
    if (state_.stop == state_.stop_count - 1 || at_breakpoint(state_)) state_.playing = false;
    return state_.now.step != before;
}

int Session::held_by_breakpoint(int target) const {
    const auto stop = nearest(state_.breakpoint_steps, state_.now.step, Direction::Next, Wrap::No);
    return stop && *stop < target ? *stop : target;
}

bool Session::open(const fs::path& file) {
    const bool same_file = state_.lesson && file == state_.file;
    const LessonView* shown = state_.proof ? main_lesson_.get() : state_.lesson.get();
    Place place, furthest;
    if (same_file) {
        place = place_of(*shown, state_.proof ? main_step_ : state_.now.step);
        furthest = place_of(*shown, state_.proof ? main_furthest_ : state_.furthest);
    }
    const std::vector<AnswerState> answers =
        same_file ? state_.answers : std::vector<AnswerState>();
    state_.file = file;
    state_.gone.clear();
    // Its neighbours are lessons to choose from as well.
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (std::find(folders_.begin(), folders_.end(), folder) == folders_.end())
        folders_.push_back(folder);
    if (!load(file)) return false;
    if (answers.size() == state_.answers.size()) state_.answers = answers;
    if (same_file) {
        go_to(step_of(*state_.lesson, furthest));
        go_to(step_of(*state_.lesson, place));
        state_.since_step_s = kMotion_s;
    }
    if (!same_file) state_.watched.reset();
    remember_as_recent(file.string());
    return true;
}

void Session::remember_as_recent(const std::string& file) {
    state_.settings.last_lesson = file;
    std::vector<std::string>& recent = state_.settings.recent;
    std::erase(recent, file);
    recent.insert(recent.begin(), file);
    if (recent.size() > kMostRecent) recent.resize(kMostRecent);
}

bool Session::look_for_files() {
    std::string gone;
    std::error_code ignored;
    if (has_lesson())
        for (const fs::path& file : files())
            if (!fs::exists(file, ignored)) gone = file.filename().string();
    return std::exchange(state_.gone, gone) != gone;
}

std::vector<fs::path> Session::files() const {
    if (state_.file.empty()) return {};
    std::vector<fs::path> files = {state_.file};
    const LessonView* lesson = main_lesson_ ? main_lesson_.get() : state_.lesson.get();
    if (lesson && !lesson->source_name.empty())
        files.push_back(state_.file.parent_path() / lesson->source_name);
    return files;
}

bool Session::load(const fs::path& file) {
    const lesson::LoadedScenario loaded = lesson::load_scenario(file);
    state_.findings.clear();
    bool faulty = !loaded.scenario;
    for (const lesson::Finding& finding : loaded.findings) {
        faulty = faulty || finding.severity == lesson::Severity::Error;
        state_.findings.push_back(lesson::to_text(finding));
    }
    if (faulty) return false;
    std::shared_ptr<const lesson::Run> run = lesson::run_scenario(*loaded.scenario);
    if (!run->load_error.empty()) {
        state_.findings.push_back(loaded.scenario->source_name + ": the program cannot load\n" +
                                  run->load_error);
        return false;
    }
    show(std::move(run));
    return true;
}

void Session::show(std::shared_ptr<const lesson::Run> run) {
    live_run_.reset();
    state_.live.first = static_cast<int>(run->requests.size());
    state_.live.count = 0;
    auto view = make_lesson_view(std::move(run));
    state_.answers.assign(view->quiz.size(), AnswerState{});
    state_.moments_open.assign(view->moments.size(), false);
    state_.question = 0;
    state_.proof.reset();
    main_lesson_.reset();
    show_view(std::move(view), 0);
    go_to(step_of_move(Move::First));  // loading is not part of the walk
    state_.furthest = state_.now.step;
    state_.since_step_s = kMotion_s;
}

void Session::show_view(std::shared_ptr<const LessonView> view, int step) {
    state_.lesson = std::move(view);
    state_.playing = false;
    state_.furthest = 0;
    refresh_stops();
    refresh_breakpoints();
    go_to(step);
}

void Session::go_to(int step) {
    if (!has_lesson()) return;
    step = std::clamp(step, 0, state_.lesson->last_step);
    if (step != state_.now.step) {
        state_.came_from = state_.now.step;
        state_.sought_line = 0;
        state_.since_step_s = state_.settings.reduced_motion ? kMotion_s : 0;
    }
    state_.now.step = step;
    state_.furthest = std::max(state_.furthest, step);
    refresh_step();
}

void Session::go_to_one_of(const std::vector<int>& steps, Direction direction, Wrap wrap) {
    if (!has_lesson()) return;
    if (const auto step = nearest(steps, state_.now.step, direction, wrap)) {
        state_.playing = false;
        go_to(*step);
    }
}

void Session::refresh_stops() {
    state_.folded_stops.clear();
    if (has_lesson() && state_.settings.fold_framework)
        state_.folded_stops =
            without_framework(*state_.lesson, state_.lesson->stops_at(state_.settings.level));
}

void Session::refresh_breakpoints() {
    state_.breakpoint_steps.clear();
    if (!has_lesson()) return;
    for (const Breakpoint& breakpoint : state_.breakpoints) {
        const std::vector<int> steps = steps_of(*state_.lesson, breakpoint);
        state_.breakpoint_steps.insert(state_.breakpoint_steps.end(), steps.begin(), steps.end());
    }
    std::sort(state_.breakpoint_steps.begin(), state_.breakpoint_steps.end());
}

void Session::refresh_step() {
    const std::vector<int>& stops = stops_of(state_);
    const int step = state_.now.step;
    const auto after = std::upper_bound(stops.begin(), stops.end(), step);
    state_.stop_count = static_cast<int>(stops.size());
    state_.stop = std::max(0, static_cast<int>(after - stops.begin()) - 1);
    const auto here = std::lower_bound(stops.begin(), stops.end(), step);
    const int previous = here == stops.begin() ? -1 : *(here - 1);
    state_.now = make_step_view(*state_.lesson, step, previous);
}

int Session::step_of_move(Move move) const {
    const std::vector<int>& stops = stops_of(state_);
    const int step = state_.now.step;
    if (stops.empty()) return step;
    const auto& requests = state_.lesson->requests;
    switch (move) {
        case Move::First: return stops.front();
        case Move::Last: return stops.back();
        case Move::Forward: {
            const auto next = std::upper_bound(stops.begin(), stops.end(), step);
            return next == stops.end() ? stops.back() : *next;
        }
        case Move::Back: {
            const auto here = std::lower_bound(stops.begin(), stops.end(), step);
            return here == stops.begin() ? stops.front() : *(here - 1);
        }
        case Move::NextRequest:
            for (const RequestView& request : requests)
                if (request.first_step > step) return request.first_step;
            return stops.back();
        case Move::PreviousRequest: {
            int target = stops.front();
            for (const RequestView& request : requests)
                if (request.first_step < step) target = request.first_step;
            return target;
        }
    }
    return step;
}

void Session::refresh_catalog() {
    state_.lessons = list_lessons(folders_);
    state_.lessons_shown = filter_lessons(state_.lessons, state_.filter);
    state_.selected = 0;
    for (std::size_t i = 0; i < state_.lessons_shown.size(); ++i) {
        const auto index = static_cast<std::size_t>(state_.lessons_shown[i]);
        if (state_.lessons[index].file == state_.file) state_.selected = static_cast<int>(i);
    }
}

void Session::refresh_commands() {
    refresh_catalog();
    state_.commands =
        state_.overlay == Overlay::FindLine ? make_line_commands(state_) : make_commands(state_);
    state_.commands_shown = find_commands(state_.commands, state_.filter);
    state_.selected = 0;
}

int Session::listed() const {
    return static_cast<int>(lists_commands(state_.overlay) ? state_.commands_shown.size()
                                                           : state_.lessons_shown.size());
}

AnswerState* Session::answer(int question) {
    const auto index = static_cast<std::size_t>(question);
    return question >= 0 && index < state_.answers.size() ? &state_.answers[index] : nullptr;
}

}  // namespace session
