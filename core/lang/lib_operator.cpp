// operator: the operators as functions; itemgetter, attrgetter, methodcaller.
#include <fmt/format.h>

#include "lang/library_internal.h"

namespace lang {
namespace {

template <Vm::Binary op>
Completion operator_binary(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    return vm.binary(op, a, b);
}

template <Vm::Compare op>
Completion operator_compare(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    return vm.compare(op, a, b);
}

template <Completion (Vm::*unary)(const Value&)>
Completion operator_unary(Vm& vm, Native& self, CallArgs args) {
    Value a;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}}));
    return (vm.*unary)(a);
}

Completion operator_not(Vm& vm, Native& self, CallArgs args) {
    Value a;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}}));
    AW_GUEST(const Value truth, vm.truth(a));
    return Value::boolean(!truth.is_true());
}

template <bool wanted>
Completion operator_is(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    return Value::boolean(a.same_as(b) == wanted);
}

Completion operator_contains(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    return vm.contains(a, b);
}

Completion operator_getitem(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    return vm.get_item(a, b);
}

Completion operator_setitem(Vm& vm, Native& self, CallArgs args) {
    Value a, b, c;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}, {"c", &c}}));
    AW_GUEST_DO(vm.set_item(a, b, c));
    return Completion::none();
}

// What itemgetter(...) and attrgetter(...) give: self.bound holds the keys as a tuple.
template <class Read>
Completion read_each(Vm& vm, Native& self, CallArgs args, Read read) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}}));
    const Tuple& keys = *self.bound.as<Tuple>();
    std::vector<Value> found;
    for (const Value& key : keys.span()) {
        AW_GUEST(Value value, read(object, key));
        found.push_back(std::move(value));
    }
    return found.size() == 1 ? found[0] : vm.heap().make_tuple(found);
}

Completion get_items(Vm& vm, Native& self, CallArgs args) {
    return read_each(vm, self, args, [&](const Value& object, const Value& key) {
        return vm.get_item(object, key);
    });
}

// "user.name" is followed through its dots.
Completion get_path(Vm& vm, Value object, std::string_view path) {
    while (!path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        AW_GUEST(object, vm.get_attribute(object, path.substr(0, dot)));
        path = dot == path.size() ? std::string_view() : path.substr(dot + 1);
    }
    return object;
}

Completion get_attributes(Vm& vm, Native& self, CallArgs args) {
    return read_each(vm, self, args, [&](const Value& object, const Value& key) {
        return get_path(vm, object, text_of(key));
    });
}

Completion operator_itemgetter(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.keywords.empty()) {
        return vm.raise("TypeError", "itemgetter expected at least 1 argument, got 0");
    }
    (void)self;
    return make_native(vm, "itemgetter", get_items, vm.heap().make_tuple(args.positional));
}

Completion operator_attrgetter(Vm& vm, Native& self, CallArgs args) {
    (void)self;
    if (args.positional.empty() || !args.keywords.empty()) {
        return vm.raise("TypeError", "attrgetter expected at least 1 argument, got 0");
    }
    for (const Value& name : args.positional) {
        if (!is_text(name)) return vm.raise("TypeError", "attribute name must be a string");
    }
    return make_native(vm, "attrgetter", get_attributes, vm.heap().make_tuple(args.positional));
}

Completion call_named(Vm& vm, Native& self, CallArgs args) {
    Value object;
    AW_GUEST_DO(bind(vm, self, args, {{"obj", &object}}));
    const Tuple& call = *self.bound.as<Tuple>();
    std::vector<Value> positional(call.span().begin() + 1, call.span().end());
    return vm.call_method(object, text_of(call.items[0]), positional);
}

Completion operator_methodcaller(Vm& vm, Native& self, CallArgs args) {
    (void)self;
    if (args.positional.empty() || !is_text(args.positional[0])) {
        return vm.raise("TypeError", "method name must be a string");
    }
    if (!args.keywords.empty()) return not_offered(vm, "methodcaller() with keywords");
    return make_native(vm, "methodcaller", call_named, vm.heap().make_tuple(args.positional));
}

}  // namespace

void load_operator(Vm& vm, Module& module) {
    using Binary = Vm::Binary;
    using Compare = Vm::Compare;
    def_all(vm, module,
            {{"add", operator_binary<Binary::Add>},
             {"concat", operator_binary<Binary::Add>},
             {"sub", operator_binary<Binary::Sub>},
             {"mul", operator_binary<Binary::Mul>},
             {"truediv", operator_binary<Binary::Div>},
             {"floordiv", operator_binary<Binary::FloorDiv>},
             {"mod", operator_binary<Binary::Mod>},
             {"pow", operator_binary<Binary::Pow>},
             {"matmul", operator_binary<Binary::MatMul>},
             {"and_", operator_binary<Binary::And>},
             {"or_", operator_binary<Binary::Or>},
             {"xor", operator_binary<Binary::Xor>},
             {"lshift", operator_binary<Binary::Shl>},
             {"rshift", operator_binary<Binary::Shr>},
             {"eq", operator_compare<Compare::Eq>},
             {"ne", operator_compare<Compare::Ne>},
             {"lt", operator_compare<Compare::Lt>},
             {"le", operator_compare<Compare::Le>},
             {"gt", operator_compare<Compare::Gt>},
             {"ge", operator_compare<Compare::Ge>},
             {"neg", operator_unary<&Vm::negate>},
             {"pos", operator_unary<&Vm::positive>},
             {"invert", operator_unary<&Vm::invert>},
             {"truth", operator_unary<&Vm::truth>},
             {"not_", operator_not},
             {"is_", operator_is<true>},
             {"is_not", operator_is<false>},
             {"contains", operator_contains},
             {"getitem", operator_getitem},
             {"setitem", operator_setitem},
             {"itemgetter", operator_itemgetter},
             {"attrgetter", operator_attrgetter},
             {"methodcaller", operator_methodcaller}});
}

}  // namespace lang
