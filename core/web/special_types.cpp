#include "web/special_types.h"

#include "lang/arguments.h"
#include "lang/text_quote.h"
#include "web/field_functions.h"
#include "web/field_object.h"
#include "web/validation_error.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Kind;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// -- secrets -------------------------------------------------------------------------------------

SecretPayload* secret_of(CallArgs args) {
    return args.positional.empty() ? nullptr : lang::payload_of<SecretPayload>(args.positional[0]);
}

#define AW_SECRET(variable)                          \
    const SecretPayload* variable = secret_of(args); \
    if (!variable) return lang::wrong_receiver(vm, self, args, "Secret")

Completion secret_construct(Vm& vm, Class& cls, CallArgs args) {
    if (args.positional.size() != 1)
        return vm.raise("TypeError", cls.name +
                                         ".__init__() missing 1 required positional "
                                         "argument: 'secret_value'");
    return make_secret(vm, cls, args.positional[0]);
}

Completion secret_value(Vm& vm, Native& self, CallArgs args) {
    AW_SECRET(secret);
    return secret->value;
}

Completion secret_length(Vm& vm, Native& self, CallArgs args) {
    AW_SECRET(secret);
    return vm.length(secret->value);
}

std::string hidden(const SecretPayload& secret) {
    const Value& plain = lang::plain(secret.value);
    const bool empty = plain.is(Kind::Str)     ? plain.as<lang::Str>()->size == 0
                       : plain.is(Kind::Bytes) ? plain.as<lang::Bytes>()->size == 0
                                               : false;
    const std::string stars = empty ? "" : "**********";
    return plain.is(Kind::Bytes) ? "b'" + stars + "'" : stars;
}

Completion secret_str(Vm& vm, Native& self, CallArgs args) {
    AW_SECRET(secret);
    return vm.heap().make_str(hidden(*secret));
}

Completion secret_repr(Vm& vm, Native& self, CallArgs args) {
    AW_SECRET(secret);
    const std::string inside = hidden(*secret);
    return vm.heap().make_str(vm.class_of(args.positional[0]).name + "(" +
                              (inside.starts_with("b'") ? inside : "'" + inside + "'") + ")");
}

Completion secret_eq(Vm& vm, Native& self, CallArgs args) {
    AW_SECRET(secret);
    if (args.positional.size() != 2 ||
        &vm.class_of(args.positional[0]) != &vm.class_of(args.positional[1]))
        return Value::false_();
    const auto* other = lang::payload_of<SecretPayload>(args.positional[1]);
    return vm.equals(secret->value, other->value);
}

Completion secret_hash(Vm& vm, Native& self, CallArgs args) {
    AW_SECRET(secret);
    return vm.hash(secret->value);
}

void install_secret(Vm& vm, Class& cls) {
    cls.construct = secret_construct;
    lang::def(vm, cls, "get_secret_value", secret_value);
    lang::def(vm, cls, "__len__", secret_length);
    lang::def(vm, cls, "__str__", secret_str);
    lang::def(vm, cls, "__repr__", secret_repr);
    lang::def(vm, cls, "__eq__", secret_eq);
    lang::def(vm, cls, "__hash__", secret_hash);
}

// -- URLs ----------------------------------------------------------------------------------------

UrlPayload* url_of(CallArgs args) {
    return args.positional.empty() ? nullptr : lang::payload_of<UrlPayload>(args.positional[0]);
}

#define AW_URL(variable)                       \
    const UrlPayload* variable = url_of(args); \
    if (!variable) return lang::wrong_receiver(vm, self, args, "Url")

Completion url_construct(Vm& vm, Class& cls, CallArgs args) {
    if (args.positional.size() != 1)
        return vm.raise("TypeError", cls.name +
                                         ".__init__() missing 1 required positional "
                                         "argument: 'url'");
    FieldType type;
    type.kind = TypeKind::Url;
    type.cls = lang::class_value(cls);
    std::vector<FieldError> errors;
    AW_GUEST(Value made, validate_with(vm, type, args.positional[0], {}, errors));
    if (!made.empty()) return made;
    return raise_model_errors(vm, cls.name, std::move(errors));
}

template <std::optional<std::string> WebUrl::*kPart>
Completion url_part(Vm& vm, Native& self, CallArgs args) {
    AW_URL(url);
    const std::optional<std::string>& part = url->url.*kPart;
    return part ? vm.heap().make_str(*part) : Value::none();
}

Completion url_scheme(Vm& vm, Native& self, CallArgs args) {
    AW_URL(url);
    return vm.heap().make_str(url->url.scheme);
}

Completion url_port(Vm& vm, Native& self, CallArgs args) {
    AW_URL(url);
    return url->url.port ? Value::small(*url->url.port) : Value::none();
}

Completion special_url_str(Vm& vm, Native& self, CallArgs args) {
    AW_URL(url);
    return vm.heap().make_str(url->url.text);
}

Completion special_url_repr(Vm& vm, Native& self, CallArgs args) {
    AW_URL(url);
    return vm.heap().make_str(vm.class_of(args.positional[0]).name + "(" +
                              lang::quote_text(url->url.text) + ")");
}

Completion special_url_eq(Vm& vm, Native& self, CallArgs args) {
    AW_URL(url);
    const auto* other =
        args.positional.size() == 2 ? lang::payload_of<UrlPayload>(args.positional[1]) : nullptr;
    return Value::boolean(other && other->url.text == url->url.text);
}

Completion url_hash(Vm& vm, Native& self, CallArgs args) {
    AW_URL(url);
    return vm.hash(vm.heap().make_str(url->url.text));
}

void install_url(Vm& vm, Class& cls) {
    cls.construct = url_construct;
    lang::def_property(vm, cls, "scheme", url_scheme);
    lang::def_property(vm, cls, "port", url_port);
    lang::def_property(vm, cls, "username", url_part<&WebUrl::username>);
    lang::def_property(vm, cls, "password", url_part<&WebUrl::password>);
    lang::def_property(vm, cls, "host", url_part<&WebUrl::host>);
    lang::def_property(vm, cls, "path", url_part<&WebUrl::path>);
    lang::def_property(vm, cls, "query", url_part<&WebUrl::query>);
    lang::def_property(vm, cls, "fragment", url_part<&WebUrl::fragment>);
    lang::def(vm, cls, "unicode_string", special_url_str);
    lang::def(vm, cls, "encoded_string", special_url_str);
    lang::def(vm, cls, "__str__", special_url_str);
    lang::def(vm, cls, "__repr__", special_url_repr);
    lang::def(vm, cls, "__eq__", special_url_eq);
    lang::def(vm, cls, "__hash__", url_hash);
}

// Json[X]
Completion json_getitem(Vm& vm, Native&, CallArgs args) {
    if (args.positional.size() != 2) return vm.raise("TypeError", "Json[...] needs a type");
    auto* alias = vm.heap().make<lang::GenericAlias>(vm.classes.generic_alias);
    const Value made = Value::adopt(alias);
    alias->origin = args.positional[0];
    alias->args = vm.heap().make_tuple(std::span<const Value>(&args.positional[1], 1));
    return made;
}

}  // namespace

Value make_secret(Vm& vm, Class& cls, const Value& value) {
    auto payload = std::make_unique<SecretPayload>();
    payload->value = value;
    Value made = lang::make_instance(vm, cls);
    made.as<Instance>()->payload = std::move(payload);
    return made;
}

Value make_url(Vm& vm, Class& cls, WebUrl url) {
    auto payload = std::make_unique<UrlPayload>();
    payload->url = std::move(url);
    Value made = lang::make_instance(vm, cls);
    made.as<Instance>()->payload = std::move(payload);
    return made;
}

void install_special_types(Vm& vm, WebState& state) {
    const auto add = [&](std::string_view name, std::string_view from, TypeKind kind,
                         std::initializer_list<Class*> bases) -> Class& {
        Class& cls = lang::make_class(vm, name, bases, from);
        state.marked_types.emplace_back(&cls, kind);
        return cls;
    };
    install_secret(vm, add("SecretStr", "pydantic.types", TypeKind::Secret, {}));
    install_secret(vm, add("SecretBytes", "pydantic.types", TypeKind::Secret, {}));
    constexpr std::string_view kNetworks = "pydantic.networks";
    Class& any_url = add("AnyUrl", kNetworks, TypeKind::Url, {});
    install_url(vm, any_url);
    for (const std::string_view name : {"HttpUrl", "AnyHttpUrl", "AnyWebsocketUrl", "WebsocketUrl",
                                        "FtpUrl", "FileUrl", "AmqpDsn", "PostgresDsn"})
        add(name, kNetworks, TypeKind::Url, {&any_url});
    add("EmailStr", kNetworks, TypeKind::Email, {});
    Class& json = add("Json", "pydantic.types", TypeKind::Json, {});
    lang::set_class_method(vm, json, "__class_getitem__", json_getitem);
}

void add_special_types(Vm& vm, Module& module) {
    for (const auto& [cls, kind] : web_state(vm).marked_types)
        lang::set(vm, module, cls->name, lang::class_value(*cls));
}

}  // namespace web
