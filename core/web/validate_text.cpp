// str, bytes and UUID. pydantic-core validators/string.rs, bytes.rs, uuid.rs; the words about a
// UUID are those of Rust's uuid crate.
#include "base/text.h"
#include "lang/arguments.h"
#include "lang/int.h"
#include "lang/unicode.h"
#include "web/pattern.h"
#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Kind;
using lang::Value;

namespace {

struct LengthWords {
    std::string_view subject;  // "String should have"
    std::string_view unit;     // "character"
    std::string_view too_long;
    std::string_view too_short;
};

// False: an error was noted.
bool check_length(Validation& v, const FieldType& type, const Value& input, std::int64_t length,
                  const LengthWords& words) {
    const auto fail = [&](std::string_view error, const char* key, const char* side,
                          std::int64_t limit) {
        std::string msg(words.subject);
        msg.append(side).append(std::to_string(limit)).append(" ").append(words.unit);
        if (limit != 1) msg += "s";
        static_cast<void>(v.fail(std::string(error), msg, input, {{key, Value::small(limit)}}));
        return false;
    };
    const Constraints& c = type.constraints;
    if (c.max_length && length > *c.max_length)
        return fail(words.too_long, "max_length", " at most ", *c.max_length);
    if (c.min_length && length < *c.min_length)
        return fail(words.too_short, "min_length", " at least ", *c.min_length);
    return true;
}

Completion text_value(Validation& v, const FieldType& type, const Value& input) {
    if (input.is(Kind::Str)) return input;
    const Value& plain = lang::plain(input);
    if (plain.is(Kind::Str)) {
        v.floor(Exactness::Strict);
        return plain;
    }
    if (input.is(Kind::Bytes) && !is_strict(v, type)) {
        v.floor(Exactness::Lax);
        if (const auto text = text_input(input)) return v.text(*text);
        return v.fail(
            "string_unicode",
            "Input should be a valid string, unable to parse raw data as a unicode string", input);
    }
    if (type.constraints.numbers_to_text.value_or(false) && !plain.is_bool() &&
        (lang::is_int(plain) || plain.is(Kind::Float))) {
        v.floor(Exactness::Lax);
        return v.vm.str(plain);
    }
    return v.fail("string_type", "Input should be a valid string", input);
}

// strip_whitespace comes before the checks, to_lower and to_upper behind them.
Completion stripped(Validation& v, const Constraints& c, Value text) {
    return c.strip_whitespace.value_or(false) ? v.vm.call_method(text, "strip")
                                              : Completion(std::move(text));
}

Completion cased(Validation& v, const Constraints& c, Value text) {
    if (c.to_lower.value_or(false)) return v.vm.call_method(text, "lower");
    if (c.to_upper.value_or(false)) return v.vm.call_method(text, "upper");
    return text;
}

// -- UUID ----------------------------------------------------------------------------------------

bool is_uuid_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Why a text is no UUID; "" when it is one.
std::string uuid_fault(std::string_view text) {
    static constexpr std::size_t kGroupStarts[] = {0, 9, 14, 19, 24};
    static constexpr std::size_t kGroupSizes[] = {8, 4, 4, 4, 12};
    std::string_view inside = text;
    std::size_t offset = 0;
    if (text.size() >= 2 && text.front() == '{' && text.back() == '}') {
        inside = text.substr(1, text.size() - 2);
        offset = 1;
    } else if (text.starts_with("urn:uuid:")) {
        offset = 9;
        inside = text.substr(offset);
    }
    std::vector<std::size_t> hyphens;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        if (inside[i] == '-')
            hyphens.push_back(i);
        else if (!is_uuid_hex(inside[i]))
            return "invalid character: found `" +
                   std::string(inside.substr(
                       i, static_cast<std::size_t>(base::decode_utf8(inside, i).size))) +
                   "` at " + std::to_string(i + offset);
    }
    if (hyphens.empty() && inside.size() == 32 && offset != 9) return "";
    if (hyphens.empty() && offset == 0)
        return "invalid length: expected length 32 for simple format, found " +
               std::to_string(text.size());
    if (hyphens.size() != 4)
        return "invalid group count: expected 5, found " + std::to_string(hyphens.size() + 1);
    for (std::size_t group = 0; group < 5; ++group) {
        const std::size_t end = group < 4 ? hyphens[group] : inside.size();
        const std::size_t length = end - std::min(end, kGroupStarts[group]);
        if (length != kGroupSizes[group])
            return "invalid group length in group " + std::to_string(group) + ": expected " +
                   std::to_string(kGroupSizes[group]) + ", found " + std::to_string(length);
    }
    return "";
}

}  // namespace

Completion validate_str(Validation& v, const FieldType& type, const Value& input) {
    static constexpr LengthWords kWords{"String should have", "character", "string_too_long",
                                        "string_too_short"};
    AW_GUEST(Value text, text_value(v, type, input));
    if (text.empty() || !type.constraints.any()) return text;
    AW_GUEST(text, stripped(v, type.constraints, std::move(text)));
    if (!check_length(v, type, input, text.as<lang::Str>()->length, kWords)) return Value();
    if (!type.pattern) return cased(v, type.constraints, std::move(text));
    AW_GUEST(const Value matches, matches_anywhere(v.vm, *type.pattern, lang::text_of(text)));
    if (matches.is_true()) return cased(v, type.constraints, std::move(text));
    return v.fail("string_pattern_mismatch",
                  "String should match pattern '" + type.pattern->source + "'", input,
                  {{"pattern", v.text(type.pattern->source)}});
}

Completion validate_bytes(Validation& v, const FieldType& type, const Value& input) {
    static constexpr LengthWords kWords{"Data should have", "byte", "bytes_too_long",
                                        "bytes_too_short"};
    Value bytes = lang::plain(input);
    if (lang::is_text(input) && !is_strict(v, type)) {
        v.floor(Exactness::Lax);
        bytes = v.vm.heap().make_bytes(lang::text_of(input));
    }
    if (!bytes.is(Kind::Bytes)) return v.fail("bytes_type", "Input should be a valid bytes", input);
    if (!check_length(v, type, input, bytes.as<lang::Bytes>()->size, kWords)) return Value();
    return bytes;
}

Completion validate_uuid(Validation& v, const FieldType& type, const Value& input) {
    if (v.vm.is_instance_of(input, *type.cls.as<lang::Class>())) return input;
    const auto text = text_input(input);
    if (!text || is_strict(v, type))
        return v.fail("uuid_type", "UUID input should be a string, bytes or UUID object", input);
    v.floor(Exactness::Lax);
    const std::string fault = uuid_fault(*text);
    if (!fault.empty())
        return v.fail("uuid_parsing", "Input should be a valid UUID, " + fault, input,
                      {{"error", v.text(fault)}});
    Value shown = v.text(*text);
    return v.vm.call(type.cls, std::span<Value>(&shown, 1));
}

}  // namespace web
