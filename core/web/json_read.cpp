// json.loads without recursion: open containers are on a stack of our own. CPython 3.14
// Modules/_json.c decides where each fault is and what it says.
#include <array>

#include "base/text.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/native.h"
#include "web/jsonable.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::size_t kMaxJsonDepth = 20000;

class JsonReader {
  public:
    JsonReader(Vm& vm, std::string_view text, std::optional<JsonFault>& fault)
        : vm_(vm), text_(text), fault_(fault) {}

    Completion read() {
        Value value;
        while (true) {
            skip_space();
            AW_GUEST(value, read_value());
            // A finished value goes into the container around it; that may finish it, too.
            while (!fault_ && !value.empty() && !open_.empty()) {
                if (!vm_.charge(1)) return vm_.out_of_steps();
                if (vm_.heap().over_limit()) return vm_.out_of_memory();
                AW_GUEST(value, add_to_container(std::move(value)));
            }
            if (fault_) return Completion::none();
            if (!value.empty()) break;
        }
        skip_space();
        if (at_ < text_.size()) return fail("Extra data", at_);
        return value;
    }

  private:
    struct Open {
        Value container;
        Value key;  // objects: of the member being read
        bool is_object;
    };

    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
    void skip_space() {
        while (at(' ') || at('\t') || at('\n') || at('\r')) ++at_;
    }

    Completion fail(std::string message, std::size_t byte) {
        std::int64_t position = 0;
        for (std::size_t i = 0; i < byte && i < text_.size(); ++i)
            if ((static_cast<unsigned char>(text_[i]) & 0xC0U) != 0x80) ++position;
        fault_ = JsonFault{std::move(message), position};
        return Completion::none();
    }

    // An empty Value: a container was opened and its first item comes next.
    Completion read_value() {
        switch (peek()) {
            case '"': return read_string();
            case '{': return open_object();
            case '[': return open_array();
            default: break;
        }
        if (take("null")) return Value::none();
        if (take("true")) return Value::true_();
        if (take("false")) return Value::false_();
        if (take("NaN")) return vm_.heap().make_float(__builtin_nan(""));
        if (take("Infinity")) return vm_.heap().make_float(__builtin_inf());
        if (take("-Infinity")) return vm_.heap().make_float(-__builtin_inf());
        return read_number();
    }

    bool take(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }

    Completion open_array() {
        ++at_;
        skip_space();
        Value list = vm_.heap().make_list();
        if (at(']')) {
            ++at_;
            return list;
        }
        return push({std::move(list), Value(), false});
    }

    Completion open_object() {
        ++at_;
        skip_space();
        Value dict = vm_.heap().make_dict();
        if (at('}')) {
            ++at_;
            return dict;
        }
        AW_GUEST_DO(push({std::move(dict), Value(), true}));
        return read_key();
    }

    Completion push(Open open) {
        if (open_.size() == kMaxJsonDepth)
            return vm_.raise("RecursionError",
                             "maximum recursion depth exceeded while decoding a JSON document");
        open_.push_back(std::move(open));
        return Value();
    }

    Completion read_key() {
        if (!at('"')) return fail("Expecting property name enclosed in double quotes", at_);
        AW_GUEST(open_.back().key, read_string());
        if (fault_) return Completion::none();
        skip_space();
        if (!at(':')) return fail("Expecting ':' delimiter", at_);
        ++at_;
        return Value();
    }

    // The container when this was its last item; empty when another one follows or at a fault.
    Completion add_to_container(Value value) {
        Open& open = open_.back();
        if (open.is_object)
            lang::dict_put(vm_, *open.container.as<lang::Dict>(), lang::text_of(open.key),
                           std::move(value));
        else
            open.container.as<lang::List>()->items.push_back(std::move(value));
        skip_space();
        const char close = open.is_object ? '}' : ']';
        if (at(close)) {
            ++at_;
            Value done = std::move(open.container);
            open_.pop_back();
            return done;
        }
        if (!at(',')) return fail("Expecting ',' delimiter", at_);
        const std::size_t comma = at_++;
        skip_space();
        if (at(close))
            return fail(open.is_object ? "Illegal trailing comma before end of object"
                                       : "Illegal trailing comma before end of array",
                        comma);
        return open.is_object ? read_key() : Completion(Value());
    }

    Completion read_number() {
        const std::size_t begin = at_;
        std::size_t end = at_ + (at('-') ? 1 : 0);
        const auto digit_at = [&](std::size_t i) {
            return i < text_.size() && base::is_digit(text_[i]);
        };
        if (!digit_at(end)) return fail("Expecting value", begin);
        if (text_[end] == '0')
            ++end;
        else
            while (digit_at(end)) ++end;
        bool is_float = false;
        if (end < text_.size() && text_[end] == '.' && digit_at(end + 1)) {
            is_float = true;
            ++end;
            while (digit_at(end)) ++end;
        }
        if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
            const bool sign =
                end + 1 < text_.size() && (text_[end + 1] == '+' || text_[end + 1] == '-');
            std::size_t digits = end + (sign ? 2 : 1);
            if (digit_at(digits)) {
                is_float = true;
                while (digit_at(digits)) ++digits;
                end = digits;
            }
        }
        at_ = end;
        const std::string_view number = text_.substr(begin, end - begin);
        if (!is_float) return lang::int_from_text(vm_, number, 10, number);
        return vm_.heap().make_float(lang::parse_float(number).value_or(0));
    }

    Completion read_string() {
        const std::size_t begin = at_++;
        std::string decoded;
        std::size_t plain = at_;
        while (true) {
            while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
                   static_cast<unsigned char>(text_[at_]) >= 0x20)
                ++at_;
            decoded.append(text_.substr(plain, at_ - plain));
            if (at_ >= text_.size()) return fail("Unterminated string starting at", begin);
            if (text_[at_] == '"') break;
            if (text_[at_] != '\\') return fail("Invalid control character at", at_);
            if (at_ + 1 == text_.size()) return fail("Unterminated string starting at", begin);
            AW_GUEST_DO(read_escape(decoded));
            if (fault_) return Completion::none();
            plain = at_;
        }
        ++at_;
        if (!vm_.charge(decoded.size() / 64)) return vm_.out_of_steps();
        if (!vm_.has_room(decoded.size())) return vm_.out_of_memory();
        return vm_.heap().make_str(decoded);
    }

    // at_ is at the backslash and ends up behind the escape.
    Completion read_escape(std::string& decoded) {
        static constexpr std::string_view kLetters = "\"\\/bfnrt";
        static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        const std::size_t begin = at_;
        const char letter = text_[at_ + 1];
        at_ += 2;
        if (letter != 'u') {
            const std::size_t which = kLetters.find(letter);
            if (which == std::string_view::npos) return fail("Invalid \\escape", begin);
            decoded.push_back(kMeanings[which]);
            return Completion::none();
        }
        std::uint32_t point = 0;
        if (!read_hex4(point)) return fail("Invalid \\uXXXX escape", begin + 1);
        std::uint32_t low = 0;
        const std::size_t after = at_;
        if (point >= 0xD800 && point < 0xDC00 && text_.substr(at_, 2) == "\\u") {
            at_ += 2;
            if (read_hex4(low) && low >= 0xDC00 && low < 0xE000)
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
            else
                at_ = after;
        }
        append_point(decoded, point);
        return Completion::none();
    }

    bool read_hex4(std::uint32_t& point) {
        if (at_ + 4 > text_.size()) return false;
        point = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = text_[at_ + static_cast<std::size_t>(i)];
            const int digit = base::is_digit(c)      ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (digit < 0) return false;
            point = point * 16 + static_cast<std::uint32_t>(digit);
        }
        at_ += 4;
        return true;
    }

    // Also lone surrogates, as guest text holds them.
    static void append_point(std::string& out, std::uint32_t point) {
        const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
        if (point < 0x80) return put(point);
        if (point < 0x800) return put(0xC0 | (point >> 6)), put(0x80 | (point & 0x3F));
        if (point < 0x10000)
            put(0xE0 | (point >> 12));
        else
            put(0xF0 | (point >> 18)), put(0x80 | ((point >> 12) & 0x3F));
        put(0x80 | ((point >> 6) & 0x3F));
        put(0x80 | (point & 0x3F));
    }

    Vm& vm_;
    std::string_view text_;
    std::optional<JsonFault>& fault_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
};

// json.detect_encoding.
std::string_view encoding_of(std::string_view bytes) {
    const auto is_null = [&](std::size_t i) { return bytes[i] == '\0'; };
    if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
        bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
        return "utf-32";
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "utf-16";
    if (bytes.starts_with("\xEF\xBB\xBF")) return "utf-8-sig";
    if (bytes.size() >= 4) {
        if (is_null(0)) return is_null(1) ? "utf-32-be" : "utf-16-be";
        if (is_null(1)) return is_null(2) && is_null(3) ? "utf-32-le" : "utf-16-le";
    } else if (bytes.size() == 2) {
        if (is_null(0)) return "utf-16-be";
        if (is_null(1)) return "utf-16-le";
    }
    return "utf-8";
}

}  // namespace

Completion json_value(Vm& vm, std::string_view utf8, std::optional<JsonFault>& fault) {
    fault.reset();
    if (utf8.starts_with("\xEF\xBB\xBF")) {
        fault = JsonFault{"Unexpected UTF-8 BOM (decode using utf-8-sig)", 0};
        return Completion::none();
    }
    return JsonReader(vm, utf8, fault).read();
}

Completion json_value_of_bytes(Vm& vm, std::string_view bytes, std::optional<JsonFault>& fault) {
    fault.reset();
    const std::string_view encoding = encoding_of(bytes);
    if (encoding == "utf-8-sig") bytes.remove_prefix(3);
    if (encoding.starts_with("utf-8") && base::is_utf8(bytes)) return json_value(vm, bytes, fault);
    std::array arguments{vm.heap().make_ascii(encoding.starts_with("utf-8") ? "utf-8" : encoding),
                         vm.heap().make_ascii("surrogatepass")};
    AW_GUEST(const Value text,
             vm.call_method(vm.heap().make_bytes(bytes), "decode", std::span<Value>(arguments)));
    return json_value(vm, lang::text_of(text), fault);
}

}  // namespace web
