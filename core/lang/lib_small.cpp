// Small modules: types, string, warnings, __future__.
#include "lang/library_internal.h"

namespace lang {
namespace {

Completion do_nothing(Vm& vm, Native& self, CallArgs args) {
    (void)vm;
    (void)self;
    (void)args;
    return Completion::none();
}

// SimpleNamespace(**attributes)
Completion namespace_init(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 1 || !args.positional[0].is(Kind::Instance)) {
        return wrong_receiver(vm, self, args, "SimpleNamespace");
    }
    for (const Keyword& keyword : args.keywords) {
        write_slot(vm, *args.positional[0].as<Instance>(), keyword.name, keyword.value);
    }
    return Completion::none();
}

Completion namespace_repr(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty()) return wrong_receiver(vm, self, args, "SimpleNamespace");
    AW_GUEST(const Value attributes, vm.get_attribute(args.positional[0], "__dict__"));
    std::string out = "namespace(";
    bool first = true;
    for (const DictEntry& entry : plain_as<Dict>(attributes)->entries) {
        if (entry.key.empty()) continue;
        AW_GUEST(const Value shown, vm.repr(entry.value));
        out += (first ? "" : ", ") + std::string(text_of(entry.key)) + "=";
        out += text_of(shown);
        if (!vm.has_room(out.size())) return vm.out_of_memory();
        first = false;
    }
    return vm.heap().make_str(out + ")");
}

Completion namespace_eq(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.size() != 2) return wrong_receiver(vm, self, args, "SimpleNamespace");
    if (&vm.class_of(args.positional[0]) != &vm.class_of(args.positional[1])) {
        return Value::not_implemented();
    }
    AW_GUEST(const Value a, vm.get_attribute(args.positional[0], "__dict__"));
    AW_GUEST(const Value b, vm.get_attribute(args.positional[1], "__dict__"));
    return vm.equals(a, b);
}

}  // namespace

void load_types(Vm& vm, Module& module) {
    const BuiltinClasses& c = vm.classes;
    struct Entry {
        std::string_view name;
        Class* cls;
    };
    for (const Entry& entry :
         {Entry{"FunctionType", c.function}, Entry{"LambdaType", c.function},
          Entry{"MethodType", c.method}, Entry{"BuiltinFunctionType", c.native},
          Entry{"ModuleType", c.module}, Entry{"GeneratorType", c.generator},
          Entry{"CoroutineType", c.coroutine}, Entry{"AsyncGeneratorType", c.async_generator},
          Entry{"NoneType", c.none_type}, Entry{"EllipsisType", c.ellipsis_type},
          Entry{"NotImplementedType", c.not_implemented_type}, Entry{"UnionType", c.union_type},
          Entry{"GenericAlias", c.generic_alias}}) {
        set(vm, module, entry.name, class_value(*entry.cls));
    }
    Class& simple = add_class(vm, module, "SimpleNamespace");
    def_all(vm, simple,
            {{"__init__", namespace_init}, {"__repr__", namespace_repr}, {"__eq__", namespace_eq}});
}

void load_string(Vm& vm, Module& module) {
    struct Entry {
        std::string_view name, text;
    };
    constexpr Entry kTexts[] = {
        {"ascii_lowercase", "abcdefghijklmnopqrstuvwxyz"},
        {"ascii_uppercase", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
        {"ascii_letters", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"},
        {"digits", "0123456789"},
        {"hexdigits", "0123456789abcdefABCDEF"},
        {"octdigits", "01234567"},
        {"punctuation", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"},
        {"whitespace", " \t\n\r\v\f"},
        {"printable",
         "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]"
         "^_`{|}~ \t\n\r\v\f"}};
    for (const Entry& entry : kTexts) {
        set(vm, module, entry.name, vm.heap().make_ascii(entry.text));
    }
}

void load_warnings(Vm& vm, Module& module) {
    for (const std::string_view name :
         {"warn", "filterwarnings", "simplefilter", "resetwarnings"}) {
        def(vm, module, name, do_nothing);
    }
}

void load_future(Vm& vm, Module& module) {
    for (const std::string_view name : {"annotations", "division", "generator_stop",
                                        "print_function", "unicode_literals", "absolute_import"}) {
        set(vm, module, name, Value::true_());
    }
}

}  // namespace lang
