// One frame of the whole window, built without a graphics card, half-way through the lesson.
#include <benchmark/benchmark.h>

#include "session/first_lesson.h"
#include "ui/headless.h"

namespace {

void build_frame(benchmark::State& state) {
    ui::Headless window;
    session::Session session = open_first_lesson();
    for (int i = 0; i < session.state().stop_count / 2; ++i)
        session.apply(session::Walk{session::Move::Forward});
    for (auto iteration : state) {
        static_cast<void>(iteration);
        window.frame(session.state());
    }
    state.counters["vertices"] = ui::Headless::vertices();
}
BENCHMARK(build_frame)->Unit(benchmark::kMicrosecond);

}  // namespace
