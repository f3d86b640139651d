// How many bytes a run of a million events takes, everything included.
#include <gtest/gtest.h>

#include "trace/workloads.h"

namespace {

constexpr int kEvents = 1000000;
constexpr std::size_t kAim = std::size_t{12} * kEvents, kRecord = std::size_t{4} * kEvents;

std::size_t size_of(void (*record)(trace::Recorder&, int)) {
    trace::Recorder recorder;
    trace_test::add_codes(recorder);
    record(recorder, kEvents);
    const trace::Timeline timeline = recorder.finish();
    EXPECT_GE(timeline.size(), kEvents);
    return timeline.byte_size();
}

TEST(RunSize, Loops) { EXPECT_LT(size_of(trace_test::record_loops), kRecord); }
TEST(RunSize, Calls) { EXPECT_LT(size_of(trace_test::record_calls), kRecord); }
TEST(RunSize, DeepRecursion) { EXPECT_LT(size_of(trace_test::record_recursion), kAim); }
TEST(RunSize, AlternatingGenerators) { EXPECT_LT(size_of(trace_test::record_generators), kAim); }
TEST(RunSize, ManyObjects) { EXPECT_LT(size_of(trace_test::record_objects), kAim); }
TEST(RunSize, OneAttribute) { EXPECT_LT(size_of(trace_test::record_attribute), kAim); }
TEST(RunSize, NewTextsAndFloats) { EXPECT_LT(size_of(trace_test::record_texts), kAim); }
TEST(RunSize, AListOfAMillionNumbers) { EXPECT_LT(size_of(trace_test::record_list), kAim); }

}  // namespace
