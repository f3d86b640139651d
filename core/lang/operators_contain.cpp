// a in b
#include <span>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/int.h"
#include "lang/native.h"
#include "lang/operators.h"

namespace lang {

namespace {

Completion items_contain(Vm& vm, const Value& sequence, const Value& item) {
    for (std::size_t i = 0; i < sequence_items(sequence).size(); ++i) {
        if (!vm.charge(1)) return vm.out_of_steps();
        const Value there = sequence_items(sequence)[i];
        AW_GUEST(Value equal, vm.equals(there, item));
        if (equal.is_true()) return equal;
    }
    return Value::false_();
}

Completion text_contains(Vm& vm, const Str& text, const Value& item) {
    if (!is_text(item))
        return vm.raise("TypeError", "'in <string>' requires string as left operand, not " +
                                         vm.class_of(item).name);
    if (!vm.charge(text.size / 64)) return vm.out_of_steps();
    return Value::boolean(text.view().find(text_of(item)) != std::string_view::npos);
}

Completion bytes_contain(Vm& vm, const Bytes& bytes, const Value& item) {
    const Value& wanted = plain(item);
    if (!vm.charge(bytes.size / 64)) return vm.out_of_steps();
    if (const auto* part = wanted.try_as<Bytes>())
        return Value::boolean(bytes.view().find(part->view()) != std::string_view::npos);
    if (!is_int(wanted))
        return vm.raise("TypeError",
                        "a bytes-like object is required, not '" + vm.class_of(item).name + "'");
    const auto byte = to_int64(wanted);
    if (!byte || *byte < 0 || *byte > 255)
        return vm.raise("ValueError", "byte must be in range(0, 256)");
    return Value::boolean(bytes.view().find(static_cast<char>(*byte)) != std::string_view::npos);
}

Completion view_contains(Vm& vm, const View& view, const Value& item) {
    auto& dict = *view.dict.as<Dict>();
    if (view.what == View::What::Keys) {
        AW_GUEST(Value found, dict_get(vm, dict, item));
        return Value::boolean(!found.empty());
    }
    if (view.what == View::What::Values) {
        AW_GUEST(Value values, vm.to_list(Value::share(const_cast<View*>(&view))));
        return items_contain(vm, values, item);
    }
    const auto* pair = item.try_as<Tuple>();
    if (!pair || pair->size != 2) return Value::false_();
    AW_GUEST(Value found, dict_get(vm, dict, pair->items[0]));
    return found.empty() ? Completion(Value::false_()) : vm.equals(found, pair->items[1]);
}

Completion iterable_contains(Vm& vm, const Value& container, const Value& item) {
    Completion iterator = vm.iterate(container);
    if (iterator.raised() && vm.is_instance_of(iterator.error(), *vm.exception_class("TypeError")))
        return vm.raise("TypeError", "argument of type '" + vm.class_of(container).name +
                                         "' is not a container or iterable");
    AW_GUEST(Value walk, std::move(iterator));
    while (true) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST(Value there, vm.next(walk));
        if (there.empty()) return Value::false_();
        AW_GUEST(Value equal, vm.equals(there, item));
        if (equal.is_true()) return equal;
    }
}

}  // namespace

Completion Vm::contains(const Value& container, const Value& item) {
    const Value method = special_method(*this, container, Name::Contains);
    if (!method.empty()) {
        Value other = item;
        AW_GUEST(Value answer, call_with_self(*this, method, container, {&other, 1}));
        return truth(answer);
    }
    if (!special_method(*this, container, Name::Iter).empty())
        return iterable_contains(*this, container, item);
    const Value inside = plain(container);
    if (!inside.is_object()) return iterable_contains(*this, container, item);
    switch (inside.object()->kind()) {
        case Kind::Str: return text_contains(*this, *inside.as<Str>(), item);
        case Kind::Bytes: return bytes_contain(*this, *inside.as<Bytes>(), item);
        case Kind::List:
        case Kind::Tuple: return items_contain(*this, inside, item);
        case Kind::Dict: {
            AW_GUEST(Value found, dict_get(*this, *inside.as<Dict>(), item));
            return Value::boolean(!found.empty());
        }
        case Kind::Set:
        case Kind::FrozenSet: return set_contains(*this, *inside.as<Set>(), item);
        case Kind::Range: return range_contains(*this, *inside.as<Range>(), item);
        case Kind::View: return view_contains(*this, *inside.as<View>(), item);
        default: return iterable_contains(*this, container, item);
    }
}

}  // namespace lang
