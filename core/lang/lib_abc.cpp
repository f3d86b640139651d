#include "lang/lib_abc.h"

#include <fmt/format.h>

#include <set>

#include "lang/class.h"

namespace lang {
namespace {

struct AbcState final : Payload {
    Class* metaclass = nullptr;
};

AbcPayload* payload_of_class(const Class& cls) {
    return dynamic_cast<AbcPayload*>(cls.payload.get());
}

Completion protocol_check(Vm& vm, const Class& protocol, const Value& object) {
    for (const ClassAttribute& attribute : protocol.attributes) {
        const std::string_view name = text_of(attribute.name);
        if (name.starts_with("__") && name != "__call__" && name != "__len__" &&
            name != "__iter__") {
            continue;
        }
        AW_GUEST(const Value found, vm.find_attribute(object, name));
        if (found.empty()) return Value::false_();
    }
    return Value::true_();
}

bool class_fits(Vm& vm, const Class& abstract, const Class& cls) {
    if (vm.is_subclass(cls, abstract)) return true;
    const AbcPayload* payload = payload_of_class(abstract);
    if (payload == nullptr) return false;
    if (payload->test != nullptr && payload->test(vm, cls)) return true;
    for (const Value& registered : payload->registered) {
        if (vm.is_subclass(cls, *registered.as<Class>())) return true;
    }
    return false;
}

Completion abc_instancecheck(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 2 || !args.positional[0].is(Kind::Class)) {
        return wrong_receiver(vm, self, args, "ABCMeta");
    }
    const Class& abstract = *args.positional[0].as<Class>();
    const AbcPayload* payload = payload_of_class(abstract);
    if (class_fits(vm, abstract, vm.class_of(args.positional[1]))) return Value::true_();
    if (payload == nullptr || !payload->by_attributes) return Value::false_();
    return protocol_check(vm, abstract, args.positional[1]);
}

Completion abc_subclasscheck(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 2 || !args.positional[0].is(Kind::Class)) {
        return wrong_receiver(vm, self, args, "ABCMeta");
    }
    if (!args.positional[1].is(Kind::Class)) {
        return vm.raise("TypeError", "issubclass() arg 1 must be a class");
    }
    return Value::boolean(
        class_fits(vm, *args.positional[0].as<Class>(), *args.positional[1].as<Class>()));
}

Completion abc_register(Vm& vm, Native& self, CallArgs args) {
    Value subclass;
    if (args.positional.empty() || !args.positional[0].is(Kind::Class)) {
        return wrong_receiver(vm, self, args, "ABCMeta");
    }
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"subclass", &subclass}}));
    if (!subclass.is(Kind::Class)) return vm.raise("TypeError", "Can only register classes");
    Class& cls = *args.positional[0].as<Class>();
    if (payload_of_class(cls) == nullptr) cls.payload = std::make_unique<AbcPayload>();
    payload_of_class(cls)->registered.push_back(subclass);
    return subclass;
}

bool is_abstract(Vm& vm, const Value& v) {
    if (const Property* property = v.try_as<Property>()) {
        return is_abstract(vm, property->getter) || is_abstract(vm, property->setter);
    }
    if (const StaticMethod* method = v.try_as<StaticMethod>()) {
        return is_abstract(vm, method->function);
    }
    if (const ClassMethod* method = v.try_as<ClassMethod>()) {
        return is_abstract(vm, method->function);
    }
    const Function* function = v.try_as<Function>();
    if (function == nullptr || !function->attributes.is(Kind::Dict)) return false;
    return dict_find(*function->attributes.as<Dict>(), "__isabstractmethod__").is_true();
}

std::set<std::string> abstract_names(Vm& vm, const Class& cls) {
    std::set<std::string> names;
    for (const Class* ancestor : cls.mro) {
        for (const ClassAttribute& attribute : ancestor->attributes) {
            if (!is_abstract(vm, attribute.value)) continue;
            const std::string_view name = text_of(attribute.name);
            if (is_abstract(vm, vm.find_in_class(cls, name))) names.emplace(name);
        }
    }
    return names;
}

Completion abc_construct(Vm& vm, Class& cls, CallArgs args) {
    const std::set<std::string> names = abstract_names(vm, cls);
    if (!names.empty()) {
        std::string list;
        for (const std::string& name : names) list += (list.empty() ? "'" : ", '") + name + "'";
        return vm.raise("TypeError",
                        fmt::format("Can't instantiate abstract class {} without an implementation "
                                    "for abstract method{} {}",
                                    cls.name, names.size() == 1 ? "" : "s", list));
    }
    const bool has_arguments = !args.positional.empty() || !args.keywords.empty();
    if (has_arguments && find_init(vm, cls).empty()) {
        return vm.raise("TypeError", fmt::format("{}() takes no arguments", cls.name));
    }
    return make_instance(vm, cls);
}

Completion abc_abstractmethod(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(bind(vm, self, args, {{"funcobj", &function}}));
    AW_GUEST_DO(vm.set_attribute(function, "__isabstractmethod__", Value::true_()));
    return function;
}

}  // namespace

bool has_method(Vm& vm, const Class& cls, std::string_view name) {
    const Value found = vm.find_in_class(cls, name);
    return !found.empty() && !found.is_none();
}

Class& abc_metaclass(Vm& vm) {
    AbcState& state = library_state<AbcState>(vm, "<abc>");
    if (state.metaclass == nullptr) {
        state.metaclass = &make_class(vm, "ABCMeta", {vm.classes.type}, "abc");
        def_all(vm, *state.metaclass,
                {{"__instancecheck__", abc_instancecheck},
                 {"__subclasscheck__", abc_subclasscheck},
                 {"register", abc_register}});
        dict_put(vm, *vm.builtins.as<Dict>(), "<ABCMeta>", class_value(*state.metaclass));
    }
    return *state.metaclass;
}

void enforce_abstract(Vm& vm, Class& cls) {
    cls.cls = &abc_metaclass(vm);
    cls.construct = abc_construct;
}

void load_abc(Vm& vm, Module& module) {
    set(vm, module, "ABCMeta", class_value(abc_metaclass(vm)));
    enforce_abstract(vm, add_class(vm, module, "ABC"));
    def(vm, module, "abstractmethod", abc_abstractmethod);
}

}  // namespace lang
