// Instructions about values: attributes, items, displays, text.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/native.h"
#include "lang/snapshot.h"
#include "lang/vm_impl.h"

namespace lang {

// -- attributes ------------------------------------------------------------------------------

Completion Vm::Impl::load_attribute(const Value& object, AttributeCache& cache) {
    const Str& name = *cache.name.as<Str>();
    if (!plan_applies(cache.load, object)) {
        cache.load = plan_load(vm, object, name);
    } else if (cache.load.kind == AttributePlan::Kind::Getter) {
        const Value getter = cache.load.found;
        Value self = object;
        return vm.call(getter, {&self, 1});
    } else if (cache.load.kind == AttributePlan::Kind::Class ||
               cache.load.kind == AttributePlan::Kind::OfClass) {
        return cache.load.found;
    }
    return lang::get_attribute(vm, object, name);
}

Completion Vm::Impl::store_attribute(const Value& object, AttributeCache& cache, Value value) {
    const Str& name = *cache.name.as<Str>();
    if (object.is(Kind::Instance)) cache.store = plan_store(vm, object, name);
    return lang::set_attribute(vm, object, name, std::move(value));
}

Completion Vm::Impl::load_method(const Value& object, AttributeCache& cache, Value& self) {
    const Str& name = *cache.name.as<Str>();
    cache.load = plan_load(vm, object, name);
    if (cache.load.kind == AttributePlan::Kind::Method) {
        self = object;
        return cache.load.found;
    }
    return lang::get_attribute(vm, object, name);
}

Completion Vm::Impl::op_DeleteAttr(Frame& frame, const Instruction* pc) {
    const AttributeCache& cache = frame.code->caches[pc->c];
    return lang::delete_attribute(vm, frame.registers[pc->a], *cache.name.as<Str>());
}

// What `with` calls, looked up in the class.
Completion Vm::Impl::op_LoadSpecial(Frame& frame, const Instruction* pc) {
    const Value object = frame.registers[pc->b];
    const Str& name = *frame.code->caches[pc->c].name.as<Str>();
    Class& cls = vm.class_of(object);
    Value found = find_name(vm, cls, name);
    if (found.empty()) {
        const bool is_async = name.view().starts_with("__a");
        return vm.raise("TypeError",
                        fmt::format("'{}' object does not support the {}context manager protocol "
                                    "(missed {} method)",
                                    shown_name(cls), is_async ? "asynchronous " : "", name.view()));
    }
    frame.registers[pc->a + 1] = Value();
    if (found.is(Kind::Function)) {
        frame.registers[pc->a + 1] = object;
    } else {
        AW_GUEST(found, bind_found(vm, found, object, cls));
    }
    frame.registers[pc->a] = std::move(found);
    return Completion::none();
}

Completion Vm::Impl::op_DeleteItem(Frame& frame, const Instruction* pc) {
    const bool constant = (pc->b & kConstantBit) != 0;
    return vm.delete_item(frame.registers[pc->a], constant
                                                      ? frame.code->constants[pc->b & kMaxOperand]
                                                      : frame.registers[pc->b]);
}

Completion Vm::Impl::op_BuildSlice(Frame& frame, const Instruction* pc) {
    auto* slice = vm.heap_.make<Slice>(vm.classes.slice);
    slice->start = std::move(frame.registers[pc->b]);
    slice->stop = std::move(frame.registers[pc->b + 1]);
    slice->step = std::move(frame.registers[pc->b + 2]);
    frame.registers[pc->a] = Value::adopt(slice);
    return Completion::none();
}

// -- operators on one value ------------------------------------------------------------------

namespace {
const Value& operand_of(const Frame& frame, std::uint16_t operand) {
    return (operand & kConstantBit) != 0 ? frame.code->constants[operand & kMaxOperand]
                                         : frame.registers[operand];
}
}  // namespace

#define AW_UNARY(op, method)                                            \
    Completion Vm::Impl::op_##op(Frame& frame, const Instruction* pc) { \
        AW_GUEST(Value result, vm.method(operand_of(frame, pc->b)));    \
        frame.registers[pc->a] = std::move(result);                     \
        return Completion::none();                                      \
    }
AW_UNARY(Negate, negate)
AW_UNARY(Positive, positive)
AW_UNARY(Invert, invert)
#undef AW_UNARY

Completion Vm::Impl::op_Not(Frame& frame, const Instruction* pc) {
    AW_GUEST(Value truth, vm.truth(operand_of(frame, pc->b)));
    frame.registers[pc->a] = Value::boolean(!truth.is_true());
    return Completion::none();
}

// -- membership ------------------------------------------------------------------------------

Completion Vm::Impl::op_JumpIn(Frame& frame, const Instruction* pc) {
    AW_GUEST(const Value found, vm.contains(operand_of(frame, pc->c), operand_of(frame, pc->b)));
    return Value::boolean(found.is_true() == (pc->a != 0));
}

Completion Vm::Impl::op_JumpNotIn(Frame& frame, const Instruction* pc) {
    AW_GUEST(const Value found, vm.contains(operand_of(frame, pc->c), operand_of(frame, pc->b)));
    return Value::boolean(found.is_true() != (pc->a != 0));
}

Completion Vm::Impl::op_In(Frame& frame, const Instruction* pc) {
    AW_GUEST(Value found, vm.contains(operand_of(frame, pc->c), operand_of(frame, pc->b)));
    frame.registers[pc->a] = std::move(found);
    return Completion::none();
}

Completion Vm::Impl::op_NotIn(Frame& frame, const Instruction* pc) {
    AW_GUEST(const Value found, vm.contains(operand_of(frame, pc->c), operand_of(frame, pc->b)));
    frame.registers[pc->a] = Value::boolean(!found.is_true());
    return Completion::none();
}

Completion Vm::Impl::op_TypeOf(Frame& frame, const Instruction* pc) {
    frame.registers[pc->a] = class_value(vm.class_of(frame.registers[pc->b]));
    return Completion::none();
}

namespace {

// "__main__.f()": what is called, with the module it is from.
std::string called_name(const Value& v) {
    if (v.is(Kind::BoundMethod)) return called_name(v.as<BoundMethod>()->function);
    if (const auto* function = v.try_as<Function>()) {
        return fmt::format("{}.{}()", function->module.as<Module>()->name,
                           function->qualname.as<Str>()->view());
    }
    if (const auto* native = v.try_as<Native>()) return fmt::format("{}()", native->name);
    if (const auto* cls = v.try_as<Class>()) return shown_name(*cls) + "()";
    return "object";
}

}  // namespace

// -- displays --------------------------------------------------------------------------------

Completion Vm::Impl::op_BuildSet(Frame& frame, const Instruction* pc) {
    const Value set = vm.heap_.make_set();
    for (int i = 0; i < pc->c; ++i) {
        AW_GUEST_DO(set_add(vm, *set.as<Set>(), frame.registers[pc->b + i]));
        frame.registers[pc->b + i] = Value();
    }
    frame.registers[pc->a] = set;
    return Completion::none();
}

Completion Vm::Impl::op_BuildDict(Frame& frame, const Instruction* pc) {
    const Value dict = vm.heap_.make_dict();
    for (int i = 0; i < pc->c; ++i) {
        Value* pair = &frame.registers[pc->b + 2 * i];
        AW_GUEST_DO(dict_set(vm, *dict.as<Dict>(), pair[0], std::move(pair[1])));
        pair[0] = Value();
    }
    frame.registers[pc->a] = dict;
    return Completion::none();
}

Completion Vm::Impl::op_SetAdd(Frame& frame, const Instruction* pc) {
    return set_add(vm, *frame.registers[pc->a].as<Set>(), operand_of(frame, pc->b));
}

Completion Vm::Impl::op_DictAdd(Frame& frame, const Instruction* pc) {
    return dict_set(vm, *frame.registers[pc->a].as<Dict>(), operand_of(frame, pc->b),
                    operand_of(frame, pc->c));
}

Completion Vm::Impl::op_ListExtend(Frame& frame, const Instruction* pc) {
    Completion items = vm.to_list(frame.registers[pc->b]);
    if (!items.ok()) {
        const Value& source = frame.registers[pc->b];
        const bool iterable = !vm.find_in_class(vm.class_of(source), "__iter__").empty();
        if (!items.raised() || iterable) return items;
        const std::string after =
            pc->c == kNoOperand ? "Value" : called_name(frame.registers[pc->c]) + " argument";
        return vm.raise("TypeError", fmt::format("{} after * must be an iterable, not {}", after,
                                                 vm.class_of(source).name));
    }
    auto& target = frame.registers[pc->a].as<List>()->items;
    const auto& found = items.value().as<List>()->items;
    target.insert(target.end(), found.begin(), found.end());
    return Completion::none();
}

Completion Vm::Impl::op_SetUpdate(Frame& frame, const Instruction* pc) {
    AW_GUEST(const Value items, vm.to_list(frame.registers[pc->b]));
    for (const Value& item : items.as<List>()->items)
        AW_GUEST_DO(set_add(vm, *frame.registers[pc->a].as<Set>(), item));
    return Completion::none();
}

namespace {
bool has_keys(Vm& vm, const Value& v) {
    if (plain_as<Dict>(v) != nullptr) return true;
    return v.is(Kind::Instance) && !vm.find_in_class(vm.class_of(v), "keys").empty();
}
}  // namespace

Completion Vm::Impl::op_DictUpdate(Frame& frame, const Instruction* pc) {
    const Value& source = frame.registers[pc->b];
    if (!has_keys(vm, source)) {
        return vm.raise("TypeError",
                        fmt::format("'{}' object is not a mapping", vm.class_of(source).name));
    }
    return dict_update(vm, *frame.registers[pc->a].as<Dict>(), plain(source));
}

Completion Vm::Impl::op_DictMerge(Frame& frame, const Instruction* pc) {
    const Value& source = frame.registers[pc->b];
    const Value& function = frame.registers[pc->c];
    const std::string name = called_name(function);
    if (!has_keys(vm, source)) {
        return vm.raise("TypeError", fmt::format("{} argument after ** must be a mapping, not {}",
                                                 name, vm.class_of(source).name));
    }
    Dict& target = *frame.registers[pc->a].as<Dict>();
    const Value fresh = vm.heap_.make_dict();
    AW_GUEST_DO(dict_update(vm, *fresh.as<Dict>(), plain(source)));
    for (const DictEntry& entry : fresh.as<Dict>()->entries) {
        if (entry.key.empty()) continue;
        if (!is_text(entry.key)) return vm.raise("TypeError", "keywords must be strings");
        AW_GUEST(const Value known, dict_get(vm, target, entry.key));
        if (!known.empty()) {
            return vm.raise("TypeError",
                            fmt::format("{} got multiple values for keyword argument '{}'", name,
                                        text_of(entry.key)));
        }
        AW_GUEST_DO(dict_set(vm, target, entry.key, entry.value));
    }
    return Completion::none();
}

Completion Vm::Impl::op_ListToTuple(Frame& frame, const Instruction* pc) {
    frame.registers[pc->a] = vm.heap_.make_tuple(frame.registers[pc->b].as<List>()->items);
    return Completion::none();
}

// -- text ------------------------------------------------------------------------------------

Completion Vm::Impl::op_Format(Frame& frame, const Instruction* pc) {
    const Value& value = frame.registers[pc->b];
    if (pc->c == kNoOperand && value.is(Kind::Str)) {
        frame.registers[pc->a] = Value(value);
        return Completion::none();
    }
    const Value spec = pc->c == kNoOperand ? Value() : operand_of(frame, pc->c);
    AW_GUEST(Value text, vm.format(value, spec.empty() ? std::string_view() : text_of(spec)));
    frame.registers[pc->a] = std::move(text);
    return Completion::none();
}

Completion Vm::Impl::op_Convert(Frame& frame, const Instruction* pc) {
    const Value& value = frame.registers[pc->b];
    Completion text = pc->c == 's'   ? vm.str(value)
                      : pc->c == 'r' ? vm.repr(value)
                                     : vm.call(dict_find(*vm.builtins.as<Dict>(), "ascii"),
                                               std::span<Value>(&frame.registers[pc->b], 1));
    if (!text.ok()) return text;
    frame.registers[pc->a] = text.take();
    return Completion::none();
}

Completion Vm::Impl::op_BuildString(Frame& frame, const Instruction* pc) {
    std::size_t size = 0;
    const std::span<Value> parts(&frame.registers[pc->b], pc->c);
    for (const Value& part : parts) size += text_of(part).size();
    if (!vm.has_room(size)) return vm.out_of_memory();
    constexpr std::size_t kShort = 512;
    std::array<char, kShort> few;
    std::string many;
    if (size > kShort) many.resize(size);
    char* const text = size > kShort ? many.data() : few.data();
    char* end = text;
    bool is_ascii = true;
    for (Value& part : parts) {
        const std::string_view piece = text_of(part);
        end = std::copy(piece.begin(), piece.end(), end);
        is_ascii = is_ascii && part.is(Kind::Str) && part.as<Str>()->is_ascii();
        part = Value();
    }
    const std::string_view whole(text, size);
    frame.registers[pc->a] = is_ascii ? vm.heap_.make_ascii(whole) : vm.heap_.make_str(whole);
    return Completion::none();
}

}  // namespace lang
