// How many bytes a run takes: a million events of several kinds of programs.
#include <gtest/gtest.h>

#include "trace/recorder.h"

namespace {

using trace::CodeKind;
using trace::ObjectKind;
using trace::Recorder;
using trace::Timeline;
using trace::ValueRef;

constexpr int kEvents = 1000000;
constexpr std::size_t kAim = std::size_t{16} << 20, kRecord = std::size_t{6} << 20;

void add_codes(Recorder& recorder) {
    recorder.add_code({"<module>", CodeKind::Module, 1, {"run", "total"}, 0});
    recorder.add_code({"run", CodeKind::Function, 1, {"total", "i", "j", "items"}, 0});
    recorder.add_code({"f", CodeKind::Function, 20, {"n", "depth", "rest"}, 2});
    recorder.call(0, {});
}

TEST(RunSize, LoopsOfNumbers) {
    Recorder recorder;
    add_codes(recorder);
    recorder.call(1, {});
    std::int64_t total = 0;
    for (int j = 0; recorder.next_step() < kEvents; ++j) {
        recorder.line(5);
        recorder.assign(2, ValueRef::integer(j % 1000));
        recorder.line(6);
        total += j % 1000;
        recorder.assign(0, ValueRef::integer(total));
    }
    EXPECT_LT(recorder.finish().byte_size(), kRecord);
}

TEST(RunSize, CallsAndReturns) {
    Recorder recorder;
    add_codes(recorder);
    recorder.call(1, {});
    for (int j = 0; recorder.next_step() < kEvents; ++j) {
        const ValueRef arguments[] = {ValueRef::integer(j), ValueRef::integer(0)};
        recorder.call(2, arguments);
        recorder.line(21);
        recorder.line(22);
        recorder.return_value(ValueRef::integer(j * 2));
    }
    EXPECT_LT(recorder.finish().byte_size(), kRecord);
}

TEST(RunSize, DeepRecursion) {
    Recorder recorder;
    add_codes(recorder);
    while (recorder.next_step() < kEvents) {
        for (int depth = 0; depth < 990; ++depth) {
            const ValueRef arguments[] = {ValueRef::integer(1000 - depth),
                                          ValueRef::integer(depth)};
            recorder.call(2, arguments);
            recorder.line(21);
            recorder.assign(2, ValueRef::none());
            recorder.line(22);
        }
        for (int depth = 0; depth < 990; ++depth) recorder.return_value(ValueRef::integer(depth));
    }
    EXPECT_LT(recorder.finish().byte_size(), kAim);
}

TEST(RunSize, AlternatingGenerators) {
    Recorder recorder;
    add_codes(recorder);
    std::vector<trace::FrameId> frames;
    for (int i = 0; i < 1000; ++i) {
        const ValueRef arguments[] = {ValueRef::integer(i), ValueRef::integer(0)};
        frames.push_back(recorder.call(2, arguments));
        recorder.yield_value(ValueRef::none());
    }
    for (std::size_t i = 0; recorder.next_step() < kEvents; i = (i + 1) % frames.size()) {
        recorder.resume(frames[i]);
        recorder.line(21);
        recorder.assign(1, ValueRef::integer(recorder.next_step()));
        recorder.yield_value(ValueRef::integer(3));
    }
    EXPECT_LT(recorder.finish().byte_size(), kAim);
}

TEST(RunSize, ManyObjectsWithAttributes) {
    Recorder recorder;
    add_codes(recorder);
    recorder.call(1, {});
    const ValueRef x = recorder.text("x"), y = recorder.text("y");
    for (int i = 0; recorder.next_step() < kEvents; ++i) {
        const auto point = recorder.add_object(ObjectKind::Instance, "Point");
        recorder.set_entries(point, {});
        const ValueRef arguments[] = {ValueRef::object(point), ValueRef::integer(i)};
        recorder.call(2, arguments);
        recorder.line(21);
        recorder.change_entry(point, x, ValueRef::integer(i));
        recorder.line(22);
        recorder.change_entry(point, y, ValueRef::integer(i + 1));
        recorder.return_value(ValueRef::none());
        recorder.assign(3, ValueRef::object(point));
        recorder.line(3);
    }
    EXPECT_LT(recorder.finish().byte_size(), kRecord);
}

TEST(RunSize, OneObjectChangedAllTheTime) {
    Recorder recorder;
    add_codes(recorder);
    recorder.call(1, {});
    const auto counter = recorder.add_object(ObjectKind::Instance, "Counter");
    recorder.set_entries(counter, {});
    const ValueRef name = recorder.text("total");
    std::int64_t total = 0;
    for (int i = 0; recorder.next_step() < kEvents; ++i) {
        recorder.line(5);
        recorder.change_entry(counter, name, ValueRef::integer(total += i));
    }
    EXPECT_LT(recorder.finish().byte_size(), kRecord);
}

TEST(RunSize, NewTextsAndFloats) {
    Recorder recorder;
    add_codes(recorder);
    recorder.call(1, {});
    for (int i = 0; recorder.next_step() < kEvents; ++i) {
        recorder.line(5);
        recorder.assign(0, recorder.text("user-" + std::to_string(i)));
        recorder.line(6);
        recorder.assign(1, recorder.real(i / 7.0));
    }
    EXPECT_LT(recorder.finish().byte_size(), kAim);
}

TEST(RunSize, AListOfAMillionNumbers) {
    Recorder recorder;
    add_codes(recorder);
    recorder.call(1, {});
    std::vector<ValueRef> items(1000000, ValueRef::integer(0));
    const auto list = recorder.add_object(ObjectKind::List, "list");
    recorder.set_items(list, items);
    recorder.assign(3, ValueRef::object(list));
    for (int i = 0; recorder.next_step() < kEvents; ++i)
        recorder.change_item(list, i, ValueRef::integer(i));
    EXPECT_LT(recorder.finish().byte_size(), kAim);
}

}  // namespace
