#include "web/validation_error.h"

#include <array>

#include "base/text.h"
#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/exceptions.h"
#include "web/jsonable.h"
#include "web/model_dump.h"
#include "web/options.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

void ValidationErrorPayload::visit(void (*each)(Value& value, void* context), void* context) {
    for (FieldError& error : errors) {
        if (!error.input.empty()) each(error.input, context);
        for (auto& [name, value] : error.ctx)
            if (!value.empty()) each(value, context);
    }
}

namespace {

constexpr std::string_view kPage = "https://errors.pydantic.dev/2.14/v/";

ValidationErrorPayload* payload_of_self(CallArgs args) {
    return args.positional.empty() ? nullptr
                                   : lang::payload_of<ValidationErrorPayload>(args.positional[0]);
}

#define AW_ERRORS(variable)                                         \
    const ValidationErrorPayload* variable = payload_of_self(args); \
    if (!variable) return lang::wrong_receiver(vm, self, args, "ValidationError")

struct Shown {
    bool url = true, context = true, input = true;
};

Completion read_shown(Vm& vm, const Native& self, CallArgs args, Shown& out, int* indent) {
    static constexpr std::array<std::string_view, 4> kKeywords{"include_url", "include_context",
                                                               "include_input", "indent"};
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, lang::without_self(args), {}, kKeywords, Unknown::Refuse, options));
    out.url = options.flag("include_url", true);
    out.context = options.flag("include_context", true);
    out.input = options.flag("include_input", true);
    if (indent) *indent = static_cast<int>(options.integer("indent").value_or(-1));
    return Completion::none();
}

Value as_list(Vm& vm, const ValidationErrorPayload& payload, const Shown& shown) {
    Value list = errors_to_detail(vm, payload.errors);
    const auto& items = list.as<lang::List>()->items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        auto& dict = *items[i].as<lang::Dict>();
        const FieldError& error = payload.errors[i];
        const auto drop = [&](std::string_view name) {
            static_cast<void>(lang::dict_remove(vm, dict, vm.heap().intern(name)));
        };
        if (!shown.input) drop("input");
        if (!shown.context) drop("ctx");
        if (shown.url && !error.custom)
            lang::dict_put(vm, dict, "url", vm.heap().make_str(std::string(kPage) + error.type));
    }
    return list;
}

Completion errors(Vm& vm, Native& self, CallArgs args) {
    AW_ERRORS(payload);
    Shown shown;
    AW_GUEST_DO(read_shown(vm, self, args, shown, nullptr));
    return as_list(vm, *payload, shown);
}

// An exception in ctx is shown by its text.
Completion errors_json(Vm& vm, Native& self, CallArgs args) {
    AW_ERRORS(payload);
    Shown shown;
    int indent = -1;
    AW_GUEST_DO(read_shown(vm, self, args, shown, &indent));
    const Value list = as_list(vm, *payload, shown);
    for (const Value& item : list.as<lang::List>()->items) {
        const Value ctx = lang::dict_find(*item.as<lang::Dict>(), "ctx");
        if (ctx.empty()) continue;
        const Value error = lang::dict_find(*ctx.as<lang::Dict>(), "error");
        if (error.empty() || !lang::exception_state(error)) continue;
        AW_GUEST(const Value text, vm.str(error));
        lang::dict_put(vm, *ctx.as<lang::Dict>(), "error", text);
    }
    std::string out;
    AW_GUEST_DO(dump_to_json(vm, nullptr, list, {}, out));
    return vm.heap().make_str(indent < 0 ? out : indented_json(out, indent));
}

Completion error_count(Vm& vm, Native& self, CallArgs args) {
    AW_ERRORS(payload);
    return Value::small(static_cast<std::int64_t>(payload->errors.size()));
}

Completion title(Vm& vm, Native& self, CallArgs args) {
    AW_ERRORS(payload);
    return vm.heap().make_str(payload->title);
}

// At most 50 characters: the beginning and the end.
std::string shortened_input(std::string_view text) {
    constexpr int kMax = 50, kHead = 25, kTail = 24;
    const int length = base::count_characters(text);
    if (length <= kMax) return std::string(text);
    std::string head;
    std::string tail;
    int index = 0;
    for (std::size_t at = 0; at < text.size(); ++index) {
        const auto size = static_cast<std::size_t>(base::decode_utf8(text, at).size);
        if (index < kHead) head += text.substr(at, size);
        if (index >= length - kTail) tail += text.substr(at, size);
        at += size;
    }
    return head + "..." + tail;
}

std::string loc_text(const Loc& loc) {
    std::string text;
    for (const LocItem& item : loc) {
        if (!text.empty()) text += ".";
        const auto* number = std::get_if<std::int64_t>(&item);
        const std::string part = number ? std::to_string(*number) : std::get<std::string>(item);
        text += !number && part.find('.') != std::string::npos ? "`" + part + "`" : part;
    }
    return text;
}

Completion add_error_line(Vm& vm, const ValidationErrorPayload& payload, const FieldError& error,
                          std::string& out) {
    if (!error.loc.empty()) out += loc_text(error.loc) + "\n";
    out += "  " + error.msg + " [type=" + error.type;
    if (!payload.hide_input) {
        const Value input = error.input.empty() ? Value::none() : error.input;
        AW_GUEST(const Value shown, vm.repr(input));
        out += ", input_value=" + shortened_input(lang::text_of(shown)) +
               ", input_type=" + vm.class_of(input).name;
    }
    out += "]";
    if (!error.custom)
        out += "\n    For further information visit " + std::string(kPage) + error.type;
    return Completion::none();
}

Completion text(Vm& vm, Native& self, CallArgs args) {
    AW_ERRORS(payload);
    const std::size_t count = payload->errors.size();
    std::string out = std::to_string(count) + " validation error" + (count == 1 ? "" : "s") +
                      " for " + payload->title;
    for (const FieldError& error : payload->errors) {
        out += "\n";
        AW_GUEST_DO(add_error_line(vm, *payload, error, out));
    }
    return vm.heap().make_str(out);
}

Completion refuse_construct(Vm& vm, Class&, CallArgs) {
    return vm.raise("TypeError", "No constructor defined for ValidationError");
}

// -- PydanticCustomError, PydanticKnownError, PydanticUserError ----------------------------------

Completion custom_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PydanticCustomError");
    Value type;
    Value message;
    Value context = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"error_type", &type},
                            {"message_template", &message},
                            {"context", &context, lang::kOptional}}));
    if (!lang::is_text(type) || !lang::is_text(message))
        return vm.raise("TypeError", "PydanticCustomError() needs a type and a message, both str");
    lang::write_slot(vm, *instance, "type", type);
    lang::write_slot(vm, *instance, "message_template", message);
    lang::write_slot(vm, *instance, "context", context);
    return Completion::none();
}

Completion custom_message(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PydanticCustomError");
    const Value text_value = lang::read_slot(*instance, "message_template");
    if (text_value.empty()) return vm.heap().make_str("");
    return vm.heap().make_str(
        fill_template(vm, lang::text_of(text_value), lang::read_slot(*instance, "context")));
}

Completion user_error_str(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PydanticUserError");
    const Value message = lang::read_slot(*instance, "message");
    const Value code = lang::read_slot(*instance, "code");
    std::string out(message.empty() ? "" : lang::text_of(message));
    if (lang::is_text(code) && !lang::text_of(code).empty())
        out += "\n\nFor further information visit https://errors.pydantic.dev/2.14/u/" +
               std::string(lang::text_of(code));
    return vm.heap().make_str(out);
}

Completion raise_with_code(Vm& vm, Class& cls, std::string_view message, std::string_view code) {
    std::array<Value, 1> args{vm.heap().make_str(message)};
    Value exception = lang::make_exception(vm, cls, args);
    auto& instance = *exception.as<Instance>();
    lang::write_slot(vm, instance, "message", args[0]);
    lang::write_slot(vm, instance, "code", code.empty() ? Value::none() : vm.heap().make_str(code));
    return vm.raise_value(std::move(exception));
}

}  // namespace

std::string fill_template(Vm& vm, std::string_view text_in, const Value& ctx) {
    std::string out(text_in);
    const auto* dict = ctx.try_as<lang::Dict>();
    if (!dict) return out;
    for (const lang::DictEntry& entry : dict->entries) {
        if (entry.key.empty() || !lang::is_text(entry.key)) continue;
        Completion shown = vm.str(entry.value);
        if (!shown.ok()) continue;
        const std::string mark = "{" + std::string(lang::text_of(entry.key)) + "}";
        const std::string with(lang::text_of(shown.value()));
        for (std::size_t at = out.find(mark); at != std::string::npos;
             at = out.find(mark, at + with.size()))
            out.replace(at, mark.size(), with);
    }
    return out;
}

Completion raise_model_errors(Vm& vm, std::string title_text, std::vector<FieldError> list,
                              bool hide_input) {
    Value exception = lang::make_exception(vm, *web_state(vm).validation_error, {});
    auto payload = std::make_unique<ValidationErrorPayload>();
    payload->title = std::move(title_text);
    payload->errors = std::move(list);
    payload->hide_input = hide_input;
    exception.as<Instance>()->payload = std::move(payload);
    return vm.raise_value(std::move(exception));
}

const ValidationErrorPayload* model_errors_of(const Value& exception) {
    return lang::payload_of<ValidationErrorPayload>(exception);
}

Completion raise_user_error(Vm& vm, const std::string& message, std::string_view code) {
    return raise_with_code(vm, *web_state(vm).user_error, message, code);
}

Completion raise_no_schema(Vm& vm, const Value& annotation) {
    AW_GUEST(const Value shown, vm.repr(annotation));
    return raise_with_code(
        vm, *web_state(vm).schema_error,
        "Unable to generate pydantic-core schema for " + std::string(lang::text_of(shown)) +
            ". Set `arbitrary_types_allowed=True` in the model_config to ignore this error or "
            "implement `__get_pydantic_core_schema__` on your type to fully support it.\n\nIf you "
            "got this error by calling handler(<some type>) within `__get_pydantic_core_schema__` "
            "then you likely need to call `handler.generate_schema(<some type>)` since we do not "
            "call `__get_pydantic_core_schema__` on `<some type>` otherwise to avoid infinite "
            "recursion.",
        "schema-for-unknown-type");
}

void install_model_errors(Vm& vm, WebState& state) {
    Class* value_error = vm.exception_class("ValueError");
    constexpr std::string_view kCore = "pydantic_core._pydantic_core";
    Class& validation = lang::make_class(vm, "ValidationError", {value_error}, kCore);
    validation.construct = refuse_construct;
    validation.is_final = true;
    lang::def(vm, validation, "errors", errors);
    lang::def(vm, validation, "json", errors_json);
    lang::def(vm, validation, "error_count", error_count);
    lang::def(vm, validation, "__str__", text);
    lang::def(vm, validation, "__repr__", text);
    lang::def_property(vm, validation, "title", title);
    state.validation_error = &validation;

    Class& custom = lang::make_class(vm, "PydanticCustomError", {value_error}, kCore);
    lang::def(vm, custom, "__init__", custom_init);
    lang::def(vm, custom, "message", custom_message);
    lang::def(vm, custom, "__str__", custom_message);
    state.custom_error = &custom;
    state.serialization_error =
        &lang::make_class(vm, "PydanticSerializationError", {value_error}, kCore);
    Class& user = lang::make_class(vm, "PydanticUserError", {vm.exception_class("RuntimeError")},
                                   "pydantic.errors");
    lang::def(vm, user, "__str__", user_error_str);
    state.user_error = &user;
    state.schema_error =
        &lang::make_class(vm, "PydanticSchemaGenerationError", {&user}, "pydantic.errors");
}

}  // namespace web
