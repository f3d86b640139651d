// lang/vm.h -- one sandboxed program: its heap, its classes, its limits, and everything natives
// and core/web may ask of it. The instruction loop is in interpret.cpp.
//
// Guest calls do not nest the C++ stack; natives that call back (sorted's key, __eq__ in a dict)
// do, at most kMaxNativeDepth deep (RecursionError beyond).
// Determinism: time, randomness and hashes come from VmOptions; nothing else from outside can
// be reached.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "lang/completion.h"
#include "lang/heap.h"
#include "lang/objects.h"

namespace trace {
class Recorder;
}

namespace lang {

struct ObjectModel;

struct VmOptions {
    std::uint64_t max_steps = 50'000'000;  // instructions, plus work that natives charge
    std::size_t max_memory_bytes = std::size_t{128} << 20;
    std::size_t max_output_bytes = std::size_t{1} << 20;
    int max_depth = 1000;                 // guest calls; RecursionError beyond, as in CPython
    const base::Clock* clock = nullptr;   // null: stands at 2026-01-01T00:00:00Z
    std::uint64_t seed = 0;               // secrets, random, uuid4
    trace::Recorder* recorder = nullptr;  // null: nothing is recorded
    std::function<void(std::string_view)> output;        // what print writes; null: dropped
    std::function<void(std::string_view)> error_output;  // the same for sys.stderr
};

enum class StopKind : std::uint8_t { Steps, Memory, Depth, Output, Refused };
struct Stop {
    StopKind kind;
    std::string message;  // "limit:steps", then a sentence; or "refused: ..."
};

// The built-in classes, by name. Filled in by builtins_*.cpp before any program runs.
struct BuiltinClasses {
    Class *object, *type, *none_type, *bool_, *int_, *float_, *str, *bytes, *tuple, *list, *dict,
        *set, *frozenset, *range, *slice, *function, *native, *method, *module, *generator,
        *coroutine, *async_generator, *iterator, *property, *static_method, *class_method, *super_,
        *generic_alias, *union_type, *type_var, *view, *cell, *ellipsis_type, *not_implemented_type,
        *base_exception;
};

// A module that guests may import: `load` fills its attributes on first import.
struct NativeModule {
    std::string_view name;  // "fastapi.security"
    void (*load)(Vm& vm, Module& module);
};

class Vm {
  public:
    explicit Vm(VmOptions options);
    ~Vm();
    Vm(const Vm&) = delete;
    Vm& operator=(const Vm&) = delete;

    // -- programs ----------------------------------------------------------------------------
    // Parses, compiles and runs a module. A syntax error is a raised SyntaxError.
    Completion run_module(std::string_view source, std::string_view file_name,
                          std::string_view module_name = "__main__");
    // The guest module that run_module ran; None before.
    const Value& main_module() const { return main_module_; }
    void add_module(NativeModule module);
    Completion import_module(std::string_view name);   // a Module; ImportError when not offered
    Value loaded_module(std::string_view name) const;  // empty: nobody has imported it

    // -- calls ---------------------------------------------------------------------------------
    Completion call(const Value& callable, std::span<Value> positional,
                    std::span<Keyword> keywords = {});
    Completion call(const Value& callable) { return call(callable, {}, {}); }
    Completion call_method(const Value& object, std::string_view name,
                           std::span<Value> positional = {}, std::span<Keyword> keywords = {});
    // Runs a coroutine to its end. Nothing here ever waits: an await that could not go on is a
    // RuntimeError. A value that is not a coroutine comes back as it is.
    Completion run_coroutine(const Value& awaitable);
    // One step of a generator: sends `sent`, or raises `thrown` at the yield when not empty.
    // An empty Value: it has returned.
    Completion resume(Generator& generator, Value sent, Value thrown = {});
    // As resume, for natives that hold an async generator: what it awaits is waited for, up to its
    // next yield.
    Completion resume_to_yield(Generator& generator, Value sent, Value thrown = {});

    // -- what operators do ---------------------------------------------------------------------
    Completion get_attribute(const Value& object, std::string_view name);
    Completion set_attribute(const Value& object, std::string_view name, Value value);
    Completion delete_attribute(const Value& object, std::string_view name);
    // The attribute or, where AttributeError would be raised, an empty Value.
    Completion find_attribute(const Value& object, std::string_view name);
    Completion get_item(const Value& object, const Value& key);
    Completion set_item(const Value& object, const Value& key, Value value);
    Completion delete_item(const Value& object, const Value& key);
    enum class Binary : std::uint8_t {
        Add,
        Sub,
        Mul,
        Div,
        FloorDiv,
        Mod,
        Pow,
        MatMul,
        And,
        Or,
        Xor,
        Shl,
        Shr
    };
    enum class Compare : std::uint8_t { Eq, Ne, Lt, Le, Gt, Ge };
    Completion binary(Binary op, const Value& a, const Value& b);
    Completion binary_in_place(Binary op, const Value& a, const Value& b);
    Completion compare(Compare op, const Value& a, const Value& b);
    Completion negate(const Value& v);
    Completion positive(const Value& v);
    Completion invert(const Value& v);
    Completion contains(const Value& container, const Value& item);  // a bool
    // Yes/no questions: a bool Value, or the raise.
    Completion equals(const Value& a, const Value& b);  // identity counts, as in containers
    Completion truth(const Value& v);
    Completion hash(const Value& v);  // a small int
    Completion length(const Value& v);
    Completion str(const Value& v);                            // a Str
    Completion repr(const Value& v);                           // a Str
    Completion format(const Value& v, std::string_view spec);  // a Str
    Completion iterate(const Value& iterable);                 // an iterator
    Completion next(const Value& iterator);                    // empty Value: exhausted
    Completion to_list(const Value& iterable);                 // a new List
    Completion is_instance(const Value& object, const Value& class_or_tuple);  // a bool

    Class& class_of(const Value& v) const;
    bool is_subclass(const Class& cls, const Class& base) const;
    bool is_instance_of(const Value& v, const Class& cls) const {
        return is_subclass(class_of(v), cls);
    }
    // Looks a name up along the mro; empty when absent. No binding.
    Value find_in_class(const Class& cls, std::string_view name) const;
    bool is_callable(const Value& v) const;

    // -- functions, for those who plan calls (core/web) ----------------------------------------
    // name -> value; evaluated on first use (may raise NameError). {} when there are none.
    Completion annotations(const Value& function_or_class);
    // Evaluates a string annotation in the function's module, as FastAPI does.
    Completion evaluate(std::string_view expression, const Value& module);

    // -- raising -------------------------------------------------------------------------------
    // A new exception of a built-in class: raise("ValueError", "...").
    Completion raise(std::string_view class_name, std::string_view message);
    Completion raise(Class& cls, std::span<Value> args);
    Completion raise_value(Value exception);  // adds context; traceback grows while it unwinds
    Class* exception_class(std::string_view name) const;  // built-in; null when unknown
    // "Traceback (most recent call last): ..." as CPython prints an uncaught exception.
    std::string traceback_text(const Value& exception);

    // -- limits --------------------------------------------------------------------------------
    Completion stop(StopKind kind, std::string message);
    const std::optional<Stop>& stopped() const { return stop_; }
    // Natives that loop charge their work: false when the steps are used up (then return
    // out_of_steps()). Cheap enough to call per element.
    bool charge(std::uint64_t steps) {
        if (steps > fuel_) return false;
        fuel_ -= steps;
        return true;
    }
    Completion out_of_steps();
    // Asks for room before something of that size is made.
    bool has_room(std::size_t bytes) const;
    Completion out_of_memory();
    // A new budget for the next request; totals stay limited by max_memory only.
    void refill_steps() { fuel_ = options_.max_steps; }
    std::uint64_t steps_left() const { return fuel_; }

    // -- the rest ------------------------------------------------------------------------------
    enum class Stream : std::uint8_t { Output, Error };
    // To options.output or error_output, within the limit that both share.
    Completion print(std::string_view text, Stream stream = Stream::Output);
    Heap& heap() { return heap_; }
    const VmOptions& options() const { return options_; }
    const base::Clock& clock() const;
    std::uint64_t random_bits();  // next of the seeded stream
    trace::Recorder* recorder() const { return options_.recorder; }
    std::unique_ptr<Payload> host_data;  // what the layer above keeps with this program
    BuiltinClasses classes = {};

    struct Impl;  // interpret.cpp, frames, caches, modules
    Impl& impl() { return *impl_; }
    ObjectModel& model() const { return *model_; }  // object_model.h; by install_object_model

  private:
    friend struct Impl;
    VmOptions options_;
    Heap heap_;
    std::uint64_t fuel_;
    std::optional<Stop> stop_;
    Value main_module_ = Value::none();
    std::shared_ptr<ObjectModel> model_;  // holds Values: goes before the heap
    std::unique_ptr<Impl> impl_;
    friend void install_object_model(Vm& vm);

  public:
    // Dict: the names every program sees without importing. Guests cannot reach it.
    Value builtins;
};

inline constexpr int kMaxNativeDepth = 150;

}  // namespace lang
