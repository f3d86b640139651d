// enum.Flag: members that are combined with | & ^ ~; and auto().
#include <fmt/format.h>

#include "lang/int.h"
#include "lang/lib_enum_internal.h"

namespace lang {
namespace {

Completion flag_operand(Vm& vm, const Class& cls, const Value& v, Value* out) {
    if (&vm.class_of(v) == &cls) {
        *out = read_slot(*v.as<Instance>(), "_value_");
    } else if (is_integer(v) && vm.is_subclass(cls, *enum_state(vm).int_flag)) {
        *out = plain(v);
    }
    return Completion::none();
}

template <Vm::Binary op>
Completion flag_binary(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value own, member_slot(vm, self, args, "_value_"));
    Class& cls = vm.class_of(args.positional[0]);
    Value other;
    if (args.positional.size() == 2) {
        AW_GUEST_DO(flag_operand(vm, cls, args.positional[1], &other));
    }
    if (other.empty()) return Value::not_implemented();
    AW_GUEST(const Value bits, vm.binary(op, own, other));
    return combined_flag(vm, cls, bits);
}

Completion flag_invert(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value own, member_slot(vm, self, args, "_value_"));
    Class& cls = vm.class_of(args.positional[0]);
    std::int64_t all = 0;
    for (const Value& member : members_of(cls)->members) {
        all |= to_int64(plain(read_slot(*member.as<Instance>(), "_value_"))).value_or(0);
    }
    return combined_flag(vm, cls, Value::small(all & ~to_int64(plain(own)).value_or(0)));
}

Completion flag_contains(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value own, member_slot(vm, self, args, "_value_"));
    Value other;
    if (args.positional.size() == 2) {
        AW_GUEST_DO(flag_operand(vm, vm.class_of(args.positional[0]), args.positional[1], &other));
    }
    if (other.empty()) {
        return vm.raise("TypeError", "unsupported operand type(s) for 'in'");
    }
    AW_GUEST(const Value both, vm.binary(Vm::Binary::And, own, other));
    return vm.equals(both, other);
}

Completion flag_bool(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value own, member_slot(vm, self, args, "_value_"));
    return vm.truth(own);
}

// -- auto() ----------------------------------------------------------------------------------

// R | W in the body of a class: remembered, and worked out once R and W have their values.
template <Vm::Binary op>
Completion automatic_binary(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 2) return wrong_receiver(vm, self, args, "auto");
    Value made = make_instance(vm, *enum_state(vm).automatic);
    Instance& combination = *made.as<Instance>();
    write_slot(vm, combination, "operator", Value::small(static_cast<std::int64_t>(op)));
    write_slot(vm, combination, "left", args.positional[0]);
    write_slot(vm, combination, "right", args.positional[1]);
    return made;
}

Completion value_of_operand(Vm& vm, const Value& v, int depth);

Completion value_of_automatic(Vm& vm, const Value& automatic, int depth) {
    constexpr int kMaxDepth = 100;
    const Instance& instance = *automatic.as<Instance>();
    Value known = read_slot(instance, "value");
    if (!known.empty()) return known;
    if (!is_combination(automatic) || depth > kMaxDepth) {
        return vm.raise("TypeError", "auto() has no value yet");
    }
    AW_GUEST(const Value left, value_of_operand(vm, read_slot(instance, "left"), depth + 1));
    AW_GUEST(const Value right, value_of_operand(vm, read_slot(instance, "right"), depth + 1));
    const auto op = static_cast<Vm::Binary>(read_slot(instance, "operator").as_small());
    return vm.binary(op, left, right);
}

Completion value_of_operand(Vm& vm, const Value& v, int depth) {
    return is_automatic(vm, v) ? value_of_automatic(vm, v, depth) : Completion(v);
}

}  // namespace

// The pseudo-member for a combination; made once, so that equal combinations are the same object.
Completion combined_flag(Vm& vm, Class& cls, const Value& value) {
    EnumMembers& known = *members_of(cls);
    for (const auto& [name, member] : known.by_name) {
        AW_GUEST(const Value same, vm.equals(read_slot(*member.as<Instance>(), "_value_"), value));
        if (same.is_true()) return member;
    }
    std::string name;
    std::int64_t left = to_int64(plain(value)).value_or(0);
    for (const Value& member : known.members) {
        const std::int64_t bits =
            to_int64(plain(read_slot(*member.as<Instance>(), "_value_"))).value_or(0);
        if (bits == 0 || (left & bits) != bits || (bits & (bits - 1)) != 0) continue;
        left &= ~bits;
        name += (name.empty() ? "" : "|") +
                std::string(text_of(read_slot(*member.as<Instance>(), "_name_")));
    }
    if (left != 0) {
        AW_GUEST(const Value shown, vm.repr(value));
        return vm.raise("ValueError",
                        fmt::format("<flag '{}'> invalid value {}", cls.name, text_of(shown)));
    }
    Value made = make_instance(vm, cls);
    AW_GUEST(made.as<Instance>()->wrapped, wrapped_value(vm, cls, value));
    write_slot(vm, *made.as<Instance>(), "_value_", value);
    write_slot(vm, *made.as<Instance>(), "_name_",
               name.empty() ? Value::none() : vm.heap().make_str(name));
    known.by_name.emplace_back(name.empty() ? "0" : name, made);
    return made;
}

namespace {

// The members with one bit that are in it, in the order of definition.
Completion flag_parts(Vm& vm, Native& self, CallArgs args, Value* parts) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Instance))
        return wrong_receiver(vm, self, args, "Flag");
    const Instance& flag = *args.positional[0].as<Instance>();
    const std::int64_t bits = to_int64(plain(read_slot(flag, "_value_"))).value_or(0);
    *parts = vm.heap().make_list();
    const EnumMembers* known = members_of(*flag.cls);
    if (known == nullptr) return Completion::none();
    for (const Value& member : known->members) {
        const std::int64_t bit =
            to_int64(plain(read_slot(*member.as<Instance>(), "_value_"))).value_or(0);
        if (bit != 0 && (bits & bit) == bit) parts->as<List>()->items.push_back(member);
    }
    return Completion::none();
}

Completion flag_iter(Vm& vm, Native& self, CallArgs args) {
    Value parts;
    AW_GUEST_DO(flag_parts(vm, self, args, &parts));
    return vm.iterate(parts);
}

Completion flag_len(Vm& vm, Native& self, CallArgs args) {
    Value parts;
    AW_GUEST_DO(flag_parts(vm, self, args, &parts));
    return vm.length(parts);
}

}  // namespace

void install_flag_methods(Vm& vm, Class& flag) {
    def_all(vm, flag,
            {{"__or__", flag_binary<Vm::Binary::Or>},
             {"__ror__", flag_binary<Vm::Binary::Or>},
             {"__and__", flag_binary<Vm::Binary::And>},
             {"__rand__", flag_binary<Vm::Binary::And>},
             {"__xor__", flag_binary<Vm::Binary::Xor>},
             {"__rxor__", flag_binary<Vm::Binary::Xor>},
             {"__invert__", flag_invert},
             {"__contains__", flag_contains},
             {"__iter__", flag_iter},
             {"__len__", flag_len},
             {"__bool__", flag_bool}});
}

void install_automatic(Vm& vm, Class& automatic) {
    def_all(vm, automatic,
            {{"__or__", automatic_binary<Vm::Binary::Or>},
             {"__and__", automatic_binary<Vm::Binary::And>},
             {"__xor__", automatic_binary<Vm::Binary::Xor>}});
}

bool is_automatic(Vm& vm, const Value& v) {
    return v.is(Kind::Instance) && &vm.class_of(v) == enum_state(vm).automatic;
}

bool is_combination(const Value& automatic) {
    return !read_slot(*automatic.as<Instance>(), "operator").empty();
}

Completion resolve_automatic(Vm& vm, const Value& automatic) {
    return value_of_automatic(vm, automatic, 0);
}

void set_automatic(Vm& vm, const Value& automatic, Value value) {
    write_slot(vm, *automatic.as<Instance>(), "value", std::move(value));
}

}  // namespace lang
