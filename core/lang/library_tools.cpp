#include <fmt/format.h>

#include "lang/class.h"
#include "lang/library_internal.h"

namespace lang {
namespace {

// What `__get__` gives: self.bound is the callable, positional[0] the instance.
Completion call_bound(Vm& vm, Native& self, CallArgs args) {
    return vm.call(self.bound, args.positional, args.keywords);
}

Completion bindable_get(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() < 2) return wrong_receiver(vm, self, args, "function");
    const Value& instance = args.positional[1];
    if (instance.is_none()) return args.positional[0];
    auto* method = vm.heap().make<BoundMethod>(vm.classes.method);
    const Value made = Value::adopt(method);
    method->self = instance;
    method->function = make_native(vm, "method", call_bound, args.positional[0]);
    return made;
}

}  // namespace

Class& add_class(Vm& vm, Module& module, std::string_view name,
                 std::initializer_list<Class*> bases) {
    Class& cls = make_class(vm, name, bases, module.name);
    set(vm, module, name, class_value(cls));
    return cls;
}

Value wrap_payload(Vm& vm, Class& cls, std::unique_ptr<Payload> payload) {
    Value instance = make_instance(vm, cls);
    instance.as<Instance>()->payload = std::move(payload);
    return instance;
}

Value make_alias(Vm& vm, Value origin, std::span<const Value> args) {
    auto* alias = vm.heap().make<GenericAlias>(vm.classes.generic_alias);
    Value made = Value::adopt(alias);
    alias->origin = std::move(origin);
    alias->args = vm.heap().make_tuple(args);
    return made;
}

std::span<const Value> subscript_items(const Value& item) {
    if (const Tuple* several = item.try_as<Tuple>()) return several->span();
    return {&item, 1};
}

Value make_iterator(Vm& vm, std::string_view name, Completion (*next)(Vm&, Iterator&), Value source,
                    Value extra) {
    auto* iterator = vm.heap().make<Iterator>(vm.classes.iterator, name);
    iterator->next = next;
    iterator->source = std::move(source);
    iterator->extra = std::move(extra);
    return Value::adopt(iterator);
}

Completion not_offered(Vm& vm, std::string_view what) {
    return vm.raise("NotImplementedError", fmt::format("{} is not offered here", what));
}

Completion copy_function_facts(Vm& vm, const Value& wrapped, const Value& wrapper) {
    for (const std::string_view name : {"__module__", "__name__", "__qualname__", "__doc__"}) {
        AW_GUEST(Value fact, vm.find_attribute(wrapped, name));
        if (!fact.empty()) AW_GUEST_DO(vm.set_attribute(wrapper, name, fact));
    }
    if (const Function* function = wrapped.try_as<Function>();
        function != nullptr && function->attributes.is(Kind::Dict)) {
        const std::vector<DictEntry> entries(function->attributes.as<Dict>()->entries.begin(),
                                             function->attributes.as<Dict>()->entries.end());
        for (const DictEntry& entry : entries) {
            if (entry.key.empty()) continue;
            AW_GUEST_DO(vm.set_attribute(wrapper, text_of(entry.key), entry.value));
        }
    }
    return vm.set_attribute(wrapper, "__wrapped__", wrapped);
}

void make_bindable(Vm& vm, Class& cls) { def(vm, cls, "__get__", bindable_get); }

bool is_true_keyword(const Value& v) { return v.is_true(); }

}  // namespace lang
