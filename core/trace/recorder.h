// trace/recorder.h -- writes a run while it happens. One recorder, one run.
// In: tables (code, interned values, objects) and events, in order. Out: `finish` gives the
// immutable Timeline; nothing may be recorded after it (that is a bug of ours).
// Cost: the calls marked (hot) append one to a few bytes and are inline.
// LIMIT: a run keeps at most Limits::max_bytes; `full()` then becomes true, further events are
// dropped and the VM ends the program with limit:memory.
// The bytes are described in trace/format.h, which writer and reader share.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "trace/event.h"
#include "trace/timeline.h"
#include "trace/value_ref.h"

namespace trace {

enum class CodeKind : std::uint8_t { Module, Function, Lambda, Comprehension, ClassBody };

// One function of the sample (or the module itself, always the first added).
struct CodeInfo {
    std::string function;  // "<module>", "get_current_user"; what the screen shows
    CodeKind kind = CodeKind::Function;
    int first_line = 0;
    std::vector<std::string> variables;  // by slot; parameters first
    int parameter_count = 0;
};

// What a mutable thing is; decides how it is shown and which changes it takes.
enum class ObjectKind : std::uint8_t { List, Set, Dict, Instance, Cell, Bytearray };

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
    void set_entries(ObjectId id,
                     std::span<const std::pair<ValueRef, ValueRef>> entries);  // Dict, Instance

    // -- the program's way -----------------------------------------------------------------
    void line(int line);  // (hot)
    // Pushes an activation. `arguments` are the values of the first slots (parameters), in order.
    FrameId call(CodeId code, std::span<const ValueRef> arguments);  // (hot)
    void return_value(ValueRef value);                               // (hot) pops it
    void yield_value(ValueRef value);                                // pops it, it may be resumed
    void resume(FrameId frame);                                      // pushes it again
    void raise(std::string_view exception, std::string_view message);
    void unwind(std::string_view exception);  // pops the activation
    void caught(std::string_view exception);
    void assign(int slot, ValueRef value);         // (hot) a local of the top activation
    void assign_global(int slot, ValueRef value);  // a slot of the module
    void output(std::string_view text);

    // -- changes of an object already added ------------------------------------------------
    void change_item(ObjectId id, std::int64_t index, ValueRef value);  // List, Cell(0)
    void change_append(ObjectId id, ValueRef value);                    // List, Set
    void change_splice(ObjectId id, std::int64_t at, std::int64_t removed,
                       std::span<const ValueRef> inserted);            // List
    void change_entry(ObjectId id, ValueRef key, ValueRef value);      // Dict, Instance
    void change_remove(ObjectId id, ValueRef key);                     // Dict, Instance, Set
    void change_all_items(ObjectId id, std::span<const ValueRef> items);
    void change_all_entries(ObjectId id, std::span<const std::pair<ValueRef, ValueRef>> entries);

    // -- the request's way -----------------------------------------------------------------
    // Fields in the order event.h lists them. Values are plain text.
    void emit(EventKind kind, std::initializer_list<std::pair<std::string_view, std::string_view>>
                                  fields);
    void emit(EventKind kind, const std::vector<Field>& fields);
    // Every later event belongs to this request, until the next call. 0-based; -1: loading.
    void begin_request(int request);

    int next_step() const;  // the step that the next event will get
    bool full() const;
    Timeline finish();

    struct Impl;

  private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace trace
