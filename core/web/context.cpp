#include "web/context.h"

#include "lang/arguments.h"
#include "lang/exceptions.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

// contextvars._Current.stack; empty when no program has asked for the module.
Value context_stack(Vm& vm) {
    const Value module = vm.loaded_module("contextvars");
    if (module.empty()) return {};
    Completion current = vm.get_attribute(module, "_Current");
    if (!current.ok()) return {};
    Completion stack = vm.get_attribute(current.value(), "stack");
    return stack.ok() && stack.value().is(lang::Kind::List) ? stack.take() : Value();
}

}  // namespace

CopiedContext::CopiedContext(Vm& vm) {
    const Value stack = context_stack(vm);
    if (stack.empty() || stack.as<lang::List>()->items.empty()) return;
    const Value top = stack.as<lang::List>()->items.back();
    Completion copy = vm.call_method(top, "copy");
    if (!copy.ok()) return;
    const std::size_t depth = stack.as<lang::List>()->items.size();
    if (!lang::grow_list(vm, *stack.as<lang::List>(), copy.take())) return;
    stack_ = stack;
    depth_ = depth;
}

CopiedContext::~CopiedContext() {
    if (stack_.empty()) return;
    auto& items = stack_.as<lang::List>()->items;
    while (items.size() > depth_) items.pop_back();
}

Completion call_apart(Vm& vm, const Value& callable, std::span<Value> positional,
                      std::span<lang::Keyword> keywords) {
    const CopiedContext context(vm);
    Completion result = vm.call(callable, positional, keywords);
    const bool stops =
        result.raised() && vm.is_instance_of(result.error(), *vm.exception_class("StopIteration"));
    if (!stops) return result;
    // What waits for the thread is a coroutine, out of which no StopIteration gets. PEP 479.
    Completion told = vm.raise("RuntimeError", "coroutine raised StopIteration");
    AW_GUEST_DO(lang::set_cause(vm, told.error(), result.error()));
    return told;
}

}  // namespace web
