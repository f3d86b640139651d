// typing: what annotations are written with. Nothing here checks types.
#include <fmt/format.h>

#include "lang/class.h"
#include "lang/dict.h"
#include "lang/lib_abc.h"
#include "lang/lib_namedtuple.h"

namespace lang {
namespace {

// NoneType stands for None, as in CPython.
Value as_type(Vm& vm, const Value& v) {
    return v.is_none() ? class_value(*vm.classes.none_type) : v;
}

Completion add_union_member(Vm& vm, std::vector<Value>& members, const Value& v) {
    if (const UnionType* inner = v.try_as<UnionType>()) {
        for (const Value& member : inner->args.as<const Tuple>()->span()) {
            AW_GUEST_DO(add_union_member(vm, members, member));
        }
        return Completion::none();
    }
    const Value type = as_type(vm, v);
    for (const Value& known : members) {
        AW_GUEST(const Value same, vm.equals(known, type));
        if (same.is_true()) return Completion::none();
    }
    members.push_back(type);
    return Completion::none();
}

Completion make_union(Vm& vm, std::span<const Value> types) {
    std::vector<Value> members;
    for (const Value& type : types) AW_GUEST_DO(add_union_member(vm, members, type));
    if (members.empty()) return vm.raise("TypeError", "Cannot take a Union of no types.");
    if (members.size() == 1) return members[0];
    auto* made = vm.heap().make<UnionType>(vm.classes.union_type);
    made->args = vm.heap().make_tuple(members);
    return Value::adopt(made);
}

Completion read_subscript(Vm& vm, Native& self, CallArgs args, Value* item) {
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "type");
    return bind(vm, self, without_self(args), {{"item", item}});
}

Completion optional_getitem(Vm& vm, Native& self, CallArgs args) {
    Value item;
    AW_GUEST_DO(read_subscript(vm, self, args, &item));
    if (item.is(Kind::Tuple)) {
        return vm.raise("TypeError", "typing.Optional requires a single type.");
    }
    const Value both[] = {item, Value::none()};
    return make_union(vm, both);
}

Completion union_getitem(Vm& vm, Native& self, CallArgs args) {
    Value item;
    AW_GUEST_DO(read_subscript(vm, self, args, &item));
    return make_union(vm, subscript_items(item));
}

// Annotated[Annotated[T, a], b] is Annotated[T, a, b].
Completion annotated_getitem(Vm& vm, Native& self, CallArgs args) {
    Value item;
    AW_GUEST_DO(read_subscript(vm, self, args, &item));
    const std::span<const Value> given = subscript_items(item);
    if (given.size() < 2) {
        return vm.raise("TypeError",
                        "Annotated[...] should be used with at least two arguments (a "
                        "type and an annotation).");
    }
    std::vector<Value> all;
    const GenericAlias* inner = given[0].try_as<GenericAlias>();
    if (inner != nullptr && inner->origin.same_as(args.positional[0])) {
        const std::span<const Value> nested = inner->args.as<const Tuple>()->span();
        all.assign(nested.begin(), nested.end());
    } else {
        all.push_back(as_type(vm, given[0]));
    }
    all.insert(all.end(), given.begin() + 1, given.end());
    return make_alias(vm, args.positional[0], all);
}

Completion plain_getitem(Vm& vm, Native& self, CallArgs args) {
    Value item;
    AW_GUEST_DO(read_subscript(vm, self, args, &item));
    return make_alias(vm, args.positional[0], subscript_items(item));
}

Completion cannot_instantiate(Vm& vm, Class& cls, CallArgs args) {
    (void)args;
    return vm.raise("TypeError", fmt::format("Cannot instantiate typing.{}", cls.name));
}

Completion form_repr(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Class))
        return wrong_receiver(vm, self, args, "typing form");
    return vm.heap().make_str("typing." + args.positional[0].as<Class>()->name);
}

// The class of Any, Optional ...: they show their name only.
Class& form_metaclass(Vm& vm) {
    constexpr std::string_view kKey = "<typing form>";
    Dict& builtins = *vm.builtins.as<Dict>();
    if (const Value known = dict_find(builtins, kKey); known.is(Kind::Class))
        return *known.as<Class>();
    Class& made = make_class(vm, "_SpecialForm", {vm.classes.type}, "typing");
    def(vm, made, "__repr__", form_repr);
    dict_put(vm, builtins, kKey, class_value(made));
    return made;
}

void add_form(Vm& vm, Module& module, std::string_view name, NativeFn getitem) {
    Class& cls = make_class(vm, name, {}, "typing");
    cls.cls = &form_metaclass(vm);
    cls.construct = cannot_instantiate;
    if (getitem != nullptr) set_class_method(vm, cls, "__class_getitem__", getitem);
    set(vm, module, name, class_value(cls));
}

// -- functions -------------------------------------------------------------------------------

Completion typing_cast(Vm& vm, Native& self, CallArgs args) {
    Value type, value;
    AW_GUEST_DO(bind(vm, self, args, {{"typ", &type}, {"val", &value}}));
    return value;
}

// overload, final, override, no_type_check: the decorated thing as it is.
Completion typing_identity(Vm& vm, Native& self, CallArgs args) {
    Value value;
    AW_GUEST_DO(bind(vm, self, args, {{"arg", &value}}));
    return value;
}

Completion typing_type_var(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !is_text(args.positional[0])) {
        return vm.raise("TypeError", fmt::format("{}() needs a name", self.name));
    }
    auto* made = vm.heap().make<TypeVar>(vm.classes.type_var);
    made->name = "~" + std::string(text_of(args.positional[0]));
    return Value::adopt(made);
}

Completion new_type_call(Vm& vm, Native& self, CallArgs args) {
    Value value;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &value}}));
    return value;
}

Completion typing_new_type(Vm& vm, Native& self, CallArgs args) {
    Value name, type;
    AW_GUEST_DO(bind(vm, self, args, {{"name", &name}, {"tp", &type}}));
    if (!is_text(name)) return wrong_type(vm, "NewType() argument 1", "str", name);
    return make_native(vm, "NewType", new_type_call, type);
}

// The name of the typing form that an annotation is of: "Annotated", "Required"; or "".
std::string_view form_name(const Value& type) {
    const GenericAlias* alias = type.try_as<GenericAlias>();
    const Class* origin = alias != nullptr ? alias->origin.try_as<Class>() : nullptr;
    return origin != nullptr && origin->module_name == "typing" ? std::string_view(origin->name)
                                                                : "";
}

// Annotated[int, ...] and Required[int] are int, unless the extras are asked for.
Value without_extras(Value type) {
    while (true) {
        const std::string_view name = form_name(type);
        const bool wraps = name == "Annotated" || name == "Required" || name == "NotRequired";
        if (!wraps) return type;
        type = Value(type.as<GenericAlias>()->args.as<Tuple>()->items[0]);
    }
}

Completion add_hints(Vm& vm, const Value& object, bool extras, Dict& hints) {
    AW_GUEST(const Value annotations, vm.annotations(object));
    const Value copy = dict_copy(vm, *annotations.as<Dict>());
    const Value module =
        object.is(Kind::Function) ? object.as<Function>()->module : vm.main_module();
    for (const DictEntry& entry : copy.as<Dict>()->entries) {
        if (entry.key.empty()) continue;
        Value type = as_type(vm, entry.value);
        if (is_text(type)) {
            AW_GUEST(const Value meant, vm.evaluate(text_of(type), module));
            type = as_type(vm, meant);
        }
        AW_GUEST_DO(dict_set(vm, hints, entry.key, extras ? type : without_extras(type)));
    }
    return Completion::none();
}

Completion typing_get_type_hints(Vm& vm, Native& self, CallArgs args) {
    Value object, globals, locals, extras;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"obj", &object},
                      {"globalns", &globals, kOptional},
                      {"localns", &locals, kOptional},
                      {"include_extras", &extras, kOptional}}));
    Value hints = vm.heap().make_dict();
    if (!object.is(Kind::Class)) {
        AW_GUEST_DO(add_hints(vm, object, extras.is_true(), *hints.as<Dict>()));
        return hints;
    }
    const std::vector<Class*> bases = object.as<Class>()->mro;
    for (auto base = bases.rbegin(); base != bases.rend(); ++base) {
        if ((*base)->is_native) continue;
        AW_GUEST_DO(add_hints(vm, class_value(**base), extras.is_true(), *hints.as<Dict>()));
    }
    return hints;
}

Completion typing_get_origin(Vm& vm, Native& self, CallArgs args) {
    Value type;
    AW_GUEST_DO(bind(vm, self, args, {{"tp", &type}}));
    if (const GenericAlias* alias = type.try_as<GenericAlias>()) return alias->origin;
    if (type.is(Kind::UnionType)) return class_value(*vm.classes.union_type);
    return Completion::none();
}

Completion typing_get_args(Vm& vm, Native& self, CallArgs args) {
    Value type;
    AW_GUEST_DO(bind(vm, self, args, {{"tp", &type}}));
    if (const GenericAlias* alias = type.try_as<GenericAlias>()) return alias->args;
    if (const UnionType* several = type.try_as<UnionType>()) return several->args;
    return vm.heap().make_tuple({});
}

Completion typing_runtime_checkable(Vm& vm, Native& self, CallArgs args) {
    Value cls;
    AW_GUEST_DO(bind(vm, self, args, {{"cls", &cls}}));
    if (!cls.is(Kind::Class)) return wrong_type(vm, "runtime_checkable() argument", "a class", cls);
    auto payload = std::make_unique<AbcPayload>();
    payload->by_attributes = true;
    cls.as<Class>()->payload = std::move(payload);
    return cls;
}

Completion typing_assert_never(Vm& vm, Native& self, CallArgs args) {
    Value value;
    AW_GUEST_DO(bind(vm, self, args, {{"arg", &value}}));
    AW_GUEST(const Value shown, vm.repr(value));
    return vm.raise("AssertionError",
                    "Expected code to be unreachable, but got: " + std::string(text_of(shown)));
}

// -- TypedDict -------------------------------------------------------------------------------

// Calling a TypedDict makes a plain dict.
Completion typed_dict_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    return vm.call(class_value(*vm.classes.dict), args.positional, args.keywords);
}

// __required_keys__ and __optional_keys__, over the bases too.
template <bool required>
Completion typed_dict_keys(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Class))
        return wrong_receiver(vm, self, args, "TypedDict");
    Value keys = vm.heap().make_frozenset();
    for (Class* base : args.positional[0].as<Class>()->mro) {
        if (base->is_native) continue;
        const Value total = vm.find_in_class(*base, "__total__");
        // As written: Required[] in a text is not seen by the real one either.
        AW_GUEST(const Value annotations, vm.annotations(class_value(*base)));
        const Value copy = dict_copy(vm, *annotations.as<Dict>());
        for (const DictEntry& entry : copy.as<Dict>()->entries) {
            const std::string_view form = form_name(entry.value);
            const bool wanted = form == "Required" || (form != "NotRequired" && !total.is_false());
            if (!entry.key.empty() && wanted == required)
                AW_GUEST_DO(set_add(vm, *keys.as<Set>(), entry.key));
        }
    }
    return keys;
}

Completion typed_dict_subclass(Vm& vm, Class& subclass, CallArgs keywords) {
    bool total = true;
    for (const Keyword& keyword : keywords.keywords)
        if (keyword.name == "total") total = !keyword.value.is_false();
    subclass.construct = typed_dict_construct;
    put_class_attribute(subclass, vm.heap().intern("__total__"), Value::boolean(total));
    return Completion::none();
}

void add_typing_classes(Vm& vm, Module& module) {
    add_form(vm, module, "Any", nullptr);
    add_form(vm, module, "Optional", optional_getitem);
    add_form(vm, module, "Union", union_getitem);
    add_form(vm, module, "Annotated", annotated_getitem);
    for (const std::string_view name :
         {"Literal", "ClassVar", "Final", "Required", "NotRequired", "ReadOnly", "TypeGuard",
          "TypeIs", "Concatenate", "Unpack"}) {
        add_form(vm, module, name, plain_getitem);
    }
    for (const std::string_view name :
         {"NoReturn", "Never", "Self", "LiteralString", "TypeAlias"}) {
        add_form(vm, module, name, nullptr);
    }
    Class& generic = make_class(vm, "Generic", {}, "typing");
    set_class_method(vm, generic, "__class_getitem__", plain_getitem);
    set(vm, module, "Generic", class_value(generic));
    Class& protocol = make_class(vm, "Protocol", {&generic}, "typing");
    enforce_abstract(vm, protocol);
    set(vm, module, "Protocol", class_value(protocol));
    Class& typed_dict = make_class(vm, "TypedDict", {}, "typing");
    typed_dict.on_subclass = typed_dict_subclass;
    Class& metaclass = make_class(vm, "_TypedDictMeta", {vm.classes.type}, "typing");
    def_property(vm, metaclass, "__required_keys__", typed_dict_keys<true>);
    def_property(vm, metaclass, "__optional_keys__", typed_dict_keys<false>);
    dict_put(vm, *vm.builtins.as<Dict>(), "<TypedDictMeta>", class_value(metaclass));
    typed_dict.cls = &metaclass;
    set(vm, module, "TypedDict", class_value(typed_dict));
    set(vm, module, "NamedTuple", class_value(named_tuple_base(vm)));
}

void add_aliases(Vm& vm, Module& module) {
    const BuiltinClasses& c = vm.classes;
    struct Alias {
        std::string_view name;
        Class* cls;
    };
    for (const Alias& alias : {Alias{"List", c.list}, Alias{"Dict", c.dict}, Alias{"Set", c.set},
                               Alias{"FrozenSet", c.frozenset}, Alias{"Tuple", c.tuple},
                               Alias{"Type", c.type}, Alias{"Text", c.str}}) {
        set(vm, module, alias.name, class_value(*alias.cls));
    }
    Completion abstract = vm.import_module("collections.abc");
    if (!abstract.ok()) return;
    const Module& classes = *abstract.value().as<Module>();
    for (std::size_t i = 0; i < classes.names.size(); ++i) {
        const bool is_set = classes.names[i] == "Set";
        set(vm, module, is_set ? "AbstractSet" : classes.names[i], Value(classes.slots[i]));
    }
}

}  // namespace

void load_typing(Vm& vm, Module& module) {
    add_typing_classes(vm, module);
    add_aliases(vm, module);
    def_all(vm, module,
            {{"cast", typing_cast},
             {"overload", typing_identity},
             {"final", typing_identity},
             {"override", typing_identity},
             {"no_type_check", typing_identity},
             {"reveal_type", typing_identity},
             {"TypeVar", typing_type_var},
             {"ParamSpec", typing_type_var},
             {"TypeVarTuple", typing_type_var},
             {"NewType", typing_new_type},
             {"get_type_hints", typing_get_type_hints},
             {"get_origin", typing_get_origin},
             {"get_args", typing_get_args},
             {"runtime_checkable", typing_runtime_checkable},
             {"assert_never", typing_assert_never}});
    set(vm, module, "TYPE_CHECKING", Value::false_());
}

}  // namespace lang
