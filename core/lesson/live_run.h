// lesson/live_run.h -- a lesson's run that goes on: after the scripted requests come others, one at
// a time, from wherever (app/live). Each is recorded as the scripted ones are and becomes one more
// request of the lesson. A Run that was given out never changes.
// In: a Scenario, then requests. Out: a Run after each. The lesson's time and chance are kept: the
// program that runs here is the lesson's. Errors: as those of run_scenario.
#pragma once

#include <memory>

#include "lesson/run.h"

namespace lesson {

class LiveRun {
  public:
    // Loads the program; nothing else.
    explicit LiveRun(const Scenario& scenario, const RunOptions& options = {});
    ~LiveRun();
    LiveRun(const LiveRun&) = delete;
    LiveRun& operator=(const LiveRun&) = delete;

    // False when the program did not load, or when a limit has stopped it.
    bool can_answer() const;
    // The scripted requests, up to the one at `last`.
    void answer_scripted(int last);
    // One from outside. The answer to one that a limit stopped is 500. `bytes`: as it was sent.
    http::Response answer(const http::Request& request, std::string bytes);
    // What could not be read as a request, and how it was answered: the program does not see it,
    // `sentence` says what is wrong with it.
    void add_refused(const http::Request& request, std::string bytes, std::string sentence,
                     const http::Response& response);

    std::shared_ptr<const Run> so_far();
    std::shared_ptr<const Run> finish();  // ends the program; the last call

  private:
    struct Program;

    void load();
    RequestRun& begin_request(const http::Request& request);
    void add_live(const http::Request& request);

    std::shared_ptr<Run> run_;  // all but its timeline and spans
    std::unique_ptr<Program> program_;
};

}  // namespace lesson
