// enum: Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique.
// A member is an instance of its class with the slots _name_ and _value_; in an enum that mixes in
// int or str it wraps that value, too. The members stand in the class as plain attributes.
#include <fmt/format.h>

#include "lang/class.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/lib_enum_internal.h"
#include "lang/repr_internal.h"

namespace lang {
namespace {

bool is_flag(Vm& vm, const Class& cls) { return vm.is_subclass(cls, *enum_state(vm).flag); }

Completion enum_construct(Vm& vm, Class& cls, CallArgs args);
Completion enum_subclass(Vm& vm, Class& cls, CallArgs keywords);

// Calling an enum looks a member up; that holds also where int or str is mixed in.
void install_members(Vm& vm, Class& cls) {
    cls.cls = enum_state(vm).metaclass;
    cls.construct = enum_construct;
    cls.on_subclass = enum_subclass;
    cls.instance_kind = Kind::Instance;
}

// -- making the members ----------------------------------------------------------------------

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

Completion known_member(Vm& vm, const EnumMembers& known, const Value& value) {
    for (const auto& [name, member] : known.by_name) {
        AW_GUEST(const Value same, vm.equals(read_slot(*member.as<Instance>(), "_value_"), value));
        if (same.is_true()) return member;
    }
    return Value();
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

Completion enum_subclass(Vm& vm, Class& cls, CallArgs keywords) {
    (void)keywords;
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
    cls.payload = std::move(owned);
    std::vector<Value> values;
    const std::vector<ClassAttribute> attributes = cls.attributes;
    for (const ClassAttribute& attribute : attributes) {
        const std::string_view name = text_of(attribute.name);
        if (!is_member_name(name) || is_descriptor(vm, attribute.value)) continue;
        Value value = attribute.value;
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

// -- the class as a container: Color["RED"], Color(1), list(Color) ----------------------------

Class* class_self(CallArgs args) {
    return !args.positional.empty() && args.positional[0].is(Kind::Class)
               ? args.positional[0].as<Class>()
               : nullptr;
}

#define AW_ENUM_CLASS(cls, known)                                     \
    Class* cls = class_self(args);                                    \
    EnumMembers* known = cls == nullptr ? nullptr : members_of(*cls); \
    if (known == nullptr) return wrong_receiver(vm, self, args, "EnumType")

Completion class_getitem(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    Value name;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"name", &name}}));
    for (const auto& [known_name, member] : known->by_name) {
        if (is_text(name) && text_of(name) == known_name) return member;
    }
    return raise_key_error(vm, name);
}

Completion class_iter(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    return vm.iterate(vm.heap().make_list(known->members));
}

Completion class_len(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    return Value::small(static_cast<std::int64_t>(known->members.size()));
}

Completion class_contains(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    Value item;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"value", &item}}));
    if (&vm.class_of(item) == cls) return Value::true_();
    AW_GUEST(const Value member, known_member(vm, *known, item));
    return Value::boolean(!member.empty());
}

bool is_known_name(const EnumMembers& known, std::string_view name) {
    return std::any_of(known.by_name.begin(), known.by_name.end(),
                       [&](const auto& entry) { return entry.first == name; });
}

// Members stay; other attributes of the class can be set.
Completion class_setattr(Vm& vm, Native& self, CallArgs args) {
    Class* cls = class_self(args);
    if (cls == nullptr) return wrong_receiver(vm, self, args, "EnumType");
    Value name, value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"name", &name}, {"value", &value}}));
    if (!is_text(name)) return wrong_type(vm, "attribute name", "a string", name);
    const EnumMembers* known = members_of(*cls);
    if (known != nullptr && is_known_name(*known, text_of(name))) {
        return vm.raise("AttributeError",
                        fmt::format("cannot reassign member '{}'", text_of(name)));
    }
    if (!vm.charge(class_changed(*cls))) return vm.out_of_steps();
    put_class_attribute(*cls, vm.heap().intern(text_of(name)), value);
    return Completion::none();
}

// DIFF: no attribute of an enum can be deleted, members or not.
Completion class_delattr(Vm& vm, Native& self, CallArgs args) {
    const Class* cls = class_self(args);
    if (cls == nullptr) return wrong_receiver(vm, self, args, "EnumType");
    Value name;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"name", &name}}));
    return vm.raise("AttributeError", fmt::format("'{}' cannot delete member '{}'.", cls->name,
                                                  is_text(name) ? text_of(name) : "?"));
}

Completion class_bool(Vm& vm, Native& self, CallArgs args) {
    (void)vm;
    (void)self;
    (void)args;
    return Value::true_();
}

Completion class_repr(Vm& vm, Native& self, CallArgs args) {
    Class* cls = class_self(args);
    if (cls == nullptr) return wrong_receiver(vm, self, args, "EnumType");
    return vm.heap().make_str(
        fmt::format("<{} '{}'>", is_flag(vm, *cls) ? "flag" : "enum", cls->name));
}

Completion class_members(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    Value dict = vm.heap().make_dict();
    for (const auto& [name, member] : known->by_name) {
        dict_put(vm, *dict.as<Dict>(), name, member);
    }
    return dict;
}

Completion enum_construct(Vm& vm, Class& cls, CallArgs args) {
    if (members_of(cls) == nullptr || members_of(cls)->members.empty()) {
        AW_GUEST(const Value module, vm.import_module("enum"));
        std::vector<Value> rest = {class_value(cls)};
        rest.insert(rest.end(), args.positional.begin(), args.positional.end());
        return vm.call_method(module, "_functional", rest, args.keywords);
    }
    const Native named(nullptr, nullptr, cls.name);
    Value value;
    AW_GUEST_DO(bind(vm, named, args, {{"value", &value}}));
    return enum_by_value(vm, cls, value);
}

// -- members ---------------------------------------------------------------------------------

Completion member_name(Vm& vm, Native& self, CallArgs args) {
    return member_slot(vm, self, args, "_name_");
}

Completion member_value(Vm& vm, Native& self, CallArgs args) {
    return member_slot(vm, self, args, "_value_");
}

Completion member_repr(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value name, member_slot(vm, self, args, "_name_"));
    AW_GUEST(const Value value, member_slot(vm, self, args, "_value_"));
    AW_GUEST(const Value shown, vm.repr(value));
    const std::string_view cls = vm.class_of(args.positional[0]).name;
    if (name.is_none()) return vm.heap().make_str(fmt::format("<{}: {}>", cls, text_of(shown)));
    return vm.heap().make_str(fmt::format("<{}.{}: {}>", cls, text_of(name), text_of(shown)));
}

Completion member_str(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value name, member_slot(vm, self, args, "_name_"));
    const Class& cls = vm.class_of(args.positional[0]);
    if (name.is_none()) {
        AW_GUEST(const Value value, member_slot(vm, self, args, "_value_"));
        AW_GUEST(const Value shown, vm.repr(value));
        return vm.heap().make_str(fmt::format("{}({})", cls.name, text_of(shown)));
    }
    return vm.heap().make_str(fmt::format("{}.{}", cls.name, text_of(name)));
}

// IntEnum, StrEnum and IntFlag show their value.
Completion member_value_str(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value value, member_slot(vm, self, args, "_value_"));
    return vm.str(value);
}

Completion member_format(Vm& vm, Native& self, CallArgs args) {
    Value spec;
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "Enum");
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"format_spec", &spec}}));
    const Value& member = args.positional[0];
    const EnumState& state = enum_state(vm);
    const Class& cls = vm.class_of(member);
    const bool as_value = vm.is_subclass(cls, *state.int_enum) ||
                          vm.is_subclass(cls, *state.str_enum) ||
                          vm.is_subclass(cls, *state.int_flag);
    if (as_value) {
        AW_GUEST(const Value value, member_slot(vm, self, args, "_value_"));
        return vm.format(value, text_of(spec));
    }
    AW_GUEST(const Value text, vm.str(member));
    return vm.format(text, text_of(spec));
}

Completion member_hash(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value name, member_slot(vm, self, args, "_name_"));
    return vm.hash(name);
}

// -- the module ------------------------------------------------------------------------------

Completion enum_unique(Vm& vm, Native& self, CallArgs args) {
    Value cls;
    AW_GUEST_DO(bind(vm, self, args, {{"enumeration", &cls}}));
    const EnumMembers* known = cls.is(Kind::Class) ? members_of(*cls.as<Class>()) : nullptr;
    if (known == nullptr) return vm.raise("TypeError", "unique() needs an enumeration");
    std::string aliases;
    for (const auto& [name, member] : known->by_name) {
        const Value own = read_slot(*member.as<Instance>(), "_name_");
        if (text_of(own) == name) continue;
        aliases += fmt::format("{}{} -> {}", aliases.empty() ? "" : ", ", name, text_of(own));
    }
    if (aliases.empty()) return cls;
    return vm.raise("ValueError", fmt::format("duplicate values found in <enum '{}'>: {}",
                                              cls.as<Class>()->name, aliases));
}

void install_enum_class(Vm& vm, EnumState& state) {
    def_all(vm, *state.metaclass,
            {{"__getitem__", class_getitem},
             {"__iter__", class_iter},
             {"__len__", class_len},
             {"__contains__", class_contains},
             {"__bool__", class_bool},
             {"__repr__", class_repr}});
    def(vm, *state.metaclass, "__delattr__", class_delattr);
    def(vm, *state.metaclass, "__setattr__", class_setattr);
    def_property(vm, *state.metaclass, "__members__", class_members);
    install_members(vm, *state.base);
    def_property(vm, *state.base, "name", member_name);
    def_property(vm, *state.base, "value", member_value);
    def_all(vm, *state.base,
            {{"__repr__", member_repr},
             {"__str__", member_str},
             {"__format__", member_format},
             {"__hash__", member_hash}});
}

}  // namespace

EnumState& enum_state(Vm& vm) { return library_state<EnumState>(vm, "<enum>"); }

EnumMembers* members_of(const Class& cls) { return dynamic_cast<EnumMembers*>(cls.payload.get()); }

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

Completion member_slot(Vm& vm, const Native& self, CallArgs args, std::string_view slot) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Instance)) {
        return wrong_receiver(vm, self, args, "Enum");
    }
    Value found = read_slot(*args.positional[0].as<Instance>(), slot);
    return found.empty() ? Value::none() : found;
}

bool is_enum_class(Vm& vm, const Class& cls) {
    (void)vm;
    return members_of(cls) != nullptr;
}

Value enum_value(Vm& vm, const Value& v) {
    if (!v.is(Kind::Instance) || members_of(vm.class_of(v)) == nullptr) return Value();
    return read_slot(*v.as<Instance>(), "_value_");
}

Completion enum_members(Vm& vm, const Class& cls) {
    return vm.heap().make_list(members_of(cls)->members);
}

Completion enum_by_value(Vm& vm, Class& cls, const Value& value) {
    if (&vm.class_of(value) == &cls) return value;
    AW_GUEST(Value member, known_member(vm, *members_of(cls), value));
    if (!member.empty()) return member;
    if (is_flag(vm, cls) && is_integer(value)) return combined_flag(vm, cls, plain(value));
    const Value missing = vm.find_in_class(cls, "_missing_");
    if (!missing.empty()) {
        Value args[] = {value};
        AW_GUEST(Value found, vm.call_method(class_value(cls), "_missing_", args));
        if (&vm.class_of(found) == &cls) return found;
        if (!found.is_none()) {
            AW_GUEST(const Value shown, vm.repr(found));
            return vm.raise("TypeError",
                            fmt::format("error in {}._missing_: returned {} instead of None or a "
                                        "valid member",
                                        cls.name, text_of(shown)));
        }
    }
    AW_GUEST(const Value shown, vm.repr(value));
    return vm.raise("ValueError",
                    fmt::format("{} is not a valid {}", text_of(shown), cls.qualname));
}

void load_enum(Vm& vm, Module& module) {
    EnumState& state = enum_state(vm);
    state.metaclass = &add_class(vm, module, "EnumType", {vm.classes.type});
    set(vm, module, "EnumMeta", class_value(*state.metaclass));
    state.base = &add_class(vm, module, "Enum");
    install_enum_class(vm, state);
    state.int_enum = &add_class(vm, module, "IntEnum", {vm.classes.int_, state.base});
    state.str_enum = &add_class(vm, module, "StrEnum", {vm.classes.str, state.base});
    state.flag = &add_class(vm, module, "Flag", {state.base});
    install_members(vm, *state.flag);
    install_flag_methods(vm, *state.flag);
    state.int_flag = &add_class(vm, module, "IntFlag", {vm.classes.int_, state.flag});
    for (Class* cls : {state.int_enum, state.str_enum, state.int_flag}) {
        install_members(vm, *cls);
        def_all(vm, *cls,
                {{"__str__", member_value_str},
                 {"__repr__", member_repr},
                 {"__format__", member_format},
                 {"__hash__", member_hash}});
    }
    // The hash must agree with == of the value they are.
    for (Class* cls : {state.int_enum, state.str_enum, state.int_flag}) {
        const bool is_text_enum = cls == state.str_enum;
        const Class& plain_class = is_text_enum ? *vm.classes.str : *vm.classes.int_;
        set(vm, *cls, "__hash__", vm.find_in_class(plain_class, "__hash__"));
    }
    for (const std::string_view name : {"__or__", "__ror__", "__and__", "__rand__", "__xor__",
                                        "__rxor__", "__invert__", "__bool__"}) {
        set(vm, *state.int_flag, name, vm.find_in_class(*state.flag, name));
    }
    state.automatic = &add_class(vm, module, "auto");
    install_automatic(vm, *state.automatic);
    def(vm, module, "unique", enum_unique);
}

}  // namespace lang
