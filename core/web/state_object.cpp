#include "web/state_object.h"

#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct StatePayload : lang::Payload {
    Value dict;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(dict, context);
    }
};

// The dict of the receiver; empty when it is no State.
Value dict_of_state(CallArgs args) {
    const auto* payload =
        args.positional.empty() ? nullptr : lang::payload_of<StatePayload>(args.positional[0]);
    return payload ? payload->dict : Value();
}

#define AW_STATE_DICT(variable)                 \
    const Value variable = dict_of_state(args); \
    if (variable.empty()) return vm.raise("TypeError", "a State was expected")

Completion construct_state(Vm& vm, Class& cls, CallArgs) {
    Value made = lang::make_instance(vm, cls);
    auto payload = std::make_unique<StatePayload>();
    payload->dict = vm.heap().make_dict();
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

Completion state_init(Vm& vm, Native& self, CallArgs args) {
    AW_STATE_DICT(own);
    Value given = Value::none();
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"state", &given, lang::kOptional}}));
    if (!given.is_none()) lang::payload_of<StatePayload>(args.positional[0])->dict = given;
    return Completion::none();
}

Completion no_state_attribute(Vm& vm, const Value& state, const Value& key) {
    return vm.raise("AttributeError", "'" + vm.class_of(state).name +
                                          "' object has no attribute '" +
                                          std::string(lang::text_of(key)) + "'");
}

Completion state_getattr(Vm& vm, Native& self, CallArgs args) {
    AW_STATE_DICT(dict);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    if (!lang::is_text(key)) return vm.raise("TypeError", "attribute name must be string");
    if (lang::text_of(key) == "_state") return dict;
    AW_GUEST(const Value known, vm.contains(dict, key));
    return known.is_true() ? vm.get_item(dict, key)
                           : no_state_attribute(vm, args.positional[0], key);
}

Completion state_set(Vm& vm, Native& self, CallArgs args) {
    AW_STATE_DICT(dict);
    Value key, value;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}, {"value", &value}}));
    AW_GUEST_DO(vm.set_item(dict, key, value));
    return Completion::none();
}

Completion state_delete(Vm& vm, Native& self, CallArgs args) {
    AW_STATE_DICT(dict);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    AW_GUEST_DO(vm.delete_item(dict, key));
    return Completion::none();
}

Completion state_getitem(Vm& vm, Native& self, CallArgs args) {
    AW_STATE_DICT(dict);
    Value key;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"key", &key}}));
    return vm.get_item(dict, key);
}

Completion state_iter(Vm& vm, Native&, CallArgs args) {
    AW_STATE_DICT(dict);
    return vm.iterate(dict);
}

Completion state_len(Vm& vm, Native&, CallArgs args) {
    AW_STATE_DICT(dict);
    return vm.length(dict);
}

}  // namespace

Value make_state(Vm& vm, Value dict) {
    Value made = lang::make_instance(vm, *web_state(vm).state_object);
    auto payload = std::make_unique<StatePayload>();
    payload->dict = std::move(dict);
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

void install_state(Vm& vm, WebState& state) {
    Class& cls = lang::make_class(vm, "State", {vm.classes.object}, "starlette.datastructures");
    cls.construct = construct_state;
    lang::def(vm, cls, "__init__", state_init);
    lang::def(vm, cls, "__getattr__", state_getattr);
    lang::def(vm, cls, "__setattr__", state_set);
    lang::def(vm, cls, "__delattr__", state_delete);
    lang::def(vm, cls, "__getitem__", state_getitem);
    lang::def(vm, cls, "__setitem__", state_set);
    lang::def(vm, cls, "__delitem__", state_delete);
    lang::def(vm, cls, "__iter__", state_iter);
    lang::def(vm, cls, "__len__", state_len);
    state.state_object = &cls;
}

}  // namespace web
