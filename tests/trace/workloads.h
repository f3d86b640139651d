// Runs of several kinds of programs, as the VM would tell them; for sizes and speed.
#pragma once

#include <string>
#include <vector>

#include "trace/recorder.h"

namespace trace_test {

using trace::ObjectKind;
using trace::Recorder;
using trace::ValueRef;

inline void add_codes(Recorder& recorder) {
    using trace::CodeKind;
    recorder.add_code({"<module>", CodeKind::Module, 1, {"run", "total"}, 0});
    recorder.add_code({"run", CodeKind::Function, 1, {"total", "i", "j", "items"}, 0});
    recorder.add_code({"f", CodeKind::Function, 20, {"n", "depth", "rest"}, 2});
    recorder.call(0, {});
    recorder.call(1, {});
}

// for j in ...: total = total + j
inline void record_loops(Recorder& recorder, int events) {
    std::int64_t total = 0;
    for (int j = 0; recorder.next_step() < events; ++j) {
        recorder.line(5);
        recorder.assign(2, ValueRef::integer(j % 1000));
        recorder.line(6);
        total += j % 1000;
        recorder.assign(0, ValueRef::integer(total));
    }
}

inline void record_calls(Recorder& recorder, int events) {
    for (int j = 0; recorder.next_step() < events; ++j) {
        const ValueRef arguments[] = {ValueRef::integer(j), ValueRef::integer(0)};
        recorder.call(2, arguments);
        recorder.line(21);
        recorder.line(22);
        recorder.return_value(ValueRef::integer(j * 2));
    }
}

// 990 calls down, 990 returns up, again and again.
inline void record_recursion(Recorder& recorder, int events) {
    while (recorder.next_step() < events) {
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
}

// A thousand generators that take turns: each steps aside for longer than a key frame.
inline void record_generators(Recorder& recorder, int events) {
    std::vector<trace::FrameId> frames;
    for (int i = 0; i < 1000; ++i) {
        const ValueRef arguments[] = {ValueRef::integer(i), ValueRef::integer(0)};
        frames.push_back(recorder.call(2, arguments));
        recorder.yield_value(ValueRef::none());
    }
    for (std::size_t i = 0; recorder.next_step() < events; i = (i + 1) % frames.size()) {
        recorder.resume(frames[i]);
        recorder.line(21);
        recorder.assign(1, ValueRef::integer(recorder.next_step()));
        recorder.yield_value(ValueRef::integer(3));
    }
}

// p = Point(i, i + 1)
inline void record_objects(Recorder& recorder, int events) {
    const ValueRef x = recorder.text("x"), y = recorder.text("y");
    for (int i = 0; recorder.next_step() < events; ++i) {
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
}

// self.total = self.total + i
inline void record_attribute(Recorder& recorder, int events) {
    const auto counter = recorder.add_object(ObjectKind::Instance, "Counter");
    recorder.set_entries(counter, {});
    const ValueRef name = recorder.text("total");
    std::int64_t total = 0;
    for (int i = 0; recorder.next_step() < events; ++i) {
        recorder.line(5);
        recorder.change_entry(counter, name, ValueRef::integer(total += i));
    }
}

inline void record_texts(Recorder& recorder, int events) {
    for (int i = 0; recorder.next_step() < events; ++i) {
        recorder.line(5);
        recorder.assign(0, recorder.text("user-" + std::to_string(i)));
        recorder.line(6);
        recorder.assign(1, recorder.real(i / 7.0));
    }
}

// items[i] = i, for a list of a million numbers
inline void record_list(Recorder& recorder, int events) {
    const std::vector<ValueRef> items(1000000, ValueRef::integer(0));
    const auto list = recorder.add_object(ObjectKind::List, "list");
    recorder.set_items(list, items);
    recorder.assign(3, ValueRef::object(list));
    for (int i = 0; recorder.next_step() < events; ++i)
        recorder.change_item(list, i % 1000000, ValueRef::integer(i));
}

}  // namespace trace_test
