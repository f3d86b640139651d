// enum: Enum, IntEnum, StrEnum, Flag, IntFlag, auto, unique.
// A member is an instance of its class with the slots _name_ and _value_; in an enum that mixes in
// int or str it wraps that value, too. The members stand in the class as plain attributes.
#include <fmt/format.h>

#include "lang/class.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/lib_enum_internal.h"

namespace lang {
namespace {

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

// __members__, which nobody can write to.
Completion class_members_view(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(Value dict, class_members(vm, self, args));
    AW_GUEST(const Value types, vm.import_module("types"));
    return vm.call_method(types, "MappingProxyType", std::span<Value>(&dict, 1));
}

Completion class_member_names(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    Value names = vm.heap().make_list();
    for (const Value& member : known->members)
        names.as<List>()->items.push_back(read_slot(*member.as<Instance>(), "_name_"));
    return names;
}

Completion class_members_by_value(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    Value dict = vm.heap().make_dict();
    for (const Value& member : known->members) {
        AW_GUEST_DO(
            dict_set(vm, *dict.as<Dict>(), read_slot(*member.as<Instance>(), "_value_"), member));
    }
    return dict;
}

Completion class_reversed(Vm& vm, Native& self, CallArgs args) {
    AW_ENUM_CLASS(cls, known);
    const std::vector<Value> backwards(known->members.rbegin(), known->members.rend());
    return vm.iterate(vm.heap().make_list(backwards));
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
    if (vm.is_subclass(vm.class_of(member), *enum_state(vm).repr_enum)) {
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
    def(vm, *state.metaclass, "__reversed__", class_reversed);
    def_property(vm, *state.metaclass, "__members__", class_members_view);
    def_property(vm, *state.metaclass, "_member_map_", class_members);
    def_property(vm, *state.metaclass, "_member_names_", class_member_names);
    def_property(vm, *state.metaclass, "_value2member_map_", class_members_by_value);
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

EnumState& enum_state(Vm& vm) { return library_state<EnumState>(vm, "<enum>"); }

EnumMembers* members_of(const Class& cls) { return dynamic_cast<EnumMembers*>(cls.payload.get()); }

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
    state.repr_enum = &add_class(vm, module, "ReprEnum", {state.base});
    install_members(vm, *state.repr_enum);
    state.int_enum = &add_class(vm, module, "IntEnum", {vm.classes.int_, state.repr_enum});
    state.str_enum = &add_class(vm, module, "StrEnum", {vm.classes.str, state.repr_enum});
    state.flag = &add_class(vm, module, "Flag", {state.base});
    install_members(vm, *state.flag);
    install_flag_methods(vm, *state.flag);
    state.int_flag =
        &add_class(vm, module, "IntFlag", {vm.classes.int_, state.repr_enum, state.flag});
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
