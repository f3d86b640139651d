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

Frame& Vm::Impl::push(const Code& code, Value function, Deliver deliver,
                      std::uint16_t destination) {
    Frame* frame = new (&frames[pooled++]) Frame;
    frame->registers = stack_top;
    for (int i = 0; i < code.registers; ++i) new (stack_top++) Value;
    frame->code = &code;
    frame->pc = code.instructions.data();
    frame->module = function.as<Function>()->module.as<Module>();
    frame->function = std::move(function);
    frame->destination = destination;
    frame->deliver = deliver;
    frame->back = top;
    top = frame;
    ++depth;
    return *frame;
}

void Vm::Impl::pop() {
    Frame* frame = top;
    top = frame->back;
    --depth;
    if (frame->generator != nullptr) {
        frame->back = nullptr;
        return;
    }
    stack_top = frame->registers;
    clear_registers(frame->registers, frame->code->registers);
    --pooled;
    frame->~Frame();
}

Completion Vm::Impl::too_deep() {
    return vm.raise("RecursionError", "maximum recursion depth exceeded");
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
