// lang/vm_impl.h -- the running half of a Vm: frames, the value stack, the instruction loop.
// The loop is interpret.cpp; calls are call.cpp and binding.cpp; unwinding is unwind.cpp;
// generators are generator.cpp. Stays in this folder.
#pragma once

#include <functional>
#include <map>
#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/frame.h"
#include "lang/vm.h"

namespace lang {

inline constexpr std::uint64_t kEmptyBits = 2;
inline constexpr std::uint64_t kSmallCharge = 4;
inline std::uint64_t& raw(Value& v) { return reinterpret_cast<std::uint64_t&>(v); }

// One call's arguments, whoever makes it.
struct Call {
    Value callee;
    std::span<Value> positional;  // may be moved from
    std::span<Keyword> keywords;  // may be moved from
    Deliver deliver = Deliver::Native;
    std::uint16_t destination = 0;
};

struct Vm::Impl {
    explicit Impl(Vm& owner);
    ~Impl();

    // -- the loop: interpret.cpp
    // Runs the top frame until `until` has ended or, a generator, has stepped aside. `raising`:
    // pending is raised there first.
    Completion run(Frame* until, bool raising = false);
    // A call without keywords: its value goes into the register, or a frame is on top.
    Completion call_plain(Value& callee, std::span<Value> arguments, std::uint16_t destination);
    // The frame on top has ended, not in the plain way of guest calls. `ends`: so has the loop that
    // runs down to `until`; else the value has gone where it belongs.
    Completion end_frame(Value value, const Frame* until, bool& ends);
    Completion begin_keywords(Value* registers, const Instruction* pc, bool& entered);
    Completion begin_spread(Value* registers, const Instruction& call, bool& entered);
    Completion unpack_star(const Value& source, Value* targets, int before, int after);
    Completion match_star_items(Frame& frame, const Instruction* pc);
    Completion match_item(Frame& frame, const Instruction* pc);

    // -- calls: call.cpp
    // Starts the call. `entered`: a frame was pushed and runs next; else the value is the result.
    Completion begin(Call call, bool& entered);
    Completion begin_function(Call& call, bool& entered);
    Completion begin_class(Call& call, bool& entered);
    Completion begin_with_self(Call& call, const Value& function, const Value& self, bool& entered);
    // A frame for a plain function that gets `self` and the positional arguments; false: go the
    // long way.
    bool enter_directly(Call& call, const Value& function, const Value& self);
    Completion call_value(Call call);  // to its end
    Completion check_init_result(const Value& value);
    Completion not_callable(const Value& v);
    bool stop_requested() const { return vm.stop_.has_value(); }

    // -- frames: frame.cpp
    bool can_push(const Code& code) const {
        return depth < vm.options_.max_depth && stack_end - stack_top >= code.registers;
    }
    Frame& push(const Code& code, Value function, Deliver deliver, std::uint16_t destination);
    void pop();  // the top frame; a generator's frame is only taken off
    Completion too_deep();

    // -- binding.cpp: arguments into registers, which are empty before
    Completion bind_arguments(const Code& code, const Function& function, Call& call,
                              Value* registers);

    // -- generators: generator.cpp
    Value make_generator(const Code& code, Value function);
    // Puts the generator's frame on top; `sent` is what its yield gives.
    Completion enter_generator(Generator& generator, Value sent, Deliver deliver,
                               std::uint16_t destination);
    Completion resume(Generator& generator, Value sent, Value thrown);
    Completion throw_into(Generator& generator, Value exception);
    Completion step_frameless(Generator& generator, Value sent, bool& returned);
    Completion run_nested(Frame* until, bool raising);
    Completion delegate_step(const Value& iterator, Value sent, bool& returned);
    Completion finish_in_loop(const Value& coroutine, const Value& yielded);
    void suspend_top();          // the generator on top steps aside
    void finish_generator();     // it has ended; the caller has taken over its count
    std::vector<Value> dropped;  // suspended generators that nobody holds any more
    void close_dropped();

    // -- exceptions: unwind.cpp
    // Finds the handler of pending_ from the top frame down to `until`; null: nobody handles it
    // and `until` has been popped.
    Frame* unwind(const Frame* until);
    void drop_frames(const Frame* until);  // after a stop
    void add_traceback(const Frame& frame);
    void record_raise();
    void stop_iteration_to_runtime_error(const Generator& generator);
    Completion exception_matches(const Value& exception, const Value& caught);
    Completion unbound_local(const Frame& frame, int reg);
    Completion unbound_free(const Code& code, int index);
    Completion name_error(std::string_view name);

    // -- limits: vm.cpp
    Completion over_limits();  // steps or memory; None when a collection has helped
    bool spend(std::uint64_t steps) { return vm.charge(steps); }
    bool needs_check() const { return vm.heap_.used() > memory_check; }

    // -- programs: vm.cpp
    Completion load_module(std::string_view name);
    Completion run_library_source(std::string_view name, const Value& module);
    bool is_package(std::string_view name) const;  // modules stand inside it
    std::shared_ptr<const Code> keep(std::shared_ptr<const Code> code) {
        return codes.emplace_back(std::move(code));
    }
    Completion run_code(std::shared_ptr<const Code> code, const Value& module);

    // -- instructions that are not in the loop: interpret_*.cpp. They set their destination.
    // Each pass of clang-format would set this another way.
    // clang-format off
#define AW_SLOW_OPS(X)                                                                            \
    X(RecordCell) X(RecordFree) X(SyncCell) X(RecordCall) X(RecordReturn) X(RecordYield)          \
    X(RecordResume) X(CheckBound) X(DeleteLocal) X(DeleteGlobal) X(MakeCell) X(DeleteCell)        \
    X(DeleteFree) X(DeleteAttr) X(LoadSpecial) X(DeleteItem) X(BuildSlice) X(BuildSet)            \
    X(BuildDict) X(SetAdd) X(DictAdd) X(ListExtend) X(SetUpdate) X(DictUpdate) X(DictMerge)       \
    X(ListToTuple) X(Convert) X(MakeFunction) X(EndClass) X(GetAwaitable) X(GetYieldFrom)         \
    X(PlainIter) X(AsyncIter) X(AsyncNext) X(Raise) X(RaiseAgain) X(EnterHandler) X(SaveHandled)  \
    X(LeaveHandler) X(RaiseAssert) X(TypeOf) X(ImportModule) X(ImportFrom) X(ImportStar)          \
    X(MatchRest) X(Negate) X(Positive) X(Invert) X(Not) X(Format) X(BuildString) X(In) X(NotIn)
    // clang-format on
#define AW_SLOW_OP(name) Completion op_##name(Frame& frame, const Instruction* pc);
    AW_SLOW_OPS(AW_SLOW_OP)
#undef AW_SLOW_OP
    // These give a bool: whether to jump.
#define AW_SLOW_JUMPS(X) \
    X(JumpIn) X(JumpNotIn) X(MatchSequence) X(MatchMapping) X(MatchKey) X(MatchClass)
#define AW_SLOW_OP(name) Completion op_##name(Frame& frame, const Instruction* pc);
    AW_SLOW_JUMPS(AW_SLOW_OP)
#undef AW_SLOW_OP
    Completion load_attribute(const Value& object, AttributeCache& cache);
    Completion store_attribute(const Value& object, AttributeCache& cache, Value value);
    // function and self for a call, or the attribute and an empty self
    Completion load_method(const Value& object, AttributeCache& cache, Value& self);
    Completion unpack(const Value& source, Value* targets, int count);
    Completion unpack_iterable(const Value& source, Value* targets, int count);
    Completion match_positional(const Value& subject, Class& cls, int count, Value* values);
    Completion get_iter(const Value& source, Value* state);

    Vm& vm;
    Value* stack = nullptr;  // raw memory; live up to stack_top
    Value* stack_top = nullptr;
    Value* stack_end = nullptr;
    Frame* frames = nullptr;  // the pool of plain frames
    int pooled = 0;           // of them in use
    Frame* top = nullptr;
    int depth = 0;  // all frames on the stack, generators' too
    // The class that type.__call__ is asked to make an instance of: past its metaclass.
    const Class* called_plainly = nullptr;
    int native_depth = 0;
    Value pending;  // the exception being raised
    bool stopping = false;
    std::size_t memory_check = 0;  // look at the heap when it has more bytes than this
    std::size_t next_collection = std::size_t{16} << 20;

    std::map<std::string, NativeModule, std::less<>> offered;
    std::map<std::string, Value, std::less<>> loaded;
    std::vector<std::shared_ptr<const Code>> codes;
    Value base_exception_init;  // BaseException.__init__
    std::size_t output_bytes = 0;
    std::uint64_t random_state = 0;
    std::function<std::uint64_t()> entropy;  // lang/host.h
    std::unique_ptr<base::Clock> standing_clock;
};

[[gnu::always_inline]] inline Frame& Vm::Impl::push(const Code& code, Value function,
                                                    Deliver deliver, std::uint16_t destination) {
    Frame* frame = new (&frames[pooled++]) Frame;
    Value* const registers = stack_top;
    stack_top += code.registers;
    for (Value* r = registers; r != stack_top; ++r) new (r) Value;
    frame->registers = registers;
    frame->code = &code;
    frame->pc = code.instructions.data();
    frame->module = static_cast<Module*>(function.as<Function>()->module.object());
    frame->function = std::move(function);
    frame->destination = destination;
    frame->deliver = deliver;
    frame->back = top;
    top = frame;
    ++depth;
    return *frame;
}

[[gnu::always_inline]] inline void Vm::Impl::pop() {
    Frame* const frame = top;
    top = frame->back;
    --depth;
    if (frame->generator != nullptr) {
        frame->back = nullptr;
        return;
    }
    Value* const end = stack_top;
    stack_top = frame->registers;
    for (Value* r = frame->registers; r != end; ++r) r->~Value();
    --pooled;
    frame->~Frame();
}

}  // namespace lang
