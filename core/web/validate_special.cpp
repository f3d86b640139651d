// SecretStr, EmailStr, HttpUrl and its kin, Json[X]. pydantic types.py, networks.py, pydantic-core
// validators/url.rs, json.rs.
#include "lang/arguments.h"
#include "web/email_text.h"
#include "web/json_words.h"
#include "web/jsonable.h"
#include "web/special_types.h"
#include "web/validate_internal.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Kind;
using lang::Value;

namespace {

struct UrlRule {
    std::string_view name;
    std::string_view schemes;   // between blanks; "": any
    std::string_view expected;  // "'http' or 'https'"
    std::size_t max_length;     // 0: none
};
constexpr UrlRule kUrlRules[] = {
    {"HttpUrl", " http https ", "'http' or 'https'", 2083},
    {"AnyHttpUrl", " http https ", "'http' or 'https'", 0},
    {"AnyWebsocketUrl", " ws wss ", "'ws' or 'wss'", 0},
    {"WebsocketUrl", " ws wss ", "'ws' or 'wss'", 2083},
    {"FtpUrl", " ftp ", "'ftp'", 0},
    {"FileUrl", " file ", "'file'", 0},
    {"AmqpDsn", " amqp amqps ", "'amqp' or 'amqps'", 0},
    {"PostgresDsn",
     " postgres postgresql postgresql+asyncpg postgresql+pg8000 postgresql+psycopg "
     "postgresql+psycopg2 postgresql+psycopg2cffi postgresql+py-postgresql "
     "postgresql+pygresql ",
     "'postgres', 'postgresql', 'postgresql+asyncpg', 'postgresql+pg8000', "
     "'postgresql+psycopg', 'postgresql+psycopg2', 'postgresql+psycopg2cffi', "
     "'postgresql+py-postgresql' or 'postgresql+pygresql'",
     0},
};

const UrlRule* rule_of(const Class& cls) {
    for (const Class* base : cls.mro)
        for (const UrlRule& rule : kUrlRules)
            if (base->name == rule.name) return &rule;
    return nullptr;
}

Completion check_url(Validation& v, const Class& cls, const WebUrl& url, const Value& input) {
    const UrlRule* rule = rule_of(cls);
    if (!rule || rule->schemes.find(" " + url.scheme + " ") != std::string_view::npos)
        return Value::true_();
    const std::string expected(rule->expected);
    return v.fail("url_scheme", "URL scheme should be " + expected, input,
                  {{"expected_schemes", v.text(expected)}});
}

}  // namespace

std::optional<std::int64_t> longest_url(const FieldType& type) {
    const auto* cls = type.cls.try_as<Class>();
    const UrlRule* rule = cls ? rule_of(*cls) : nullptr;
    if (!rule || rule->max_length == 0) return std::nullopt;
    return static_cast<std::int64_t>(rule->max_length);
}

Completion validate_secret(Validation& v, const FieldType& type, const Value& input) {
    Class& cls = *type.cls.as<Class>();
    const auto* secret = lang::payload_of<SecretPayload>(input);
    const Value inner = secret ? secret->value : input;
    AW_GUEST(const Value value, validate_value(v, *type.items[0], inner));
    if (value.empty()) return value;
    if (secret && v.vm.is_instance_of(input, cls)) return input;
    v.floor(Exactness::Lax);
    return make_secret(v.vm, cls, value);
}

Completion validate_email(Validation& v, const FieldType& type, const Value& input) {
    FieldType text;
    text.kind = TypeKind::Str;
    text.constraints = type.constraints;
    AW_GUEST(const Value value, validate_value(v, text, input));
    if (value.empty()) return value;
    const Email email = read_email(lang::text_of(value));
    if (email.fault.empty()) return v.text(email.normalized);
    AW_GUEST_DO(v.fail("value_error", "value is not a valid email address: " + email.fault, input,
                       {{"reason", v.text(email.fault)}}));
    v.errors.back().custom = true;
    return Value();
}

Completion validate_url(Validation& v, const FieldType& type, const Value& input) {
    Class& cls = *type.cls.as<Class>();
    const auto* known = lang::payload_of<UrlPayload>(input);
    if (known && &v.vm.class_of(input) == &cls) return input;
    const std::optional<std::string_view> text =
        known                  ? std::optional<std::string_view>(known->url.text)
        : lang::is_text(input) ? std::optional(lang::text_of(input))
                               : std::nullopt;
    if (!text) return v.fail("url_type", "URL input should be a string or URL", input);
    v.floor(Exactness::Lax);
    const UrlRule* rule = rule_of(cls);
    const std::size_t limit = type.constraints.max_length
                                  ? static_cast<std::size_t>(*type.constraints.max_length)
                              : rule ? rule->max_length
                                     : 0;
    if (limit > 0 && text->size() > limit)
        return v.fail("url_too_long",
                      "URL should have at most " + std::to_string(limit) + " characters", input,
                      {{"max_length", Value::small(static_cast<std::int64_t>(limit))}});
    WebUrl url;
    const std::string fault = read_web_url(*text, url);
    if (!fault.empty())
        return v.fail("url_parsing", "Input should be a valid URL, " + fault, input,
                      {{"error", v.text(fault)}});
    AW_GUEST(const Value allowed, check_url(v, cls, url, input));
    if (allowed.empty()) return allowed;
    return make_url(v.vm, cls, std::move(url));
}

Completion validate_json(Validation& v, const FieldType& type, const Value& input) {
    const std::optional<std::string_view> text = text_input(input);
    if (!text) return v.fail("json_type", "JSON input should be string, bytes or bytearray", input);
    const std::string words = json_fault_words(*text);
    if (!words.empty())
        return v.fail("json_invalid", "Invalid JSON: " + words, input, {{"error", v.text(words)}});
    std::optional<JsonFault> fault;
    AW_GUEST(const Value value, json_value(v.vm, *text, fault));
    return validate_value(v, *type.items[0], value);
}

}  // namespace web
