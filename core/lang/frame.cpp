#include "lang/frame.h"

#include <new>

#include "lang/vm_impl.h"
#include "lang/vm_internal.h"

namespace lang {

namespace {

void clear_registers(Value* registers, int count) {
    for (int i = 0; i < count; ++i) registers[i].~Value();
}

}  // namespace

Completion Vm::Impl::too_deep() {
    return vm.raise("RecursionError", "maximum recursion depth exceeded");
}

Completion Vm::Impl::end_frame(Value value, const Frame* until, bool& ends) {
    const Deliver deliver = top->deliver;
    const std::uint16_t destination = top->destination;
    if (deliver == Deliver::Instance) {
        Value made = std::move(top->instance);
        pop();
        AW_GUEST_DO(check_init_result(value));
        top->registers[destination] = std::move(made);
        return Completion::none();
    }
    if (top->generator == nullptr) {
        ends = top == until;
        pop();
        if (ends) return value;
        top->registers[destination] = std::move(value);
        return Completion::none();
    }
    const Value generator = Value::adopt(top->generator);
    finish_generator();
    if (deliver == Deliver::Native) {
        ends = true;
        generator.as<Generator>()->result = std::move(value);
        return Value();
    }
    // The state of the loop or of the delegation is not needed any more.
    const Instruction& at = top->pc[deliver == Deliver::Delegate ? -1 : -2];
    top->registers[at.b] = Value();
    if (deliver == Deliver::Delegate) top->registers[destination] = std::move(value);
    return Completion::none();
}

void free_generator_frame(Generator& generator) {
    Frame* frame = std::exchange(generator.frame, nullptr);
    const int count = frame->code->registers;
    clear_registers(frame->registers, count);
    Value* registers = frame->registers;
    frame->~Frame();
    Heap& heap = Heap::current();
    if (heap.closing()) return;
    heap.release_storage(registers, static_cast<std::size_t>(count + 1) * sizeof(Value));
    heap.release_storage(frame, sizeof(Frame));
}

void visit_generator_frame(Generator& generator, void (*each)(Value& value, void* context),
                           void* context) {
    Frame& frame = *generator.frame;
    for (int i = 0; i < frame.code->registers; ++i) each(frame.registers[i], context);
    each(frame.function, context);
    each(frame.handled, context);
    each(frame.instance, context);
}

}  // namespace lang
