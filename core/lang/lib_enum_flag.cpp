// enum.Flag: members that are combined with | & ^ ~; and auto().
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <optional>

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
    const EnumMembers& known = *members_of(cls);
    std::int64_t bits = ~to_int64(plain(own)).value_or(0);
    if (known.boundary == Boundary::Strict || known.boundary == Boundary::Conform) {
        std::int64_t single = 0;
        for (const Value& member : known.members)
            single |= to_int64(plain(read_slot(*member.as<Instance>(), "_value_"))).value_or(0);
        bits &= single;
    }
    return combined_flag(vm, cls, Value::small(bits));
}

Completion flag_contains(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(const Value own, member_slot(vm, self, args, "_value_"));
    Value other;
    if (args.positional.size() == 2) {
        AW_GUEST_DO(flag_operand(vm, vm.class_of(args.positional[0]), args.positional[1], &other));
    }
    if (other.empty()) {
        const Value item = args.positional.size() == 2 ? args.positional[1] : Value::none();
        return vm.raise("TypeError",
                        fmt::format("unsupported operand type(s) for 'in': '{}' and '{}'",
                                    type_name_of(vm, item), vm.class_of(args.positional[0]).name));
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

namespace {

std::int64_t bits_of(const Value& member) {
    return to_int64(plain(read_slot(*member.as<Instance>(), "_value_"))).value_or(0);
}

bool has_one_bit(std::int64_t bits) { return bits > 0 && (bits & (bits - 1)) == 0; }

int width_of(std::int64_t bits) {
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(bits < 0 ? -bits : bits)));
}

// "0b0 0101": the sign's digit stands apart.
std::string shown_bits(std::int64_t bits, int width) {
    std::string digits;
    for (int i = width - 1; i >= 0; --i) digits += ((bits >> i) & 1) != 0 ? '1' : '0';
    return fmt::format("0b{} {}", bits < 0 ? 1 : 0, digits);
}

// The bits of all members, and of those with one bit each.
struct FlagMasks {
    std::int64_t all = 0, single = 0;
    explicit FlagMasks(const EnumMembers& known) {
        for (const auto& [name, member] : known.by_name) {
            all |= bits_of(member);
            if (has_one_bit(bits_of(member))) single |= bits_of(member);
        }
    }
    std::int64_t full() const { return (std::int64_t{1} << width_of(all)) - 1; }
};

Completion raise_invalid_bits(Vm& vm, const Class& cls, std::int64_t bits, std::int64_t mask) {
    const int width = std::max(width_of(bits), width_of(mask));
    return vm.raise("ValueError",
                    fmt::format("<flag '{}'> invalid value {}\n    given {}\n  "
                                "allowed {}",
                                cls.name, bits, shown_bits(bits, width), shown_bits(mask, width)));
}

// "READ|WRITE|8": the names in the order of definition, then the bits that have none; empty when
// no member is in it.
std::string combination_name(const EnumMembers& known, std::int64_t bits) {
    std::string name;
    std::int64_t named = 0;
    const auto add = [&](const Value& member) {
        named |= bits_of(member);
        name += (name.empty() ? "" : "|") +
                std::string(text_of(read_slot(*member.as<Instance>(), "_name_")));
    };
    for (const Value& member : known.members)
        if (has_one_bit(bits_of(member)) && (bits & bits_of(member)) != 0) add(member);
    for (const auto& [alias, member] : known.by_name) {
        const std::int64_t own = bits_of(member);
        if (!has_one_bit(own) && own != 0 && (own & bits) == own && (own & ~named) != 0)
            add(member);
    }
    if (!name.empty() && named != bits) name += fmt::format("|{}", bits & ~named);
    return name;
}

Completion make_combination(Vm& vm, Class& cls, EnumMembers& known, std::int64_t bits) {
    const std::string name = combination_name(known, bits);
    const Value value = Value::small(bits);
    Value made = make_instance(vm, cls);
    AW_GUEST(made.as<Instance>()->wrapped, wrapped_value(vm, cls, value));
    write_slot(vm, *made.as<Instance>(), "_value_", value);
    write_slot(vm, *made.as<Instance>(), "_name_",
               name.empty() ? Value::none() : vm.heap().make_str(name));
    known.combinations.push_back(made);
    return made;
}

}  // namespace

// The pseudo-member for a combination; made once, so that equal combinations are the same object.
Completion combined_flag(Vm& vm, Class& cls, const Value& value) {
    EnumMembers& known = *members_of(cls);
    AW_GUEST(Value member, known_member(vm, known, value));
    if (!member.empty()) return member;
    constexpr int kMaxWidth = 60;
    const std::optional<std::int64_t> given = to_int64(plain(value));
    if (!given || width_of(*given) > kMaxWidth)
        return vm.raise("ValueError", fmt::format("<flag '{}'> invalid value", cls.name));
    std::int64_t bits = *given;
    const FlagMasks masks(known);
    const bool keeps = known.boundary == Boundary::Keep || known.boundary == Boundary::Eject;
    const bool outside =
        bits < ~masks.full() || bits > masks.full() || (bits & (masks.full() ^ masks.all)) != 0;
    if (outside) {
        switch (known.boundary) {
            case Boundary::Strict: return raise_invalid_bits(vm, cls, bits, masks.all);
            case Boundary::Conform: bits &= masks.all; break;
            case Boundary::Eject: return value;
            case Boundary::Keep:
                if (bits < 0) bits += std::max(masks.full() + 1, std::int64_t{1} << width_of(bits));
                break;
        }
    }
    if (bits < 0) bits = keeps ? masks.full() + 1 + bits : masks.single & bits;
    AW_GUEST(member, known_member(vm, known, Value::small(bits)));
    return member.empty() ? make_combination(vm, cls, known, bits) : Completion(member);
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
