// session/session.h -- the open lesson and where the learner is in it.
// In: Actions, and time as an argument. Out: a State that panels read. Going back in time is a
// smaller step number; nothing is ever undone. Errors: a lesson that cannot be opened leaves the
// last good one in place and its faults in State::findings.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "session/action.h"
#include "session/catalog.h"
#include "session/lesson_view.h"
#include "session/live.h"
#include "session/palette.h"
#include "session/settings.h"
#include "session/step_view.h"

namespace lesson {
class LiveRun;
}

namespace session {

inline constexpr int kLivePort = 8000;  // or a free one, when that is taken

struct AnswerState {
    int chosen = -1;
    bool checked = false;
    bool revealed = true;  // false in presenter mode until asked for
    int hints_shown = 0;
};

// The what-if run of a question, walked in place of the lesson.
struct ProofState {
    int question = 0;
    std::string what_if;
};

// Whether real requests come in, and which of the lesson's requests they are.
struct LiveState {
    bool possible = false;  // there is something that can listen
    bool on = false;
    std::string origin;   // "http://127.0.0.1:8000", while on
    std::string problem;  // why it could not be opened, or a request not saved
    int first = 0;        // requests from here on came in; those before it are scripted
    int count = 0;        // of the lesson's run that goes on
};

// How long a change of the step may move things on the screen.
inline constexpr float kMotion_s = 0.15f;

struct State {
    std::shared_ptr<const LessonView> lesson;  // nullptr: nothing is open
    StepView now;
    int stop = 0;  // index of the current stop at this level
    int stop_count = 0;
    std::vector<int> folded_stops;   // of this level, where the framework's steps are folded away
    int furthest = 0;                // the greatest step the learner has been to
    int came_from = 0;               // the step shown before this one
    float since_step_s = kMotion_s;  // at most kMotion_s, and at once where motion is reduced
    bool playing = false;
    std::vector<Breakpoint> breakpoints;  // ascending
    std::vector<int> breakpoint_steps;    // where they stop, ascending
    int sought_line = 0;                  // found by name, until the next step; 0: none
    int seeks = 0;                        // how often one was found
    std::optional<VariableName> watched;  // whose next change is asked for by key
    std::vector<AnswerState> answers;
    int question = 0;  // the one on the screen
    std::vector<bool> moments_open;
    std::optional<ProofState> proof;
    std::vector<std::string> findings;  // "file:12:5: error: ..."; of the last load
    std::vector<std::string> notices;   // what else has to be said, until it is closed
    std::string gone;                   // the name of a file of the lesson that is not there now
    std::filesystem::path file;

    LiveState live;

    std::vector<LessonEntry> lessons;
    std::vector<int> lessons_shown;  // indexes into lessons, by the filter
    std::vector<Command> commands;   // of the palette
    std::vector<CommandMatch> commands_shown;
    std::string filter;  // of the list on top
    int selected = 0;    // index into lessons_shown or commands_shown

    Overlay overlay = Overlay::None;
    PanelId front_side = PanelId::Wire;      // of messages and call stack
    PanelId front_notes = PanelId::Moments;  // of moments, quiz, snapshot and transcript
    PanelId front_merged = PanelId::Wire;    // of all six, where a small window joins them
    PanelId front_compact = PanelId::Table;  // of these and the two tables, in a smaller one
    PanelId front_single = PanelId::Code;    // of all ten, where only one has room
    PanelId focus = PanelId::Flow;
    bool focus_shown = false;  // a panel was called by its key
    bool alone = false;        // the focused panel fills the window
    bool presenter = false;
    Settings settings;
    std::string settings_file;  // where they are kept, for the page of settings
};

int score(const State& state);                         // questions answered right
const std::vector<int>& stops_of(const State& state);  // of its level, folded or not
bool in_the_past(const State& state);                  // stepped back from the furthest step
bool is_live(const State& state, int request);         // it came in from outside
bool has_breakpoint(const State& state, const Breakpoint& breakpoint);
bool at_breakpoint(const State& state);

class Session {
  public:
    Session(Settings settings, std::vector<std::filesystem::path> lesson_folders);
    ~Session();
    Session(Session&&) noexcept;

    const State& state() const { return state_; }
    void apply(const Action& action);
    void apply(const Actions& actions);
    // Time has passed; true when it moved the step.
    bool tick(double seconds);
    // Something is on its way to where the step has put it: frames are needed without a pause.
    bool moving() const { return state_.since_step_s < kMotion_s; }
    // Until tick() has something to do; nullopt: never, unless an Action comes.
    std::optional<double> seconds_to_next_step() const;

    bool open(const std::filesystem::path& file);  // false: see State::findings
    // The files that the open lesson is made of.
    std::vector<std::filesystem::path> files() const;
    // Looks whether they are still there; true when that has changed. See State::gone.
    bool look_for_files();
    void tell(std::string notice) { state_.notices.push_back(std::move(notice)); }
    void set_settings_file(std::string file) { state_.settings_file = std::move(file); }
    // What is to be kept for the next time: what the presenter changed is for the presentation.
    const Settings& settings_to_keep() const;
    // Makes ToggleLive possible: `gate` listens, what arrives comes out of `inbox`.
    void set_live(std::unique_ptr<LiveGate> gate, std::shared_ptr<LiveInbox> inbox);
    // Answers what has arrived and goes to it; true when there was something.
    bool serve_live();
    // A run made elsewhere (tests, a proof of its own).
    void show(std::shared_ptr<const lesson::Run> run);

  private:
    void on(const GoToStep& a);
    void on(const SeekLine& a);
    void on(const GoToLine& a);
    void on(const GoToNode& a);
    void on(const GoToEdge& a);
    void on(const GoToChange& a);
    void on(const GoToWatchedChange& a);
    void on(const GoToLandmark& a);
    void on(const GoToFurthest& a);
    void on(const ToggleBreakpoint& a);
    void on(const ToggleBreakpointHere& a);
    void on(const ClearBreakpoints& a);
    void on(const GoToStop& a);
    void on(const Walk& a);
    void on(const PlayOrPause& a);
    void on(const SetSpeed& a);
    void on(const ChangeSpeed& a);
    void on(const SetLevel& a);
    void on(const ToggleFolding& a);
    void on(const ShowMoment& a);
    void on(const ToggleMoment& a);
    void on(const GoToQuestion& a);
    void on(const Choose& a);
    void on(const CheckAnswer& a);
    void on(const ShowHint& a);
    void on(const RevealAnswer& a);
    void on(const ShowProof& a);
    void on(const LeaveProof& a);
    void on(const ShowPanel& a);
    void on(const FocusPanel& a);
    void on(const ToggleAlone& a);
    void on(const ShowOverlay& a);
    void on(const Close& a);
    void on(const SetFilter& a);
    void on(const MoveSelection& a);
    void on(const OpenSelected& a);
    void on(const OpenLesson& a);
    void on(const Reload& a);
    void on(const ToggleLive& a);
    void on(const SaveLiveRequest& a);
    void on(const ToggleTheme& a);
    void on(const SetTheme& a);
    void on(const ToggleReducedMotion& a);
    void on(const ToggleGhosts& a);
    void on(const ToggleCaption& a);
    void on(const ResetSettings& a);
    void on(const MoveFocus& a);
    void on(const PressFocused& a);
    void on(const TogglePresenter& a);
    void on(const ChangeScale& a);
    void on(const SetSplit& a);
    void on(const ResetLayout& a);

    bool load(const std::filesystem::path& file);  // the run, or findings
    void show_view(std::shared_ptr<const LessonView> view, int step);
    void go_to(int step);
    void go_to_one_of(const std::vector<int>& steps, Direction direction, Wrap wrap);
    int step_of_move(Move move) const;
    int held_by_breakpoint(int target) const;  // the first breakpoint on the way, else the target
    void refresh_stops();
    void refresh_step();
    void refresh_breakpoints();
    void refresh_catalog();
    void refresh_commands();
    void remember_as_recent(const std::string& file);
    int listed() const;  // how many the list on top shows
    void begin_presenting();
    void end_presenting();
    lesson::LiveRun& live_run();
    void take_in(LiveArrival& arrival);
    AnswerState* answer(int question);
    bool has_lesson() const { return state_.lesson != nullptr; }

    // How everything lay before the presenter's mode, to leave it exactly so.
    struct Before {
        Settings settings;
        PanelId front_side, front_notes, front_merged, front_compact, front_single, focus;
        bool focus_shown, alone;
        std::vector<bool> moments_open;
    };

    State state_;
    std::optional<Before> before_;
    std::vector<std::filesystem::path> folders_;
    double waited_s_ = 0;                            // since the last step while playing
    std::shared_ptr<const LessonView> main_lesson_;  // kept while a proof is walked
    int main_step_ = 0, main_furthest_ = 0;
    std::unique_ptr<lesson::LiveRun> live_run_;  // made for the first request that comes in
    std::shared_ptr<LiveInbox> inbox_;
    std::unique_ptr<LiveGate> gate_;                  // goes first: it puts into the inbox
    std::shared_ptr<const LessonView> landmarks_of_;  // whose decisions_ and responses_ these are
    std::vector<int> decisions_, responses_;
};

}  // namespace session
