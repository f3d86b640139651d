// trace/recorder.h -- writes a run while it happens. One recorder, one run.
// In: tables (code, interned values, objects) and events, in order. The first activation is the
// module's: it stays at the bottom of the stack after it has returned, because functions that are
// called later still see its variables. Lines, assignments and returns need an activation.
// Out: `finish` gives the immutable Timeline; what is recorded after it is dropped. `so_far` gives
// one of the same kind while the run goes on; it shares what cannot change any more.
// Cost: the calls marked (hot) append one to a few bytes and allocate nothing.
// LIMIT: a run keeps at most Limits::max_bytes, and 16 million interned values and objects each
// (lang::Object has 24 bits for an id); `full()` then becomes true, further events are dropped and
// the VM ends the program with limit:memory.
// The bytes are described in trace/format.h, which writer and reader share.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trace/event.h"
#include "trace/format.h"
#include "trace/object_log.h"
#include "trace/pages.h"
#include "trace/timeline.h"
#include "trace/value_ref.h"

namespace trace {

enum class CodeKind : std::uint8_t { Module, Function, Lambda, Comprehension, ClassBody };

// One function of the sample (or the module itself, always the first added).
struct CodeInfo {
    std::string function;  // "<module>", "get_current_user"; what the screen shows
    CodeKind kind = CodeKind::Function;
    int first_line = 0;
    std::vector<std::string> variables;  // by slot; parameters first. "": never shown
    int parameter_count = 0;
    int first_outer_slot = 1 << 30;  // from here on: variables of enclosing functions (Cells)
    int first_global_slot = 0;       // module: before them stand variables of comprehensions
};

inline constexpr Pages::Position kNoNode = 0xFFFFFFFF;
struct SuspendedFrame;  // recorder_tables.h

class Recorder {
  public:
    struct Limits {
        std::size_t max_bytes = std::size_t{256} << 20;
    };
    Recorder();
    explicit Recorder(Limits limits);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    // -- tables ----------------------------------------------------------------------------
    CodeId add_code(CodeInfo info);
    // Replaces a code's variables, before it is called for the first time.
    void set_variables(CodeId code, std::vector<std::string> variables);
    ValueRef text(std::string_view utf8);            // str; equal short texts share one entry
    ValueRef bytes(std::string_view raw);            // bytes
    ValueRef real(double value);                     // float
    ValueRef big_integer(std::string_view decimal);  // beyond ValueRef::fits
    ValueRef tuple(std::span<const ValueRef> items);
    ValueRef opaque(std::string_view shown);  // "<function f>", "<class 'User'>": shown as given

    // A mutable thing seen for the first time. Its content must be given at once, with the one of
    // the two calls that fits its kind; later only changes are told.
    ObjectId add_object(ObjectKind kind, std::string_view class_name);
    void set_items(ObjectId id, std::span<const ValueRef> items);  // List, Set, Cell (one item)
    // Dict, Instance: its attributes. What has the name "" is shown without a name, as an argument;
    // what has the name "*" too, but only as long as there is no attribute (exceptions). A class
    // name in angle brackets stands for all there is to an instance without attributes.
    void set_entries(ObjectId id, std::span<const std::pair<ValueRef, ValueRef>> entries);

    // -- the program's way -----------------------------------------------------------------
    void line(int line);  // (hot)
    // Pushes an activation. `arguments` are the values of the first slots, in order: parameters,
    // and what else has a value already.
    FrameId call(CodeId code, std::span<const ValueRef> arguments);  // (hot)
    void return_value(ValueRef value);                               // (hot) pops it
    void yield_value(ValueRef value);                                // pops it, it may be resumed
    void resume(FrameId frame);                                      // pushes it again
    void raise(std::string_view exception, std::string_view message);
    void unwind(std::string_view exception);  // pops the activation
    void caught(std::string_view exception);
    void assign(int slot, ValueRef value);  // (hot) a local of the top activation; Unbound: del
    void assign_global(int slot, ValueRef value);  // of the module, from first_global_slot on
    void output(std::string_view text);

    // -- changes of an object already added ------------------------------------------------
    // A change of a Cell that a slot of the top activation holds is an Assign of that variable.
    void change_item(ObjectId id, std::int64_t index, ValueRef value);  // List, Cell(0)
    void change_append(ObjectId id, ValueRef value);                    // List, Set
    void change_splice(ObjectId id, std::int64_t at, std::int64_t removed,
                       std::span<const ValueRef> inserted);        // List
    void change_entry(ObjectId id, ValueRef key, ValueRef value);  // Dict, Instance
    void change_remove(ObjectId id, ValueRef key);                 // Dict, Instance, Set
    void change_all_items(ObjectId id, std::span<const ValueRef> items);
    void change_all_entries(ObjectId id, std::span<const std::pair<ValueRef, ValueRef>> entries);

    // -- the request's way -----------------------------------------------------------------
    // Fields in the order event.h lists them. Values are plain text.
    void emit(EventKind kind,
              std::initializer_list<std::pair<std::string_view, std::string_view>> fields);
    void emit(EventKind kind, const std::vector<Field>& fields);
    // Every later event belongs to this request, until the next call. 0-based; -1: loading.
    void begin_request(int request);

    int next_step() const { return step_; }  // the step that the next event will get
    bool full() const { return full_; }
    // Called after every event with its step; for tests that watch a run. Empty: nobody watches.
    void set_step_hook(std::function<void(int step)> hook);
    Timeline so_far();
    Timeline finish();

  private:
    struct LiveFrame {
        FrameId id = 0;
        CodeId code = 0;
        int line = 0;
        std::uint32_t first_value = 0;    // of its slots, in values_
        Pages::Position node = kNoNode;   // kNoNode: changed since the last key frame
        SuspendedFrame* aside = nullptr;  // where it steps aside to, once it has
    };
    struct CodeShape {  // what calls need of a CodeInfo
        std::uint32_t slots = 0;
        std::uint32_t parameters = 0;
        int first_line = 0;
        int first_global = 0;
    };
    struct Tables;  // recorder_tables.h

    void end_event() {
        if (++step_ >= next_stop_) stop_here();
    }
    void put(Op op) { *at_++ = static_cast<std::uint8_t>(op); }
    void put_near(int first_op, int number) {
        *at_++ = static_cast<std::uint8_t>(first_op + number);
    }
    void line_far(int distance);
    void assign_far(int slot, ValueRef value);
    void make_room(std::size_t bytes);  // on the page, beside what the hot calls may need
    void stop_here();
    void become_full();
    void waste(std::size_t bytes);
    void put_value(ValueRef value) { at_ = coder_.write(at_, value); }
    void put_text(std::string_view text);
    void put_change(ObjectId id);
    bool accepts(ObjectId id) const { return !full_ && id != 0; }
    void check_tables();
    ValueRef interned(InternedId id);
    void push(const LiveFrame& frame, std::span<const ValueRef> first_values);
    void pop();      // the top activation, if it is not the module
    void end_top();  // the same, for good
    SuspendedFrame* find_aside(FrameId id);
    void add_key_frame();
    Pages::Position add_node(const LiveFrame& frame, Pages::Position caller);

    // What the hot calls touch.
    std::uint8_t* at_ = nullptr;
    int step_ = 0;
    int next_stop_ = 0;
    LiveFrame* top_ = nullptr;
    ValueRef* slots_ = nullptr;  // of the top activation
    ValueCoder coder_;
    ObjectId last_changed_ = 0;  // in this stretch

    std::vector<LiveFrame> frames_;
    std::vector<ValueRef> values_;  // the slots of all activations on the stack
    std::vector<CodeShape> shapes_;
    FrameId next_frame_ = 1;
    SuspendedFrame* last_aside_ = nullptr;
    std::uint8_t* page_end_ = nullptr;
    bool full_ = false;
    std::unique_ptr<Tables> tables_;
};

inline void Recorder::line(int number) {
    const int distance = number - top_->line;
    top_->line = number;
    if (static_cast<unsigned>(distance - kLineOpMin) >= static_cast<unsigned>(kLineOpCount))
        return line_far(distance);
    put_near(kLineOps, distance - kLineOpMin);
    end_event();
}

inline void Recorder::assign(int slot, ValueRef value) {
    if (slot >= kNearSlots) return assign_far(slot, value);
    ValueRef& held = slots_[slot];
    if (value.tag() == ValueRef::Tag::Int && held.tag() == ValueRef::Tag::Int) {
        const std::int64_t distance = int_distance(held, value);
        if (distance == 1) {
            put_near(kAssignNextOps, slot);
            held = value;
            return end_event();
        }
        if (distance == static_cast<std::int8_t>(distance)) {
            put_near(kAssignNearOps, slot);
            *at_++ = static_cast<std::uint8_t>(distance);
            held = value;
            return end_event();
        }
    }
    put_near(kAssignOps, slot);
    at_ = coder_.write(at_, value, held);
    held = value;
    end_event();
}

}  // namespace trace
