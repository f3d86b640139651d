// trace/timeline.h -- a finished run: immutable, any step reachable in bounded time.
// Going back is a smaller step number; nothing is ever undone. `state_at(k)` is the state after
// the events 0..k; its cost does not grow with the run (key frames every few hundred events).
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "trace/event.h"
#include "trace/value_ref.h"

namespace trace {

struct CodeInfo;

struct Variable {
    std::string_view name;
    ValueRef value;  // Unbound where the name has no value yet
    bool parameter = false;
};

// One activation on the call stack. Views point into the Timeline.
struct FrameState {
    FrameId frame = 0;
    CodeId code = 0;
    std::string_view function;
    int line = 0;
    std::vector<Variable> variables;  // in the order of slots, those with a name
};

struct State {
    int step = -1;
    int request = -1;
    std::vector<FrameState> stack;  // [0] is the module, back() is running
    const FrameState* top() const { return stack.empty() ? nullptr : &stack.back(); }
};

// How a value is written: Python's repr; or plain, as the lesson page has it: a str without
// quotes, containers as JSON with ", " and ": ".
enum class Style : std::uint8_t { Repr, Plain };

// First and last step of one request (or of loading), both inclusive.
struct Span {
    int request = -1;
    int first_step = 0;
    int last_step = -1;
};

// The value that a variable of a function took on, and when.
struct Assignment {
    int step = 0;
    ValueRef value;
};

class Timeline {
  public:
    Timeline();  // no events
    ~Timeline();
    Timeline(const Timeline&);  // shares what is kept
    Timeline& operator=(const Timeline&);
    Timeline(Timeline&&) noexcept;
    Timeline& operator=(Timeline&&) noexcept;

    int size() const;  // number of steps
    EventKind kind_at(int step) const;
    Event event_at(int step) const;
    State state_at(int step) const;  // -1: before the first event

    // One pass over [first, last], both inclusive: much cheaper than event_at in a loop when fields
    // are not needed.
    struct Brief {
        int step;
        EventKind kind;
        int request;
        int line;     // of that activation; 0 when there is none
        int depth;    // calls on the stack after it, the module not counted
        CodeId code;  // of the activation it belongs to: the one called, the one that returned
    };
    std::vector<Brief> briefs(int first, int last) const;

    // The events of these kinds in [first, last], decoded in one pass, until `visit` answers No.
    // Cheaper than event_at for each; what comes early is found early.
    using Kinds = std::bitset<kEventKindCount>;
    enum class GoOn : bool { No, Yes };
    void each_event(int first, int last, Kinds kinds,
                    const std::function<GoOn(const Event&)>& visit) const;

    const std::vector<Span>& spans() const;  // loading first, then each request
    const CodeInfo& code(CodeId id) const;
    int code_count() const;

    // Every value that `variable` of any activation of `function` was bound to in [first, last],
    // arguments included, in order. Unbound: it was deleted. The module's name is "<module>".
    std::vector<Assignment> assignments(std::string_view function, std::string_view variable,
                                        int first, int last) const;

    // The value as text, as it was after `step`; containers deeper than 6 or longer than
    // `limit` characters end in "...". A container inside itself is shown as Python shows it.
    std::string show(ValueRef value, int step, Style style, std::size_t limit = 400) const;

    std::size_t byte_size() const;   // everything kept, key frames included
    std::string serialized() const;  // the same run gives the same bytes
    struct Data;

  private:
    friend class Recorder;
    explicit Timeline(std::shared_ptr<const Data> data);
    std::shared_ptr<const Data> data_;
};

}  // namespace trace
