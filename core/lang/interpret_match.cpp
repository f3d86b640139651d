// Instructions of the match statement. Python 3.14 reference 8.6.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "lang/vm_impl.h"

namespace lang {

namespace {

// Lists, tuples, ranges: what a sequence pattern takes.
std::optional<std::size_t> sequence_length(const Value& v) {
    const Value& p = plain(v);
    if (p.is(Kind::List)) return p.as<List>()->items.size();
    if (p.is(Kind::Tuple)) return p.as<Tuple>()->size;
    if (p.is(Kind::Range) && p.as<Range>()->length.is_small())
        return static_cast<std::size_t>(p.as<Range>()->length.as_small());
    return std::nullopt;
}

// int(x), str(x) ... in a pattern mean the subject itself.
bool matches_itself(const Vm& vm, const Class& cls) {
    const BuiltinClasses& c = vm.classes;
    for (const Class* known :
         {c.bool_, c.bytes, c.dict, c.float_, c.frozenset, c.int_, c.list, c.set, c.str, c.tuple})
        if (vm.is_subclass(cls, *known)) return true;
    return false;
}

}  // namespace

Completion Vm::Impl::op_MatchSequence(Frame& frame, const Instruction* pc) {
    const std::optional<std::size_t> length = sequence_length(frame.registers[pc->b]);
    const bool fits = length && (pc->a != 0 ? *length >= pc->c : *length == pc->c);
    return Value::boolean(!fits);
}

Completion Vm::Impl::match_item(Frame& frame, const Instruction* pc) {
    const Value& subject = frame.registers[pc->b];
    const std::int64_t index = pc[1].a != 0 ? -static_cast<std::int64_t>(pc->c) : pc->c;
    AW_GUEST(Value item, vm.get_item(subject, Value::small(index)));
    frame.registers[pc->a] = std::move(item);
    return Completion::none();
}

Completion Vm::Impl::match_star_items(Frame& frame, const Instruction* pc) {
    AW_GUEST(const Value list, vm.to_list(frame.registers[pc->b]));
    const std::span<const Value> items = list.as<List>()->items;
    const std::size_t around = std::size_t{pc->c} + pc[1].a;
    if (items.size() < around) return vm.raise("RuntimeError", "sequence changed during match");
    frame.registers[pc->a] = vm.heap_.make_list(items.subspan(pc->c, items.size() - around));
    return Completion::none();
}

Completion Vm::Impl::op_MatchMapping(Frame& frame, const Instruction* pc) {
    const auto* dict = plain_as<Dict>(frame.registers[pc->b]);
    return Value::boolean(dict == nullptr || dict->used < pc->c);
}

Completion Vm::Impl::op_MatchKey(Frame& frame, const Instruction* pc) {
    auto* dict = plain_as<Dict>(frame.registers[pc->b]);
    AW_GUEST(Value found, dict_get(vm, *dict, frame.registers[pc->c]));
    const bool absent = found.empty();
    frame.registers[pc->a] = std::move(found);
    return Value::boolean(absent);
}

Completion Vm::Impl::op_MatchRest(Frame& frame, const Instruction* pc) {
    const Value rest = dict_copy(vm, *plain_as<Dict>(frame.registers[pc->b]));
    for (const Value& key : frame.registers[pc->c].as<Tuple>()->span())
        AW_GUEST_DO(dict_remove(vm, *rest.as<Dict>(), key));
    frame.registers[pc->a] = rest;
    return Completion::none();
}

Completion Vm::Impl::op_MatchClass(Frame& frame, const Instruction* pc) {
    const Value subject = frame.registers[pc->b];
    const Value given = frame.registers[pc->c];
    const int positional = pc[2].a;
    const auto& names = *frame.code->constants[pc[2].b].as<Tuple>();
    Value* values = &frame.registers[pc->a];
    if (!given.is(Kind::Class)) {
        return vm.raise("TypeError", "called match pattern must be a class");
    }
    auto& cls = *given.as<Class>();
    AW_GUEST(const Value fits, vm.is_instance(subject, given));
    if (!fits.is_true()) return Value::true_();
    if (positional > 0) {
        AW_GUEST(const Value found, match_positional(subject, cls, positional, values));
        if (!found.is_true()) return Value::true_();
    }
    for (std::uint32_t i = 0; i < names.size; ++i) {
        AW_GUEST(Value value, vm.find_attribute(subject, names.items[i].as<Str>()->view()));
        if (value.empty()) return Value::true_();
        values[positional + static_cast<int>(i)] = std::move(value);
    }
    return Value::false_();
}

// A bool: whether all attributes that __match_args__ names are there.
Completion Vm::Impl::match_positional(const Value& subject, Class& cls, int count, Value* values) {
    const Value args = vm.find_in_class(cls, "__match_args__");
    if (args.empty() && matches_itself(vm, cls)) {
        if (count > 1) {
            return vm.raise(
                "TypeError",
                fmt::format("{}() accepts 1 positional sub-pattern ({} given)", cls.name, count));
        }
        values[0] = subject;
        return Value::true_();
    }
    if (!args.empty() && !args.is(Kind::Tuple)) {
        return vm.raise("TypeError", fmt::format("{}.__match_args__ must be a tuple (got {})",
                                                 cls.name, vm.class_of(args).name));
    }
    const std::uint32_t known = args.empty() ? 0 : args.as<Tuple>()->size;
    if (static_cast<std::uint32_t>(count) > known) {
        return vm.raise("TypeError",
                        fmt::format("{}() accepts {} positional sub-pattern{} ({} given)", cls.name,
                                    known, known == 1 ? "" : "s", count));
    }
    for (int i = 0; i < count; ++i) {
        const Value& name = args.as<Tuple>()->items[i];
        if (!is_text(name)) {
            return vm.raise("TypeError",
                            fmt::format("__match_args__ elements must be strings (got {})",
                                        vm.class_of(name).name));
        }
        AW_GUEST(values[i], vm.find_attribute(subject, text_of(name)));
        if (values[i].empty()) return Value::false_();
    }
    return Value::true_();
}

}  // namespace lang
