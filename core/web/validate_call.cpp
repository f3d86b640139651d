// validate_call: the arguments of a function held against its annotations, and what it returns when
// that is asked for. pydantic validate_call_decorator.py, pydantic-core validators/arguments.rs.
#include <algorithm>

#include "lang/native.h"
#include "web/model_functions.h"
#include "web/model_plan.h"
#include "web/signature.h"
#include "web/validation_error.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct CallTypes : lang::Payload {
    std::string title;
    std::vector<SignatureParameter> parameters;
    std::vector<FieldTypePtr> types;  // by parameter
    FieldTypePtr returns;             // null: not looked at
    void visit(void (*each)(Value& value, void* context), void* context) override {
        for (SignatureParameter& parameter : parameters) {
            each(parameter.default_value, context);
            each(parameter.annotation, context);
        }
    }
};

// One call: what was given, what became of it, what was wrong.
struct BoundCall {
    Vm& vm;
    const CallTypes& types;
    CallArgs given;
    Value shown = {};  // all arguments, as an error shows them
    std::vector<Value> positional = {};
    std::vector<std::pair<std::string, Value>> keywords = {};
    std::vector<FieldError> errors = {};

    const Value* keyword(std::string_view name) const {
        for (const lang::Keyword& one : given.keywords)
            if (one.name == name) return &one.value;
        return nullptr;
    }

    // The value, or an empty one where there is an error.
    Completion hold(const FieldTypePtr& type, const Value& value, const LocItem& place) {
        std::vector<FieldError> found;
        AW_GUEST(Value held, validate_with(vm, *type, value, {}, found));
        for (FieldError& error : found) {
            error.loc.insert(error.loc.begin(), place);
            errors.push_back(std::move(error));
        }
        return held;
    }

    void fail(std::string type, const LocItem& place, std::string words, const Value& input) {
        errors.push_back({std::move(type), {place}, std::move(words), input, {}});
    }

    Completion take_positional(std::size_t index, std::size_t& used);
    Completion take_keyword_only(std::size_t index);
    Completion take_rest(std::size_t used);
    Completion take_unknown();
};

Completion BoundCall::take_positional(std::size_t index, std::size_t& used) {
    const SignatureParameter& parameter = types.parameters[index];
    const Value* named = keyword(parameter.name);
    if (used < given.positional.size()) {
        const auto place = static_cast<std::int64_t>(used);
        const Value value = given.positional[used++];
        if (named)
            fail("multiple_argument_values", parameter.name, "Got multiple values for argument",
                 *named);
        AW_GUEST(Value held, hold(types.types[index], value, place));
        positional.push_back(std::move(held));
    } else if (named) {
        AW_GUEST(Value held, hold(types.types[index], *named, parameter.name));
        keywords.emplace_back(parameter.name, std::move(held));
    } else if (parameter.default_value.empty()) {
        fail("missing_argument", parameter.name, "Missing required argument", shown);
    }
    return Completion::none();
}

Completion BoundCall::take_keyword_only(std::size_t index) {
    const SignatureParameter& parameter = types.parameters[index];
    const Value* named = keyword(parameter.name);
    if (named) {
        AW_GUEST(Value held, hold(types.types[index], *named, parameter.name));
        keywords.emplace_back(parameter.name, std::move(held));
    } else if (parameter.default_value.empty()) {
        fail("missing_keyword_only_argument", parameter.name,
             "Missing required keyword only argument", shown);
    }
    return Completion::none();
}

// What *args takes; without it, what is too much.
Completion BoundCall::take_rest(std::size_t used) {
    const auto rest = std::find_if(
        types.parameters.begin(), types.parameters.end(),
        [](const auto& parameter) { return parameter.kind == ParameterKind::VarPositional; });
    for (; used < given.positional.size(); ++used) {
        const auto place = static_cast<std::int64_t>(used);
        const Value value = given.positional[used];
        if (rest == types.parameters.end()) {
            fail("unexpected_positional_argument", place, "Unexpected positional argument", value);
            continue;
        }
        const auto index = static_cast<std::size_t>(rest - types.parameters.begin());
        AW_GUEST(Value held, hold(types.types[index], value, place));
        positional.push_back(std::move(held));
    }
    return Completion::none();
}

Completion BoundCall::take_unknown() {
    const auto rest = std::find_if(
        types.parameters.begin(), types.parameters.end(),
        [](const auto& parameter) { return parameter.kind == ParameterKind::VarKeyword; });
    for (const lang::Keyword& one : given.keywords) {
        const bool known = std::any_of(
            types.parameters.begin(), types.parameters.end(), [&](const auto& parameter) {
                return parameter.name == one.name && (parameter.kind == ParameterKind::Positional ||
                                                      parameter.kind == ParameterKind::KeywordOnly);
            });
        if (known) continue;
        const std::string name(one.name);
        if (rest == types.parameters.end()) {
            fail("unexpected_keyword_argument", name, "Unexpected keyword argument", one.value);
            continue;
        }
        const auto index = static_cast<std::size_t>(rest - types.parameters.begin());
        AW_GUEST(Value held, hold(types.types[index], one.value, name));
        keywords.emplace_back(name, std::move(held));
    }
    return Completion::none();
}

Completion bind_call(BoundCall& call) {
    std::size_t used = 0;
    for (std::size_t i = 0; i < call.types.parameters.size(); ++i) {
        const ParameterKind kind = call.types.parameters[i].kind;
        if (kind == ParameterKind::Positional) AW_GUEST_DO(call.take_positional(i, used));
        if (kind == ParameterKind::KeywordOnly) AW_GUEST_DO(call.take_keyword_only(i));
    }
    AW_GUEST_DO(call.take_rest(used));
    return call.take_unknown();
}

// (args, kwargs) as the function gets them; the native carries the types.
Completion checked_arguments(Vm& vm, Native& self, CallArgs args) {
    const auto* types = lang::payload_of<CallTypes>(self.bound);
    BoundCall call{vm, *types, args};
    const Value keywords = vm.heap().make_dict();
    for (const lang::Keyword& one : args.keywords)
        lang::dict_put(vm, *keywords.as<lang::Dict>(), one.name, one.value);
    AW_GUEST(const Value library, vm.import_module("_pydantic_types"));
    std::vector<Value> all{vm.heap().make_tuple(args.positional), keywords};
    AW_GUEST(call.shown, vm.call_method(library, "ArgsKwargs", all));
    AW_GUEST_DO(bind_call(call));
    if (!call.errors.empty()) return raise_model_errors(vm, types->title, std::move(call.errors));
    const Value named = vm.heap().make_dict();
    for (const auto& [name, value] : call.keywords)
        lang::dict_put(vm, *named.as<lang::Dict>(), name, value);
    const std::vector<Value> both{vm.heap().make_tuple(call.positional), named};
    return vm.heap().make_tuple(both);
}

Completion checked_result(Vm& vm, Native& self, CallArgs args) {
    const auto* types = lang::payload_of<CallTypes>(self.bound);
    if (!types->returns) return args.positional[0];
    std::vector<FieldError> errors;
    AW_GUEST(Value held, validate_with(vm, *types->returns, args.positional[0], {}, errors));
    if (errors.empty()) return held;
    return raise_model_errors(vm, types->title, std::move(errors));
}

Completion compile_one(Vm& vm, const Value& annotation, FieldTypePtr& out) {
    AW_GUEST_DO(compile_type(vm, annotation, {}, out));
    return out ? Completion::none() : raise_no_schema(vm, annotation);
}

// The functions that look at the arguments and at the result of `function`.
Completion call_checks(Vm& vm, Native& self, CallArgs args) {
    Value function, returns;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"function", &function}, {"returns", &returns}}));
    Signature signature;
    AW_GUEST_DO(read_signature(vm, function, signature));
    auto payload = std::make_unique<CallTypes>();
    payload->title = display_name(vm, function);
    for (const SignatureParameter& parameter : signature.parameters) {
        FieldTypePtr type;
        AW_GUEST_DO(compile_one(vm, parameter.annotation, type));
        payload->types.push_back(std::move(type));
    }
    payload->parameters = std::move(signature.parameters);
    if (returns.is_true() && !signature.returns.empty())
        AW_GUEST_DO(compile_one(vm, signature.returns, payload->returns));
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<lang::Instance>()->payload = std::move(payload);
    const std::vector<Value> both{
        lang::make_native(vm, "checked_arguments", checked_arguments, carried),
        lang::make_native(vm, "checked_result", checked_result, carried)};
    return vm.heap().make_tuple(both);
}

}  // namespace

void add_call_functions(Vm& vm, lang::Module& module) {
    lang::def(vm, module, "_call_checks", call_checks);
}

}  // namespace web
