// One frame of the whole window, built without a graphics card: half-way through the first lesson,
// and with lessons as large as anyone will make them. And what a step and the opening of such a
// lesson cost.
#include <benchmark/benchmark.h>

#include "session/first_lesson.h"
#include "ui/headless.h"
#include "ui/large.h"

namespace {

void build_frames(benchmark::State& state, session::Session session) {
    ui::Headless window;
    window.frame(session.state());  // lays texts out once
    for (auto iteration : state) {
        static_cast<void>(iteration);
        window.frame(session.state());
    }
    state.counters["vertices"] = ui::Headless::vertices();
}

void build_frame(benchmark::State& state) {
    session::Session session = open_first_lesson();
    for (int i = 0; i < session.state().stop_count / 2; ++i)
        session.apply(session::Walk{session::Move::Forward});
    build_frames(state, std::move(session));
}
BENCHMARK(build_frame)->Unit(benchmark::kMicrosecond);

session::Session at_the_end(session::Session session) {
    session.apply(session::Walk{session::Move::Last});
    return session;
}

void build_frame_of_10000_lines(benchmark::State& state) {
    build_frames(state, at_the_end(large::sample_of(10'000)));
}
BENCHMARK(build_frame_of_10000_lines)->Unit(benchmark::kMicrosecond);

void build_frame_of_1000_requests(benchmark::State& state) {
    build_frames(state, at_the_end(large::requests(1'000)));
}
BENCHMARK(build_frame_of_1000_requests)->Unit(benchmark::kMicrosecond);

void build_frame_of_1_mb_header(benchmark::State& state) {
    build_frames(state, at_the_end(large::header_of(1'000'000)));
}
BENCHMARK(build_frame_of_1_mb_header)->Unit(benchmark::kMicrosecond);

void build_frame_of_1m_events(benchmark::State& state) {
    build_frames(state, at_the_end(large::events(1'000'000)));
}
BENCHMARK(build_frame_of_1m_events)->Unit(benchmark::kMicrosecond);

// Stepping back and forth at the far end of the run.
void step_in_1m_events(benchmark::State& state) {
    session::Session session = at_the_end(large::events(1'000'000));
    session.apply(session::SetLevel{lesson::Level::Check});
    bool back = true;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        session.apply(session::Walk{back ? session::Move::Back : session::Move::Forward});
        back = !back;
    }
}
BENCHMARK(step_in_1m_events)->Unit(benchmark::kMicrosecond);

// What the window works out of a run when a lesson is opened; the run itself is not counted.
void open_1m_events(benchmark::State& state) {
    lesson::RunOptions options;
    options.max_steps = 100'000'000;
    const auto run = lesson::run_scenario(large::scenario(large::program(12, 250'000)), options);
    for (auto iteration : state) {
        static_cast<void>(iteration);
        benchmark::DoNotOptimize(session::make_lesson_view(run));
    }
    state.counters["events"] = run->timeline.size();
}
BENCHMARK(open_1m_events)->Unit(benchmark::kMillisecond);

}  // namespace
