#include "lang/instance_dict.h"

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/library_internal.h"
#include "lang/shape.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

struct InstanceDictState final : Payload {
    Class* cls = nullptr;
};

// Whose attributes they are.
struct OwnerPayload final : Payload {
    Value owner;
    void visit(void (*each)(Value&, void*), void* context) override { each(owner, context); }
};

// The object gets the attributes that the dict holds, and no others.
Completion write_back(Vm& vm, Instance& owner, const Dict& dict) {
    pay(vm, owner.slots.size() + dict.entries.size());
    std::vector<Value> gone;
    for (const Value& name : owner.shape->names)
        if (!name.empty() && dict_find(dict, text_of(name)).empty()) gone.push_back(name);
    for (const Value& name : gone)
        if (delete_slot(owner, *name.as<Str>())) note_attribute(vm, owner, name, Value());
    for (const DictEntry& entry : dict.entries) {
        if (entry.key.empty() || !is_text(entry.key)) continue;
        const Value name = vm.heap().intern(text_of(entry.key));
        if (read_slot(owner, text_of(name)).same_as(entry.value)) continue;
        put_slot(owner, *name.as<Str>(), entry.value);
        note_attribute(vm, owner, name, entry.value);
    }
    return Completion::none();
}

// What dict's own method of the name does; then the object follows.
Completion change(Vm& vm, Native& self, CallArgs args) {
    auto* payload =
        args.positional.empty() ? nullptr : payload_of<OwnerPayload>(args.positional[0]);
    if (payload == nullptr) return wrong_receiver(vm, self, args, "dict");
    const Value object = args.positional[0];
    const Value held = object.as<Instance>()->wrapped;
    auto& dict = *held.as<Dict>();
    Value result = Value::none();
    if (self.name == "__setitem__" && args.positional.size() == 3) {
        AW_GUEST_DO(dict_set(vm, dict, args.positional[1], args.positional[2]));
    } else if (self.name == "__delitem__" && args.positional.size() == 2) {
        AW_GUEST(const Value removed, dict_remove(vm, dict, args.positional[1]));
        if (removed.empty()) return raise_key_error(vm, args.positional[1]);
    } else if (self.name == "__ior__" && args.positional.size() == 2) {
        AW_GUEST_DO(dict_update(vm, dict, args.positional[1]));
        result = object;
    } else {
        std::vector<Keyword> keywords(args.keywords.begin(), args.keywords.end());
        std::vector<Value> rest(args.positional.begin() + 1, args.positional.end());
        AW_GUEST(result, vm.call_method(held, self.name, rest, keywords));
    }
    const Value owner = payload_of<OwnerPayload>(object)->owner;
    AW_GUEST_DO(write_back(vm, *owner.as<Instance>(), dict));
    return result;
}

Class& instance_dict_class(Vm& vm) {
    auto& state = library_state<InstanceDictState>(vm, "<instance dict>");
    if (state.cls != nullptr) return *state.cls;
    Class& cls = make_class(vm, "dict", {vm.classes.dict}, "builtins");
    for (const std::string_view name : {"__setitem__", "__delitem__", "__ior__", "update", "pop",
                                        "popitem", "clear", "setdefault"})
        def(vm, cls, name, change);
    state.cls = &cls;
    return cls;
}

Value plain_dict(Vm& vm, const Instance& instance) {
    Value made = vm.heap().make_dict();
    pay(vm, instance.slots.size());
    auto& dict = *made.as<Dict>();
    dict.entries.reserve(instance.slots.size());
    for (std::size_t i = 0; i < instance.slots.size(); ++i) {
        const Value& name = instance.shape->names[i];
        if (!name.empty()) append_entry(dict, hash_of(*name.as<Str>()), name, instance.slots[i]);
    }
    return made;
}

}  // namespace

Value make_instance_dict(Vm& vm, const Value& object) {
    const auto& instance = *object.as<Instance>();
    Value attributes = plain_dict(vm, instance);
    if (instance.cls->is_native) return attributes;
    Value made = make_instance(vm, instance_dict_class(vm));
    auto payload = std::make_unique<OwnerPayload>();
    payload->owner = object;
    made.as<Instance>()->payload = std::move(payload);
    made.as<Instance>()->wrapped = std::move(attributes);
    return made;
}

Completion replace_instance_dict(Vm& vm, const Value& object, const Value& given) {
    const auto* dict = plain_as<Dict>(given);
    if (dict == nullptr)
        return vm.raise("TypeError", "__dict__ must be set to a dictionary, not a '" +
                                         vm.class_of(given).name + "'");
    return write_back(vm, *object.as<Instance>(), *dict);
}

}  // namespace lang
