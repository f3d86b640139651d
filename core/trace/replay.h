// trace/replay.h -- reads the row of events forward from any step.
// In: the Timeline's data. Out: the stack after each event, and the event itself undecoded for
// people. `seek` starts at the key frame before a step, so it reads at most kKeyFrameSteps events.
#pragma once

#include <span>
#include <vector>

#include "trace/timeline_data.h"

namespace trace {

struct RawField {
    InternedId name = 0;
    InternedId value = 0;
};

// One event. Which members mean something depends on the kind.
struct RawEvent {
    enum class Scope : std::uint8_t { Top, Module, Cell };

    EventKind kind = EventKind::Line;
    int step = -1;
    CodeId code = 0;  // of the activation it belongs to: the one called, the one that ended
    int line = 0;     // of that activation; 0 when there is none
    int depth = 0;    // activations on the stack after it, the module not counted
    Scope scope = Scope::Top;      // Assign
    int slot = 0;                  // Assign
    int argument_count = 0;        // Call
    ValueRef value;                // Return, Yield, Assign; Change, Assign of a cell: the object;
                                   // Raise, Unwind, Caught: the exception; Output: the text
    ValueRef message;              // Raise
    std::vector<RawField> fields;  // the request's events
};

class Replay {
  public:
    struct Frame {
        FrameId id = 0;
        CodeId code = 0;
        int line = 0;
        std::size_t first_value = 0;
    };

    // The state before `step`, so that `next` gives it.
    Replay(const Timeline::Data& data, int step);
    bool next();  // false at the end
    const RawEvent& event() const { return event_; }
    int next_step() const { return step_; }

    std::span<const Frame> stack() const { return frames_; }
    std::span<const ValueRef> slots(const Frame& frame) const {
        return {values_.data() + frame.first_value, data_->codes[frame.code].variables.size()};
    }

  private:
    struct Suspended {
        Frame frame;
        std::vector<ValueRef> values;
    };
    void load(const KeyFrame& key);
    void load_node(Pages::Position position);
    void apply(std::uint8_t op);
    void apply_near(int op);
    void apply_call(CodeId code, std::size_t count);
    void apply_assign(RawEvent::Scope scope, std::size_t slot, ValueRef value);
    void apply_resume(bool whole);
    void apply_request();
    void go_to_line(int line);
    void push(Frame frame);
    void pop();
    void step_aside();
    ValueRef read() { return coder_.read(in_); }
    std::size_t read_number() { return static_cast<std::size_t>(read_varint(in_)); }
    Frame& top() { return frames_.back(); }
    ValueRef& top_slot(std::size_t slot) { return values_[top().first_value + slot]; }

    const Timeline::Data* data_;
    const std::uint8_t* in_ = nullptr;
    int step_ = 0;
    FrameId next_frame_ = 1;
    ValueCoder coder_;
    ValueRef last_changed_;
    std::vector<Frame> frames_;
    std::vector<ValueRef> values_;
    std::vector<Suspended> suspended_;  // since the key frame
    RawEvent event_;
};

}  // namespace trace
