#include "lang/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace lang {
namespace {

constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();

// The int behind `v`, through __index__ when it must; a raise when there is none.
Completion as_integer(Vm& vm, const Value& v, std::string_view complaint) {
    const Value& p = plain(v);
    if (p.is_small() || p.is(Kind::Int)) return p;
    if (p.is_bool()) return Value::small(p.is_true() ? 1 : 0);
    if (v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "__index__").empty()) {
        AW_GUEST(const Value index, vm.call_method(v, "__index__"));
        const Value& number = plain(index);
        if (number.is_bool()) return Value::small(number.is_true() ? 1 : 0);
        if (number.is_small() || number.is(Kind::Int)) return number;
        return vm.raise("TypeError", fmt::format("__index__ returned non-int (type {})",
                                                 type_name_of(vm, index)));
    }
    if (!complaint.empty()) return vm.raise("TypeError", complaint);
    return vm.raise("TypeError", fmt::format("'{}' object cannot be interpreted as an integer",
                                             type_name_of(vm, v)));
}

Completion is_negative(Vm& vm, const Value& integer) {
    return vm.compare(Vm::Compare::Lt, integer, Value::small(0));
}

}  // namespace

Completion wrong_receiver(Vm& vm, const Native& self, CallArgs args, std::string_view type_name) {
    if (args.positional.empty()) {
        return vm.raise("TypeError", fmt::format("unbound method {}.{}() needs an argument",
                                                 type_name, self.name));
    }
    return vm.raise("TypeError",
                    fmt::format("descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
                                self.name, type_name, type_name_of(vm, args.positional[0])));
}

Completion read_index(Vm& vm, const Value& v, std::int64_t* out) {
    if (v.is_small()) {
        *out = v.as_small();
        return Completion::none();
    }
    AW_GUEST(const Value integer, as_integer(vm, v, {}));
    if (!integer.is_small()) {
        return vm.raise("OverflowError", "Python int too large to convert to C ssize_t");
    }
    *out = integer.as_small();
    return Completion::none();
}

Completion read_bound(Vm& vm, const Value& v, std::int64_t* out) {
    if (v.empty() || v.is_none()) return Completion::none();
    AW_GUEST(
        const Value integer,
        as_integer(vm, v, "slice indices must be integers or None or have an __index__ method"));
    if (integer.is_small()) {
        *out = integer.as_small();
        return Completion::none();
    }
    AW_GUEST(const Value negative, is_negative(vm, integer));
    *out = negative.is_true() ? kMin : kMax;
    return Completion::none();
}

Completion read_span(Vm& vm, const Value& start, const Value& end, std::int64_t length,
                     std::int64_t* from, std::int64_t* to) {
    *from = 0;
    *to = length;
    AW_GUEST_DO(read_bound(vm, start, from));
    AW_GUEST_DO(read_bound(vm, end, to));
    if (*from < 0) *from = *from < -length ? 0 : *from + length;
    if (*to < 0) *to = *to < -length ? 0 : *to + length;
    *to = std::min(*to, length);
    return Completion::none();
}

std::string_view type_name_of(Vm& vm, const Value& v) { return vm.class_of(v).name; }

Completion wrong_type(Vm& vm, std::string_view what, std::string_view wanted, const Value& got) {
    const std::string_view name = got.is_none() ? "None" : type_name_of(vm, got);
    return vm.raise("TypeError", fmt::format("{} must be {}, not {}", what, wanted, name));
}

bool is_integer(const Value& v) {
    const Value& p = plain(v);
    return p.is_small() || p.is_bool() || p.is(Kind::Int);
}

bool grow_list(Vm& vm, List& list, Value item) {
    if (vm.heap().over_limit() || !vm.charge(1)) return false;
    if (list.items.size() == list.items.capacity() && list.items.size() >= 1024 &&
        !vm.has_room(list.items.size() * 2 * sizeof(Value))) {
        return false;
    }
    list.items.push_back(std::move(item));
    return true;
}

Completion list_failure(Vm& vm) {
    return vm.steps_left() == 0 ? vm.out_of_steps() : vm.out_of_memory();
}

Completion raise_key_error(Vm& vm, const Value& key) {
    Value args[] = {key};
    return vm.raise(*vm.exception_class("KeyError"), args);
}

Completion wrap_for(Vm& vm, Class& cls, const Class& built_in, Value v) {
    if (&cls == &built_in) return v;
    Value instance = make_instance(vm, cls);
    instance.as<Instance>()->wrapped = std::move(v);
    return instance;
}

void def_all(Vm& vm, Class& cls, std::initializer_list<MethodEntry> methods) {
    for (const MethodEntry& method : methods) def(vm, cls, method.name, method.fn);
}

void def_all(Vm& vm, Module& module, std::initializer_list<MethodEntry> functions) {
    for (const MethodEntry& function : functions) def(vm, module, function.name, function.fn);
}

void set_static(Vm& vm, Class& cls, std::string_view name, NativeFn fn) {
    auto* method = vm.heap().make<StaticMethod>(vm.classes.static_method);
    method->function = make_native(vm, name, fn);
    set(vm, cls, name, Value::adopt(method));
}

void set_class_method(Vm& vm, Class& cls, std::string_view name, NativeFn fn) {
    auto* method = vm.heap().make<ClassMethod>(vm.classes.class_method);
    method->function = make_native(vm, name, fn);
    set(vm, cls, name, Value::adopt(method));
}

}  // namespace lang
