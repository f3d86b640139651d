// json.loads, with CPython's JSONDecodeError. RFC 8259; NaN, Infinity and -Infinity are read, too.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "lang/codecs.h"
#include "lang/dict.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/lib_json.h"
#include "lang/str.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

struct JsonState final : Payload {
    Class* decode_error = nullptr;
};

JsonState& json_state(Vm& vm) { return library_state<JsonState>(vm, "<json>"); }

struct Hooks {
    Value object, pairs, parse_float, parse_int, parse_constant;
    bool strict = true;
};

class JsonReader {
  public:
    JsonReader(Vm& vm, const Str& text, const Hooks& hooks)
        : vm_(vm), whole_(text), text_(text.view()), hooks_(hooks) {}

    Completion read_document() {
        skip_spaces();
        AW_GUEST(Value value, read_value());
        skip_spaces();
        if (at_ != text_.size()) return fail("Extra data", at_);
        return value;
    }

  private:
    Completion fail(std::string_view message, std::size_t at) {
        const std::string_view before = text_.substr(0, at);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
        const std::size_t column = count_points(before.substr(line_start)) + 1;
        const std::size_t position = point_index(whole_, static_cast<std::uint32_t>(at));
        Value args[] = {vm_.heap().make_str(
            fmt::format("{}: line {} column {} (char {})", message, line, column, position))};
        Completion raised = vm_.raise(*json_state(vm_).decode_error, args);
        if (!raised.raised()) return raised;
        Instance& error = *raised.error().as<Instance>();
        const auto number = [](auto n) { return Value::small(static_cast<std::int64_t>(n)); };
        write_slot(vm_, error, "msg", vm_.heap().make_str(message));
        write_slot(vm_, error, "doc", Value::share(const_cast<Str*>(&whole_)));
        write_slot(vm_, error, "pos", number(position));
        write_slot(vm_, error, "lineno", number(line));
        write_slot(vm_, error, "colno", number(column));
        return raised;
    }

    bool at_character(char c) const { return at_ < text_.size() && text_[at_] == c; }
    void skip_spaces() {
        while (at_ < text_.size() &&
               std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos) {
            ++at_;
        }
    }
    bool take_word(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    Completion read_value() {
        if (!vm_.charge(1)) return vm_.out_of_steps();
        if (vm_.heap().over_limit()) return vm_.out_of_memory();
        if (at_ == text_.size()) return fail("Expecting value", at_);
        switch (text_[at_]) {
            case '"': return read_text();
            case '{': return nested(&JsonReader::read_object);
            case '[': return nested(&JsonReader::read_array);
            default: break;
        }
        if (take_word("null")) return Value::none();
        if (take_word("true")) return Value::true_();
        if (take_word("false")) return Value::false_();
        if (take_word("NaN")) return constant("NaN", std::numeric_limits<double>::quiet_NaN());
        if (take_word("Infinity")) return constant("Infinity", HUGE_VAL);
        if (take_word("-Infinity")) return constant("-Infinity", -HUGE_VAL);
        return read_number();
    }

    Completion constant(std::string_view word, double value) {
        if (hooks_.parse_constant.empty()) return vm_.heap().make_float(value);
        Value argument[] = {vm_.heap().make_ascii(word)};
        return vm_.call(hooks_.parse_constant, argument);
    }

    Completion nested(Completion (JsonReader::*body)()) {
        constexpr int kMaxDepth = 500;
        if (depth_ >= kMaxDepth) {
            return vm_.raise("RecursionError",
                             "maximum recursion depth exceeded while decoding a JSON object");
        }
        ++depth_;
        Completion done = (this->*body)();
        --depth_;
        return done;
    }

    std::size_t skip_digits(std::size_t at) const {
        while (at < text_.size() && text_[at] >= '0' && text_[at] <= '9') ++at;
        return at;
    }

    Completion read_number() {
        const std::size_t start = at_;
        std::size_t at = at_ + (at_character('-') ? 1 : 0);
        const std::size_t digits = at;
        at = at < text_.size() && text_[at] == '0' ? at + 1 : skip_digits(at);
        if (at == digits) return fail("Expecting value", start);
        bool is_float = false;
        if (at < text_.size() && text_[at] == '.' && skip_digits(at + 1) > at + 1) {
            at = skip_digits(at + 1);
            is_float = true;
        }
        if (at < text_.size() && (text_[at] == 'e' || text_[at] == 'E')) {
            std::size_t exponent = at + 1;
            const bool sign =
                exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-');
            if (sign) ++exponent;
            if (skip_digits(exponent) > exponent) {
                at = skip_digits(exponent);
                is_float = true;
            }
        }
        at_ = at;
        return make_number(text_.substr(start, at - start), is_float);
    }

    Completion make_number(std::string_view digits, bool is_float) {
        const Value& hook = is_float ? hooks_.parse_float : hooks_.parse_int;
        if (!hook.empty() && !hook.is_none()) {
            Value argument[] = {vm_.heap().make_ascii(digits)};
            return vm_.call(hook, argument);
        }
        if (is_float) return vm_.heap().make_float(parse_float(digits).value_or(0));
        return int_from_text(vm_, digits, 10, quote_text(digits));
    }

    int hex4(std::size_t at) const {
        if (at + 4 > text_.size()) return -1;
        int value = 0;
        for (std::size_t i = at; i < at + 4; ++i) {
            const char c = text_[i];
            const int digit = c >= '0' && c <= '9'   ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    Completion read_escape(std::string& out) {
        const std::size_t backslash = at_ - 1;
        if (at_ == text_.size()) return fail("Unterminated string starting at", string_start_);
        constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeant = "\"\\/\b\f\n\r\t";
        const char c = text_[at_++];
        if (const std::size_t known = kEscapes.find(c); known != std::string_view::npos) {
            out += kMeant[known];
            return Completion::none();
        }
        if (c != 'u') return fail("Invalid \\escape", backslash);
        int unit = hex4(at_);
        if (unit < 0) return fail("Invalid \\uXXXX escape", at_ - 1);
        at_ += 4;
        auto point = static_cast<char32_t>(unit);
        const bool high = point >= 0xD800 && point < 0xDC00;
        if (high && text_.substr(at_).starts_with("\\u")) {
            unit = hex4(at_ + 2);
            if (unit >= 0xDC00 && unit < 0xE000) {
                point = 0x10000 + ((point & 0x3FFU) << 10) + (static_cast<char32_t>(unit) & 0x3FFU);
                at_ += 6;
            }
        }
        append_point(out, point);
        return Completion::none();
    }

    Completion read_text() {
        const std::size_t start = at_++;
        string_start_ = start;
        std::string out;
        for (;;) {
            const std::size_t plain_end = text_.find_first_of("\"\\", at_);
            if (plain_end == std::string_view::npos) {
                AW_GUEST_DO(check_controls(at_, text_.size()));
                return fail("Unterminated string starting at", start);
            }
            AW_GUEST_DO(check_controls(at_, plain_end));
            out += text_.substr(at_, plain_end - at_);
            at_ = plain_end + 1;
            if (text_[plain_end] == '"') break;
            AW_GUEST_DO(read_escape(out));
        }
        if (!vm_.charge(out.size() / 32)) return vm_.out_of_steps();
        return vm_.heap().make_str(out);
    }

    Completion check_controls(std::size_t from, std::size_t to) {
        for (std::size_t i = from; hooks_.strict && i < to; ++i) {
            if (static_cast<unsigned char>(text_[i]) < 0x20) {
                return fail("Invalid control character at", i);
            }
        }
        return Completion::none();
    }

    Completion read_array() {
        Value list = vm_.heap().make_list();
        ++at_;
        skip_spaces();
        if (at_character(']')) {
            ++at_;
            return list;
        }
        for (;;) {
            AW_GUEST(Value item, read_value());
            list.as<List>()->items.push_back(std::move(item));
            skip_spaces();
            if (at_character(']')) {
                ++at_;
                return list;
            }
            if (!at_character(',')) return fail("Expecting ',' delimiter", at_);
            const std::size_t comma = at_++;
            skip_spaces();
            if (at_character(']')) return fail("Illegal trailing comma before end of array", comma);
        }
    }

    Completion read_object() {
        Value pairs = vm_.heap().make_list();
        Value dict = vm_.heap().make_dict();
        ++at_;
        skip_spaces();
        if (at_character('}')) {
            ++at_;
            return finish_object(std::move(dict), pairs);
        }
        for (;;) {
            if (!at_character('"')) {
                return fail("Expecting property name enclosed in double quotes", at_);
            }
            AW_GUEST(const Value key, read_text());
            skip_spaces();
            if (!at_character(':')) return fail("Expecting ':' delimiter", at_);
            ++at_;
            skip_spaces();
            AW_GUEST(const Value value, read_value());
            const Value pair[] = {key, value};
            if (!hooks_.pairs.empty()) {
                pairs.as<List>()->items.push_back(vm_.heap().make_tuple(pair));
            } else {
                AW_GUEST_DO(dict_set(vm_, *dict.as<Dict>(), key, value));
            }
            skip_spaces();
            if (at_character('}')) {
                ++at_;
                return finish_object(std::move(dict), pairs);
            }
            if (!at_character(',')) return fail("Expecting ',' delimiter", at_);
            const std::size_t comma = at_++;
            skip_spaces();
            if (at_character('}')) {
                return fail("Illegal trailing comma before end of object", comma);
            }
        }
    }

    Completion finish_object(Value dict, const Value& pairs) {
        if (!hooks_.pairs.empty()) {
            Value argument[] = {pairs};
            return vm_.call(hooks_.pairs, argument);
        }
        if (hooks_.object.empty()) return dict;
        Value argument[] = {dict};
        return vm_.call(hooks_.object, argument);
    }

    Vm& vm_;
    const Str& whole_;
    std::string_view text_;
    const Hooks& hooks_;
    std::size_t at_ = 0;
    std::size_t string_start_ = 0;
    int depth_ = 0;
};

// json.detect_encoding: byte order marks, then where the null bytes of ASCII would stand.
std::string_view encoding_of(std::string_view raw) {
    const auto is_null = [&](std::size_t i) { return raw[i] == '\0'; };
    if (raw.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
        raw.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
        return "utf-32";
    }
    if (raw.starts_with("\xFF\xFE") || raw.starts_with("\xFE\xFF")) return "utf-16";
    if (raw.starts_with("\xEF\xBB\xBF")) return "utf-8-sig";
    if (raw.size() >= 4) {
        if (is_null(0)) return is_null(1) ? "utf-32-be" : "utf-16-be";
        if (is_null(1)) return is_null(2) && is_null(3) ? "utf-32-le" : "utf-16-le";
    } else if (raw.size() == 2) {
        if (is_null(0)) return "utf-16-be";
        if (is_null(1)) return "utf-16-le";
    }
    return "utf-8";
}

Completion text_to_read(Vm& vm, const Value& given) {
    if (is_text(given)) return plain(given);
    if (!plain(given).is(Kind::Bytes)) {
        return vm.raise("TypeError", fmt::format("the JSON object must be str, bytes or bytearray, "
                                                 "not {}",
                                                 type_name_of(vm, given)));
    }
    return decode_bytes(vm, given, encoding_of(plain(given).as<Bytes>()->view()), "surrogatepass");
}

Completion json_loads(Vm& vm, Native& self, CallArgs args) {
    Value given, cls, strict;
    Hooks hooks;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"s", &given},
                      {"cls", &cls, kKeywordOnly},
                      {"object_hook", &hooks.object, kKeywordOnly},
                      {"parse_float", &hooks.parse_float, kKeywordOnly},
                      {"parse_int", &hooks.parse_int, kKeywordOnly},
                      {"parse_constant", &hooks.parse_constant, kKeywordOnly},
                      {"object_pairs_hook", &hooks.pairs, kKeywordOnly},
                      {"strict", &strict, kKeywordOnly}}));
    if (!cls.empty() && !cls.is_none()) return not_offered(vm, "json.loads(cls=...)");
    for (Value* hook : {&hooks.object, &hooks.pairs, &hooks.parse_constant}) {
        if (hook->is_none()) *hook = Value();
    }
    hooks.strict = !strict.is_false();
    AW_GUEST(const Value text, text_to_read(vm, given));
    return JsonReader(vm, *text.as<Str>(), hooks).read_document();
}

}  // namespace

void install_json_reader(Vm& vm, Module& module) {
    JsonState& state = json_state(vm);
    state.decode_error =
        &make_class(vm, "JSONDecodeError", {vm.exception_class("ValueError")}, "json.decoder");
    set(vm, module, "JSONDecodeError", class_value(*state.decode_error));
    def(vm, module, "loads", json_loads);
}

}  // namespace lang
