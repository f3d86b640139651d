// Validators of the program: @field_validator, BeforeValidator and the like, and what their
// exceptions become. pydantic-core validators/function.rs.
#include "web/validate_function.h"

#include <array>

#include "lang/native.h"
#include "web/validation_error.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// What a wrap validator calls to go on. Good only while that validator runs.
struct HandlerPayload final : lang::Payload {
    Validation* outer = nullptr;  // null: the validator has returned
    const FieldType* type = nullptr;
    Exactness exactness = Exactness::Exact;
    int fields_set = -1;
};

Completion call_next_validator(Vm& vm, Native& self, lang::CallArgs args) {
    auto* handler = lang::payload_of<HandlerPayload>(self.bound);
    if (!handler || !handler->outer)
        return vm.raise("RuntimeError", "the handler of a wrap validator was called too late");
    if (args.positional.empty())
        return vm.raise("TypeError", "handler() missing 1 required positional argument: 'value'");
    std::vector<FieldError> errors;
    Validation& outer = *handler->outer;
    Validation inner{vm, errors,           {},         outer.options, Exactness::Exact,
                     -1, outer.field_name, outer.data, outer.self,    outer.depth};
    const Value input = args.positional[0];
    AW_GUEST(Value converted, validate_value(inner, *handler->type, input));
    handler->exactness = std::min(handler->exactness, inner.exactness);
    if (inner.fields_set >= 0) handler->fields_set = inner.fields_set;
    if (!converted.empty()) return converted;
    return raise_model_errors(vm, "ValidatorCallable", std::move(errors));
}

Completion call_wrap(Validation& v, const FieldType& type, const Value& input) {
    auto payload = std::make_unique<HandlerPayload>();
    HandlerPayload& handler = *payload;
    handler.outer = &v;
    handler.type = type.items[0].get();
    const Value holder = lang::make_instance(v.vm, *v.vm.classes.object);
    holder.as<Instance>()->payload = std::move(payload);
    std::vector<Value> arguments{input,
                                 lang::make_native(v.vm, "handler", call_next_validator, holder)};
    if (type.takes_info) arguments.push_back(make_validation_info(v));
    Completion outcome = v.vm.call(type.function, arguments);
    handler.outer = nullptr;
    v.floor(handler.exactness);
    if (handler.fields_set >= 0) v.add_fields_set(handler.fields_set);
    return note_raised(v, std::move(outcome), input);
}

}  // namespace

Value make_validation_info(Validation& v) {
    Vm& vm = v.vm;
    Value info = lang::make_instance(vm, *web_state(vm).validation_info);
    auto& instance = *info.as<Instance>();
    lang::write_slot(vm, instance, "config", Value::none());
    lang::write_slot(vm, instance, "context",
                     v.options->context.empty() ? Value::none() : v.options->context);
    lang::write_slot(vm, instance, "data", v.data.empty() ? vm.heap().make_dict() : v.data);
    lang::write_slot(vm, instance, "field_name",
                     v.field_name.empty() ? Value::none() : vm.heap().make_str(v.field_name));
    lang::write_slot(vm, instance, "mode", vm.heap().make_str(v.options->json ? "json" : "python"));
    return info;
}

Completion call_validator(Validation& v, const Value& function, bool takes_info,
                          const Value& argument, const Value& shown) {
    std::vector<Value> arguments{argument};
    if (takes_info) arguments.push_back(make_validation_info(v));
    return note_raised(v, v.vm.call(function, arguments), shown);
}

Completion validate_function(Validation& v, const FieldType& type, const Value& input) {
    switch (type.mode) {
        case ValidatorMode::Before: {
            AW_GUEST(const Value before,
                     call_validator(v, type.function, type.takes_info, input, input));
            if (before.empty()) return before;
            return validate_value(v, *type.items[0], before);
        }
        case ValidatorMode::After: {
            AW_GUEST(const Value inner, validate_value(v, *type.items[0], input));
            if (inner.empty()) return inner;
            return call_validator(v, type.function, type.takes_info, inner, input);
        }
        case ValidatorMode::Wrap: return call_wrap(v, type, input);
        case ValidatorMode::Plain:
            return call_validator(v, type.function, type.takes_info, input, input);
    }
    return Value();
}

Completion note_raised(Validation& v, Completion outcome, const Value& input) {
    if (!outcome.raised()) return outcome;
    Vm& vm = v.vm;
    const WebState& state = web_state(vm);
    const Value exception = outcome.error();
    if (const ValidationErrorPayload* inner = model_errors_of(exception)) {
        for (FieldError error : inner->errors) {
            error.loc.insert(error.loc.begin(), v.loc.begin(), v.loc.end());
            v.errors.push_back(std::move(error));
        }
        return Value();
    }
    if (vm.is_instance_of(exception, *state.custom_error)) {
        const auto& instance = *exception.as<Instance>();
        const Value type = lang::read_slot(instance, "type");
        const Value ctx = lang::read_slot(instance, "context");
        AW_GUEST(const Value message, vm.call_method(exception, "message"));
        FieldError error{std::string(lang::text_of(type)),
                         v.loc,
                         std::string(lang::text_of(message)),
                         input,
                         {}};
        AW_GUEST(const Value known, vm.find_attribute(exception, "known"));
        error.custom = !known.is_true();
        if (const auto* dict = ctx.try_as<lang::Dict>())
            for (const lang::DictEntry& entry : dict->entries)
                if (!entry.key.empty())
                    error.ctx.emplace_back(lang::text_of(entry.key), entry.value);
        v.errors.push_back(std::move(error));
        return Value();
    }
    const bool is_value = vm.is_instance_of(exception, *vm.exception_class("ValueError"));
    if (!is_value && !vm.is_instance_of(exception, *vm.exception_class("AssertionError")))
        return outcome;
    AW_GUEST(const Value shown, vm.str(exception));
    return v.fail(
        is_value ? "value_error" : "assertion_error",
        (is_value ? "Value error, " : "Assertion failed, ") + std::string(lang::text_of(shown)),
        input, {{"error", exception}});
}

}  // namespace web
