// Recording and looking at a run of a million events.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "trace/workloads.h"

namespace {

using trace::Recorder;
using trace::Timeline;

constexpr int kEvents = 1000000;
using Workload = void (*)(Recorder&, int);

Timeline record(Workload workload) {
    Recorder recorder;
    trace_test::add_codes(recorder);
    workload(recorder, kEvents);
    return recorder.finish();
}

// Time per event; bytes per event with key frames, values and object logs.
void record_run(benchmark::State& state, Workload workload) {
    std::size_t bytes = 0;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        bytes = record(workload).byte_size();
    }
    state.SetItemsProcessed(state.iterations() * kEvents);
    state.counters["bytes/event"] = static_cast<double>(bytes) / kEvents;
}

// The state at random steps, one by one: median and 99th percentile.
void look_at_run(benchmark::State& state, Workload workload) {
    const Timeline timeline = record(workload);
    std::mt19937 random(7);
    std::vector<double> times;
    for (auto iteration : state) {
        static_cast<void>(iteration);
        const int step = static_cast<int>(random() % static_cast<unsigned>(timeline.size()));
        const auto start = std::chrono::steady_clock::now();
        benchmark::DoNotOptimize(timeline.state_at(step).stack.size());
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - start;
        times.push_back(took.count());
    }
    std::sort(times.begin(), times.end());
    state.counters["p50_us"] = times[times.size() / 2];
    state.counters["p99_us"] = times[times.size() * 99 / 100];
}

#define AW_TRACE_BENCH(name)                                                                       \
    BENCHMARK_CAPTURE(record_run, name, trace_test::record_##name)->Unit(benchmark::kMillisecond); \
    BENCHMARK_CAPTURE(look_at_run, name, trace_test::record_##name)->Iterations(20000)

AW_TRACE_BENCH(loops);
AW_TRACE_BENCH(calls);
AW_TRACE_BENCH(recursion);
AW_TRACE_BENCH(generators);
AW_TRACE_BENCH(objects);
AW_TRACE_BENCH(attribute);
AW_TRACE_BENCH(texts);
AW_TRACE_BENCH(list);

}  // namespace
