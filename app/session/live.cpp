// The inbox, and what a session does with what arrives.
#include "session/live.h"

#include <utility>

#include "base/file.h"
#include "http/response_writer.h"
#include "lesson/live_run.h"
#include "lesson/scenario_edit.h"
#include "session/session.h"

namespace session {

namespace {

constexpr int kMostLive = 300;  // LIMIT: live requests in one lesson; then it begins anew

}  // namespace

void LiveInbox::open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
}

void LiveInbox::close() {
    std::vector<LiveArrival> dropped;  // replies are dropped outside the lock
    const std::lock_guard lock(mutex_);
    open_ = false;
    dropped.swap(waiting_);
}

void LiveInbox::put(LiveArrival arrival) {
    {
        const std::lock_guard lock(mutex_);
        if (!open_) return;
        waiting_.push_back(std::move(arrival));
    }
    wake_();
}

std::vector<LiveArrival> LiveInbox::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
}

// -- the session's side --------------------------------------------------------------------------

void Session::set_live(std::unique_ptr<LiveGate> gate, std::shared_ptr<LiveInbox> inbox) {
    gate_ = std::move(gate);
    inbox_ = std::move(inbox);
    state_.live.possible = true;
}

void Session::on(const ToggleLive&) {
    if (!gate_) return;
    state_.live.problem.clear();
    if (state_.live.on) {
        inbox_->close();
        gate_->close();
        state_.live.on = false;
        return;
    }
    if (!has_lesson()) return;
    auto opened = gate_->open(kLivePort);
    if (!opened.ok()) opened = gate_->open(0);  // another program has it
    if (!opened.ok()) {
        state_.live.problem = base::to_text(opened.error());
        return;
    }
    inbox_->open();
    state_.live.on = true;
    state_.live.origin = *opened;
}

// The lesson's run, ready for one more request.
lesson::LiveRun& Session::live_run() {
    const lesson::Run& shown = *(main_lesson_ ? main_lesson_ : state_.lesson)->run;
    const bool used_up = live_run_ && state_.live.count >= kMostLive;
    if (live_run_ && live_run_->can_answer() && !used_up) return *live_run_;
    lesson::Scenario scenario = shown.scenario;
    scenario.requests.resize(static_cast<std::size_t>(state_.live.first));
    live_run_.reset();  // before the next one is made: see lesson/live_run.h
    live_run_ = std::make_unique<lesson::LiveRun>(scenario);
    live_run_->answer_scripted(state_.live.first - 1);
    state_.live.count = 0;
    return *live_run_;
}

void Session::take_in(LiveArrival& arrival) {
    lesson::LiveRun& run = live_run();
    if (!arrival.refused.empty())
        run.add_refused(arrival.request, std::move(arrival.bytes), std::move(arrival.refused),
                        arrival.response);
    else if (run.can_answer())
        arrival.reply(run.answer(arrival.request, std::move(arrival.bytes)));
    else
        return arrival.reply(http::status_response(500));  // stopped by what is scripted
    ++state_.live.count;
}

bool Session::serve_live() {
    if (!inbox_ || !has_lesson()) return false;
    std::vector<LiveArrival> arrivals = inbox_->take();
    if (arrivals.empty()) return false;
    on(LeaveProof{});
    for (LiveArrival& arrival : arrivals) take_in(arrival);
    // What was asked about the lesson stays as it is.
    auto view = make_lesson_view(live_run_->so_far(), state_.lesson.get());
    const bool has_request = !view->requests.empty();
    const int last = has_request ? view->requests.back().last_step : 0;
    show_view(std::move(view), last);
    return true;
}

void Session::on(const SaveLiveRequest& a) {
    const auto index = static_cast<std::size_t>(a.request);
    if (!is_live(state_, a.request) || state_.file.empty()) return;
    const lesson::RequestRun& saved = state_.lesson->run->requests[index];
    if (!saved.refused.empty()) return;
    const lesson::ScenarioRequest request = lesson::scripted_form(saved.request);
    const auto text = base::read_file(state_.file);
    auto longer = text.ok() ? lesson::add_request(*text, state_.file, request)
                            : base::Result<std::string>(text.error());
    base::Status written =
        longer.ok() ? base::write_file_atomic(state_.file, *longer) : base::Status(longer.error());
    if (!written.ok()) {
        state_.live.problem = base::to_text(written.error());
        return;
    }
    state_.live.problem.clear();
    on(Reload{});
    if (has_lesson() && !state_.lesson->requests.empty())
        go_to(state_.lesson->requests.back().last_step);
}

bool is_live(const State& state, int request) {
    return state.lesson && !state.proof && state.live.first <= request &&
           request < static_cast<int>(state.lesson->requests.size());
}

}  // namespace session
