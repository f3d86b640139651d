// constr(), conint() ... and PositiveInt, StrictStr ...: Annotated[] under another name. pydantic
// types.py.
#include <array>

#include "lang/arguments.h"
#include "web/field_functions.h"
#include "web/field_object.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// Annotated[type, <constraints>].
Completion annotated(Vm& vm, const Value& type, const Constraints& constraints) {
    auto mark = std::make_unique<ConstraintsPayload>();
    mark->constraints = constraints;
    Value holder = lang::make_instance(vm, *web_state(vm).constraints_object);
    holder.as<lang::Instance>()->payload = std::move(mark);
    AW_GUEST(const Value typing, vm.import_module("typing"));
    AW_GUEST(const Value form, vm.get_attribute(typing, "Annotated"));
    const std::array<Value, 2> items{type, holder};
    return vm.get_item(form, vm.heap().make_tuple(items));
}

constexpr std::array<std::string_view, 18> kConstraintKeywords{"gt",
                                                               "ge",
                                                               "lt",
                                                               "le",
                                                               "multiple_of",
                                                               "allow_inf_nan",
                                                               "strict",
                                                               "min_length",
                                                               "max_length",
                                                               "pattern",
                                                               "strip_whitespace",
                                                               "to_lower",
                                                               "to_upper",
                                                               "max_digits",
                                                               "decimal_places",
                                                               "fail_fast",
                                                               "regex",
                                                               "ascii_only"};

Completion refuse_unbuilt(Vm& vm, const Native& self, const Options& options) {
    for (const std::string_view name : {"fail_fast", "ascii_only"})
        if (options.flag(name, false))
            return vm.stop(lang::StopKind::Refused, "refused: " + std::string(self.name) + "(" +
                                                        std::string(name) +
                                                        "=True) is not offered here");
    return Completion::none();
}

// The native carries the type along.
Completion constrained(Vm& vm, Native& self, CallArgs args) {
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, {}, kConstraintKeywords, Unknown::Refuse, options));
    AW_GUEST_DO(refuse_unbuilt(vm, self, options));
    Constraints constraints;
    read_constraints(options, constraints);
    return annotated(vm, self.bound, constraints);
}

// conlist(int, min_length=1)
Completion constrained_items(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kItem{"item_type"};
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, args, kItem, kConstraintKeywords, Unknown::Refuse, options));
    AW_GUEST_DO(refuse_unbuilt(vm, self, options));
    Constraints constraints;
    read_constraints(options, constraints);
    AW_GUEST(const Value type, vm.get_item(self.bound, options.get("item_type")));
    return annotated(vm, type, constraints);
}

void add_functions(Vm& vm, Module& module) {
    const lang::BuiltinClasses& c = vm.classes;
    const std::pair<std::string_view, Class*> scalars[] = {
        {"constr", c.str}, {"conint", c.int_}, {"confloat", c.float_}, {"conbytes", c.bytes}};
    for (const auto& [name, cls] : scalars)
        lang::set(vm, module, name,
                  lang::make_native(vm, name, constrained, lang::class_value(*cls)));
    const std::pair<std::string_view, Class*> containers[] = {
        {"conlist", c.list}, {"conset", c.set}, {"confrozenset", c.frozenset}};
    for (const auto& [name, cls] : containers)
        lang::set(vm, module, name,
                  lang::make_native(vm, name, constrained_items, lang::class_value(*cls)));
    for (const auto& [name, from, type] :
         {std::array<std::string_view, 3>{"condecimal", "decimal", "Decimal"},
          std::array<std::string_view, 3>{"condate", "datetime", "date"}}) {
        Completion source = vm.import_module(from);
        if (!source.ok()) continue;
        Completion cls = vm.get_attribute(source.value(), type);
        if (cls.ok())
            lang::set(vm, module, name, lang::make_native(vm, name, constrained, cls.take()));
    }
}

struct NamedType {
    std::string_view name;
    Class* cls;
    Constraints constraints;
};

std::vector<NamedType> named_types(Vm& vm) {
    const lang::BuiltinClasses& c = vm.classes;
    const Value zero = Value::small(0);
    const auto with = [](auto set) {
        Constraints made;
        set(made);
        return made;
    };
    const Constraints above = with([&](Constraints& m) { m.gt = zero; });
    const Constraints below = with([&](Constraints& m) { m.lt = zero; });
    const Constraints from = with([&](Constraints& m) { m.ge = zero; });
    const Constraints up_to = with([&](Constraints& m) { m.le = zero; });
    const Constraints strict = with([&](Constraints& m) { m.strict = true; });
    const Constraints finite = with([&](Constraints& m) { m.finite = true; });
    return {{"PositiveInt", c.int_, above},       {"NegativeInt", c.int_, below},
            {"NonNegativeInt", c.int_, from},     {"NonPositiveInt", c.int_, up_to},
            {"PositiveFloat", c.float_, above},   {"NegativeFloat", c.float_, below},
            {"NonNegativeFloat", c.float_, from}, {"NonPositiveFloat", c.float_, up_to},
            {"StrictInt", c.int_, strict},        {"StrictFloat", c.float_, strict},
            {"StrictStr", c.str, strict},         {"StrictBool", c.bool_, strict},
            {"StrictBytes", c.bytes, strict},     {"FiniteFloat", c.float_, finite}};
}

}  // namespace

void add_constrained_types(Vm& vm, Module& module) {
    add_functions(vm, module);
    for (const NamedType& type : named_types(vm)) {
        Completion made = annotated(vm, lang::class_value(*type.cls), type.constraints);
        if (made.ok()) lang::set(vm, module, type.name, made.take());
    }
}

}  // namespace web
