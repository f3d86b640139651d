// Enum: how the attributes of a class become its members.
#include <fmt/format.h>

#include <algorithm>

#include "lang/class.h"
#include "lang/int.h"
#include "lang/lib_enum_internal.h"
#include "lang/repr_internal.h"

namespace lang {
namespace {

bool is_member_name(std::string_view name) {
    const bool dunder = name.starts_with("__") && name.ends_with("__");
    const bool sunder = name.starts_with("_") && name.ends_with("_") && name.size() > 2;
    return !dunder && !sunder && !name.starts_with("__");
}

bool is_descriptor(Vm& vm, const Value& v) {
    if (v.is(Kind::Function) || v.is(Kind::Property) || v.is(Kind::StaticMethod) ||
        v.is(Kind::ClassMethod) || v.is(Kind::Native)) {
        return true;
    }
    return v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "__get__").empty();
}

Completion next_flag_value(Vm& vm, const std::vector<Value>& values) {
    std::int64_t highest = 0;
    for (const Value& v : values) {
        if (v.is_small()) highest = std::max(highest, v.as_small());
    }
    std::int64_t next = 1;
    while (next <= highest) next *= 2;
    (void)vm;
    return Value::small(next);
}

// What auto() stands for: the guest's _generate_next_value_, or the class's own rule.
Completion automatic_value(Vm& vm, Class& cls, std::string_view name,
                           const std::vector<Value>& values) {
    Value own = vm.find_in_class(cls, "_generate_next_value_");
    if (const StaticMethod* method = own.try_as<StaticMethod>()) own = Value(method->function);
    if (!own.empty()) {
        Value args[] = {vm.heap().make_str(name), Value::small(1),
                        Value::small(static_cast<std::int64_t>(values.size())),
                        vm.heap().make_list(values)};
        return vm.call(own, args);
    }
    if (vm.is_subclass(cls, *enum_state(vm).str_enum)) {
        std::string lower(name);
        for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
        return vm.heap().make_str(lower);
    }
    if (is_flag(vm, cls)) return next_flag_value(vm, values);
    Value highest = Value::small(0);
    for (const Value& v : values) {
        if (is_integer(v) && compare_ints(plain(v), highest) > 0) highest = plain(v);
    }
    return vm.binary(Vm::Binary::Add, highest, Value::small(1));
}

// What __new__ and __init__ are called with: the parts of a tuple, or the value.
std::vector<Value> member_arguments(Value first, const Value& value) {
    std::vector<Value> args = {std::move(first)};
    if (const Tuple* parts = value.try_as<Tuple>()) {
        args.insert(args.end(), parts->span().begin(), parts->span().end());
    } else {
        args.push_back(value);
    }
    return args;
}

Completion call_member_init(Vm& vm, Class& cls, const Value& member, const Value& value) {
    const Value init = vm.find_in_class(cls, "__init__");
    if (!init.is(Kind::Function)) return Completion::none();
    std::vector<Value> args = member_arguments(member, value);
    return vm.call(init, args);
}

// A guest's __new__ makes the member, and may set its _value_.
Completion make_member_with_new(Vm& vm, Class& cls, std::string_view name, const Value& value,
                                const Value& own_new) {
    std::vector<Value> args = member_arguments(class_value(cls), value);
    AW_GUEST(Value member, vm.call(own_new, args));
    if (!member.is(Kind::Instance) || &vm.class_of(member) != &cls)
        return vm.raise("TypeError", fmt::format("__new__ of {} made no member", cls.name));
    Instance& instance = *member.as<Instance>();
    if (read_slot(instance, "_value_").empty())
        write_slot(vm, instance, "_value_", instance.wrapped.empty() ? value : instance.wrapped);
    write_slot(vm, instance, "_name_", vm.heap().intern(name));
    AW_GUEST_DO(call_member_init(vm, cls, member, value));
    return member;
}

Completion make_member(Vm& vm, Class& cls, std::string_view name, const Value& value) {
    Value member = make_instance(vm, cls);
    Instance& instance = *member.as<Instance>();
    const Value own_new = vm.find_in_class(cls, "__new__");
    if (const StaticMethod* method = own_new.try_as<StaticMethod>();
        method != nullptr && method->function.is(Kind::Function)) {
        return make_member_with_new(vm, cls, name, value, method->function);
    }
    AW_GUEST(instance.wrapped, wrapped_value(vm, cls, value));
    const bool converted = !instance.wrapped.empty() && !value.is(Kind::Tuple);
    write_slot(vm, instance, "_value_", converted ? Value(instance.wrapped) : value);
    write_slot(vm, instance, "_name_", vm.heap().intern(name));
    AW_GUEST_DO(call_member_init(vm, cls, member, value));
    return member;
}

// Combinations that a flag class names are aliases: they are left out when it is iterated.
bool is_single_bit(const Value& value) {
    const std::int64_t bits = is_integer(value) ? to_int64(plain(value)).value_or(0) : 0;
    return bits > 0 && (bits & (bits - 1)) == 0;
}

// What str or int mixed in would show must not hide what the enum shows.
void prefer_enum_methods(Vm& vm, Class& cls) {
    const Class* enum_base = enum_state(vm).base;
    for (const Class* base : cls.bases) {
        if (vm.is_subclass(*base, *enum_base)) enum_base = base;
    }
    for (const std::string_view name : {"__repr__", "__str__", "__format__"}) {
        const Value found = vm.find_in_class(cls, name);
        if (found.empty() || is_default_dunder(vm, found)) {
            put_class_attribute(cls, vm.heap().intern(name), vm.find_in_class(*enum_base, name));
        }
    }
}

}  // namespace

Completion wrapped_value(Vm& vm, const Class& cls, const Value& value) {
    Class* built_in = nullptr;
    for (Class* ancestor : cls.mro) {
        const bool candidate = ancestor->is_native && ancestor->module_name == "builtins" &&
                               ancestor != vm.classes.object;
        if (candidate) {
            built_in = ancestor;
            break;
        }
    }
    if (built_in == nullptr) return Value();
    if (value.is(Kind::Tuple) && built_in != vm.classes.tuple) {
        std::vector<Value> args(value.as<Tuple>()->span().begin(), value.as<Tuple>()->span().end());
        return vm.call(class_value(*built_in), args);
    }
    Value args[] = {value};
    return vm.call(class_value(*built_in), args);
}

Completion new_enum_member(Vm& vm, Class& cls, CallArgs args) {
    Value member = make_instance(vm, cls);
    if (args.positional.empty()) return member;
    const Value value = args.positional.size() == 1 ? Value(args.positional[0])
                                                    : vm.heap().make_tuple(args.positional);
    AW_GUEST(member.as<Instance>()->wrapped, wrapped_value(vm, cls, value));
    return member;
}

Completion known_member(Vm& vm, const EnumMembers& known, const Value& value) {
    for (const auto& [name, member] : known.by_name) {
        AW_GUEST(const Value same, vm.equals(read_slot(*member.as<Instance>(), "_value_"), value));
        if (same.is_true()) return member;
    }
    for (const Value& member : known.combinations) {
        AW_GUEST(const Value same, vm.equals(read_slot(*member.as<Instance>(), "_value_"), value));
        if (same.is_true()) return member;
    }
    return Value();
}

namespace {

// class Rights(Flag, boundary=KEEP), or what the base says.
Boundary boundary_of(Vm& vm, const Class& cls, CallArgs keywords) {
    Boundary boundary =
        vm.is_subclass(cls, *enum_state(vm).int_flag) ? Boundary::Keep : Boundary::Strict;
    for (const Class* base : cls.bases) {
        if (const EnumMembers* inherited = members_of(*base)) boundary = inherited->boundary;
    }
    constexpr std::string_view kNames[] = {"strict", "conform", "eject", "keep"};
    for (const Keyword& keyword : keywords.keywords) {
        if (keyword.name != "boundary" || !is_text(keyword.value)) continue;
        for (std::size_t i = 0; i < std::size(kNames); ++i)
            if (text_of(keyword.value) == kNames[i]) boundary = static_cast<Boundary>(i);
    }
    return boundary;
}

// nonmember(5), member(f): says of an attribute what it is; empty when it says nothing.
std::string_view said_kind(Vm& vm, const Value& v) {
    if (!v.is(Kind::Instance)) return "";
    const Class& cls = vm.class_of(v);
    const bool says =
        cls.module_name == "enum" && (cls.name == "nonmember" || cls.name == "member");
    return says ? std::string_view(cls.name) : "";
}

Completion enum_subclass(Vm& vm, Class& cls, CallArgs keywords) {
    install_members(vm, cls);
    prefer_enum_methods(vm, cls);
    for (const Class* base : cls.bases) {
        const EnumMembers* inherited = members_of(*base);
        if (inherited != nullptr && !inherited->members.empty()) {
            return vm.raise("TypeError", fmt::format("<enum '{}'> cannot extend <enum '{}'>",
                                                     cls.name, base->name));
        }
    }
    auto owned = std::make_unique<EnumMembers>();
    EnumMembers& known = *owned;
    known.boundary = boundary_of(vm, cls, keywords);
    cls.payload = std::move(owned);
    std::vector<Value> values;
    const std::vector<ClassAttribute> attributes = cls.attributes;
    for (const ClassAttribute& attribute : attributes) {
        const std::string_view name = text_of(attribute.name);
        const std::string_view said = said_kind(vm, attribute.value);
        Value value =
            said.empty() ? attribute.value : read_slot(*attribute.value.as<Instance>(), "value");
        if (said == "nonmember") put_class_attribute(cls, attribute.name, value);
        if (said == "nonmember" || !is_member_name(name)) continue;
        if (said.empty() && is_descriptor(vm, value)) continue;
        if (is_automatic(vm, value)) {
            const Value automatic = value;
            AW_GUEST(value, is_combination(automatic) ? resolve_automatic(vm, automatic)
                                                      : automatic_value(vm, cls, name, values));
            set_automatic(vm, automatic, value);
        }
        values.push_back(value);
        AW_GUEST(Value member, known_member(vm, known, value));
        if (member.empty()) {
            AW_GUEST(member, make_member(vm, cls, name, value));
            if (!is_flag(vm, cls) || is_single_bit(value)) known.members.push_back(member);
        }
        known.by_name.emplace_back(name, member);
        put_class_attribute(cls, attribute.name, member);
    }
    return Completion::none();
}

}  // namespace

void install_members(Vm& vm, Class& cls) {
    if (cls.cls == nullptr || !vm.is_subclass(*cls.cls, *enum_state(vm).metaclass))
        cls.cls = enum_state(vm).metaclass;
    cls.construct = enum_construct;
    cls.on_subclass = enum_subclass;
    cls.instance_kind = Kind::Instance;
}

}  // namespace lang
