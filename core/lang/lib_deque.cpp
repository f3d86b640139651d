// collections.deque. The items stand in a list; taking from the left costs what moving them costs.
#include <fmt/format.h>

#include <algorithm>

#include "lang/lib_collections.h"
#include "lang/repr.h"

namespace lang {
namespace {

struct Deque final : Payload {
    Value list;
    std::int64_t most = -1;  // maxlen; -1: none
    ValueVector& items() const { return list.as<List>()->items; }
    void visit(void (*each)(Value&, void*), void* context) override { each(list, context); }
};

#define AW_DEQUE_SELF(variable) AW_PAYLOAD_SELF(Deque, variable, "collections.deque")

bool full(const Deque& deque) {
    return deque.most >= 0 && static_cast<std::int64_t>(deque.items().size()) >= deque.most;
}

Completion charge_move(Vm& vm, const Deque& deque) {
    return vm.charge(deque.items().size() / 64) ? Completion::none() : vm.out_of_steps();
}

Completion push(Vm& vm, Deque& deque, const Value& item, bool left) {
    if (deque.most == 0) return Completion::none();
    if (vm.heap().over_limit()) return vm.out_of_memory();
    ValueVector& items = deque.items();
    if (left || full(deque)) AW_GUEST_DO(charge_move(vm, deque));
    if (left) {
        if (full(deque)) items.pop_back();
        items.insert(items.begin(), item);
    } else {
        if (full(deque)) items.erase(items.begin());
        items.push_back(item);
    }
    return Completion::none();
}

Completion extend(Vm& vm, Deque& deque, const Value& iterable, bool left) {
    AW_GUEST(const Value added, vm.to_list(iterable));
    for (const Value& item : added.as<List>()->items) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST_DO(push(vm, deque, item, left));
    }
    return Completion::none();
}

Completion deque_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)args;
    auto deque = std::make_unique<Deque>();
    deque->list = vm.heap().make_list();
    return wrap_payload(vm, cls, std::move(deque));
}

Completion deque_init(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    Value iterable, most = Value::none();
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"iterable", &iterable, kOptional}, {"maxlen", &most, kOptional}}));
    if (!most.is_none()) {
        AW_GUEST_DO(read_index(vm, most, &deque->most));
        if (deque->most < 0) return vm.raise("ValueError", "maxlen must be non-negative");
    }
    return iterable.empty() ? Completion::none() : extend(vm, *deque, iterable, false);
}

template <bool left>
Completion deque_append(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"item", &item}}));
    return push(vm, *deque, item, left);
}

template <bool left>
Completion deque_extend(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    Value iterable;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"iterable", &iterable}}));
    return extend(vm, *deque, iterable, left);
}

template <bool left>
Completion deque_pop(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    ValueVector& items = deque->items();
    if (items.empty()) return vm.raise("IndexError", "pop from an empty deque");
    Value item = left ? items.front() : items.back();
    if (left) {
        AW_GUEST_DO(charge_move(vm, *deque));
        items.erase(items.begin());
    } else {
        items.pop_back();
    }
    return item;
}

Completion deque_rotate(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    Value by_value = Value::small(1);
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"n", &by_value, kOptional}}));
    std::int64_t by = 0;
    AW_GUEST_DO(read_index(vm, by_value, &by));
    AW_GUEST_DO(charge_move(vm, *deque));
    ValueVector& items = deque->items();
    if (items.empty()) return Completion::none();
    const auto size = static_cast<std::int64_t>(items.size());
    const std::int64_t right = ((by % size) + size) % size;
    std::rotate(items.begin(), items.end() - right, items.end());
    return Completion::none();
}

Completion deque_copy(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    auto copy = std::make_unique<Deque>();
    copy->list = vm.heap().make_list(deque->items());
    copy->most = deque->most;
    return wrap_payload(vm, vm.class_of(args.positional[0]), std::move(copy));
}

Completion deque_len(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    return Value::small(static_cast<std::int64_t>(deque->items().size()));
}

Completion deque_iter(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    return vm.iterate(deque->list);
}

Completion deque_contains(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &item}}));
    return vm.contains(deque->list, item);
}

Completion deque_out_of_range(Vm& vm, Completion done) {
    if (done.raised() && vm.is_instance_of(done.error(), *vm.exception_class("IndexError"))) {
        return vm.raise("IndexError", "deque index out of range");
    }
    return done;
}

Completion deque_getitem(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    Value index;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &index}}));
    if (index.is(Kind::Slice)) {
        return vm.raise("TypeError", "sequence index must be integer, not 'slice'");
    }
    return deque_out_of_range(vm, vm.get_item(deque->list, index));
}

Completion deque_setitem(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    Value index, value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"key", &index}, {"value", &value}}));
    AW_GUEST_DO(deque_out_of_range(vm, vm.set_item(deque->list, index, value)));
    return Completion::none();
}

// What a list does just as well: self.name is the list's method.
Completion as_list(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    return vm.call_method(deque->list, self.name, args.positional.subspan(1), args.keywords);
}

template <Vm::Compare op>
Completion deque_compare(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    const Deque* other =
        args.positional.size() == 2 ? payload_of<Deque>(args.positional[1]) : nullptr;
    if (other == nullptr) return Value::not_implemented();
    return vm.compare(op, deque->list, other->list);
}

Completion deque_repr(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    TextBuilder out(vm);
    out.add(vm.class_of(args.positional[0]).name);
    out.add("(");
    const ReprGuard guard(args.positional[0].object());
    if (guard.repeated()) return vm.heap().make_ascii("[...]");
    AW_GUEST_DO(repr_into(vm, deque->list, out));
    if (deque->most >= 0) out.add(fmt::format(", maxlen={}", deque->most));
    out.add(")");
    return out.finish();
}

Completion deque_maxlen(Vm& vm, Native& self, CallArgs args) {
    AW_DEQUE_SELF(deque);
    return deque->most < 0 ? Value::none() : Value::small(deque->most);
}

}  // namespace

void install_deque(Vm& vm, Module& module) {
    Class& cls = add_class(vm, module, "deque");
    cls.construct = deque_construct;
    def_property(vm, cls, "maxlen", deque_maxlen);
    def_all(vm, cls,
            {{"__init__", deque_init},
             {"append", deque_append<false>},
             {"appendleft", deque_append<true>},
             {"extend", deque_extend<false>},
             {"extendleft", deque_extend<true>},
             {"pop", deque_pop<false>},
             {"popleft", deque_pop<true>},
             {"rotate", deque_rotate},
             {"copy", deque_copy},
             {"clear", as_list},
             {"count", as_list},
             {"index", as_list},
             {"remove", as_list},
             {"reverse", as_list},
             {"insert", as_list},
             {"__len__", deque_len},
             {"__iter__", deque_iter},
             {"__contains__", deque_contains},
             {"__getitem__", deque_getitem},
             {"__setitem__", deque_setitem},
             {"__eq__", deque_compare<Vm::Compare::Eq>},
             {"__lt__", deque_compare<Vm::Compare::Lt>},
             {"__repr__", deque_repr}});
    set(vm, cls, "__hash__", Value::none());
}

}  // namespace lang
