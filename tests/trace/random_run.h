// A seeded random program's run, told to a Recorder and to a simple model side by side.
// The model copies everything at every step: what state_at and show must agree with.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "trace/recorder.h"

namespace trace_test {

using trace::ObjectId;
using trace::ObjectKind;
using trace::ValueRef;

struct ModelFrame {
    trace::FrameId id = 0;
    trace::CodeId code = 0;
    int line = 0;
    std::vector<ValueRef> values;
    friend bool operator==(const ModelFrame&, const ModelFrame&) = default;
};

struct ModelObject {
    ObjectKind kind = ObjectKind::List;
    std::vector<ValueRef> values;  // entries: key, value, key, value ...
};

// After one step.
struct ModelStep {
    trace::EventKind kind = trace::EventKind::Line;
    std::vector<ModelFrame> stack;
    ObjectId object = 0;  // one of the objects, and what it held
    std::string object_text;
};

class RandomRun {
  public:
    RandomRun(std::uint32_t seed, int steps);
    const std::vector<ModelStep>& steps() const { return steps_; }
    trace::Timeline finish() { return recorder_.finish(); }
    // Taken on the way, every kSnapshotEvery steps.
    const std::vector<trace::Timeline>& snapshots() const { return snapshots_; }
    static constexpr int kSnapshotEvery = 701;

    static constexpr int kCodes = 40;
    static constexpr int kMaxDepth = 60;

  private:
    int pick(int below) { return static_cast<int>(random_() % static_cast<std::uint32_t>(below)); }
    ValueRef any_value();
    ValueRef any_key() { return ValueRef::integer(pick(12)); }
    ModelFrame& top() { return stack_.back(); }

    void one_step();
    void line();
    void call();
    void leave();
    void yield();
    void resume();
    void assign();
    void assign_global();
    void raise();
    void request_event();
    void new_object();
    void change();
    void change_list(ObjectId id, ModelObject& list);
    void change_entries(ObjectId id, ModelObject& dict);
    void done(trace::EventKind kind);
    std::string text_of(ObjectId id) const;
    std::string text_of(ValueRef value) const;

    std::mt19937 random_;
    trace::Recorder recorder_;
    std::vector<int> slot_counts_, parameter_counts_;
    std::vector<ModelFrame> stack_;
    std::map<trace::FrameId, ModelFrame> suspended_;
    std::map<ObjectId, ModelObject> objects_;
    std::vector<ModelStep> steps_;
    std::vector<trace::Timeline> snapshots_;
};

}  // namespace trace_test
