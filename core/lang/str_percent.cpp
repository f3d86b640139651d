// `format % values`. Source: Python library reference, "printf-style String Formatting".
#include <fmt/format.h>

#include <algorithm>

#include "lang/arguments.h"
#include "lang/format.h"
#include "lang/int.h"
#include "lang/repr.h"
#include "lang/str.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

struct Conversion {
    FormatSpec spec;
    Value mapped;  // the value of %(name)s; empty otherwise
    char type = 0;
};

// The format while it is read, and the values it takes.
class Percent {
  public:
    Percent(Vm& vm, std::string_view format, const Value& values, bool for_bytes)
        : vm_(vm), format_(format), values_(values), for_bytes_(for_bytes), out_(vm) {
        const Value& p = plain(values);
        tuple_ = p.try_as<Tuple>();
        const bool maps =
            p.is(Kind::Dict) || (values.is(Kind::Instance) &&
                                 !vm.find_in_class(vm.class_of(values), "__getitem__").empty());
        mapping_ = tuple_ == nullptr && maps && !p.is(Kind::Str);
    }

    Completion run() {
        while (at_ < format_.size() && !out_.full()) {
            const std::size_t sign = std::min(format_.find('%', at_), format_.size());
            out_.add(format_.substr(at_, sign - at_));
            at_ = sign;
            if (at_ == format_.size()) break;
            ++at_;
            if (!vm_.charge(2)) return vm_.out_of_steps();
            Conversion conversion;
            AW_GUEST_DO(read_conversion(conversion));
            AW_GUEST_DO(convert(conversion));
        }
        const bool all_used = tuple_ != nullptr ? taken_ >= tuple_->size
                                                : taken_ > 0 || mapping_ || is_list_or_mapping();
        if (!all_used) {
            return vm_.raise("TypeError",
                             fmt::format("not all arguments converted during {} formatting",
                                         for_bytes_ ? "bytes" : "string"));
        }
        return for_bytes_ ? out_.finish_bytes() : out_.finish();
    }

  private:
    bool is_list_or_mapping() const {
        return plain(values_).is(Kind::List) || plain(values_).is(Kind::Range);
    }

    Completion next_value(Value* out) {
        if (tuple_ != nullptr ? taken_ < tuple_->size : taken_ == 0) {
            *out = tuple_ != nullptr ? tuple_->items[taken_] : values_;
            ++taken_;
            return Completion::none();
        }
        return vm_.raise("TypeError", "not enough arguments for format string");
    }

    bool peek(char c) const { return at_ < format_.size() && format_[at_] == c; }

    Completion read_name(Conversion& conversion) {
        if (!mapping_) return vm_.raise("TypeError", "format requires a mapping");
        const std::size_t start = ++at_;
        for (int depth = 1; at_ < format_.size(); ++at_) {
            if (format_[at_] == '(') ++depth;
            if (format_[at_] == ')' && --depth == 0) break;
        }
        if (at_ >= format_.size()) return vm_.raise("ValueError", "incomplete format key");
        const std::string_view name = format_.substr(start, at_ - start);
        ++at_;
        const Value key = for_bytes_ ? vm_.heap().make_bytes(name) : vm_.heap().make_str(name);
        AW_GUEST(conversion.mapped, vm_.get_item(values_, key));
        return Completion::none();
    }

    // Digits, or * for the next value.
    Completion read_number(std::int64_t* out) {
        if (peek('*')) {
            ++at_;
            Value value;
            AW_GUEST_DO(next_value(&value));
            if (!is_integer(value)) return vm_.raise("TypeError", "* wants int");
            return read_index(vm_, value, out);
        }
        for (; at_ < format_.size() && format_[at_] >= '0' && format_[at_] <= '9'; ++at_) {
            constexpr std::int64_t kTooLarge = 922337203685477580;
            *out = std::max<std::int64_t>(*out, 0) * 10 + (format_[at_] - '0');
            if (*out >= kTooLarge) return vm_.raise("ValueError", "width too big");
        }
        return Completion::none();
    }

    Completion read_conversion(Conversion& conversion) {
        FormatSpec& spec = conversion.spec;
        if (peek('(')) AW_GUEST_DO(read_name(conversion));
        for (; at_ < format_.size(); ++at_) {
            const char c = format_[at_];
            if (c == '-') {
                spec.align = '<';
            } else if (c == '+') {
                spec.sign = '+';
            } else if (c == ' ') {
                if (spec.sign == 0) spec.sign = ' ';
            } else if (c == '#') {
                spec.alternate = true;
            } else if (c == '0') {
                spec.zero = true;
            } else {
                break;
            }
        }
        AW_GUEST_DO(read_number(&spec.width));
        if (spec.width < -1) {
            spec.align = '<';
            spec.width = -spec.width;
        }
        if (peek('.')) {
            ++at_;
            spec.precision = 0;
            AW_GUEST_DO(read_number(&spec.precision));
            spec.precision = std::max<std::int64_t>(spec.precision, 0);
        }
        while (peek('h') || peek('l') || peek('L')) ++at_;
        if (at_ >= format_.size()) return vm_.raise("ValueError", "incomplete format");
        conversion.type = format_[at_++];
        return Completion::none();
    }

    Completion convert(Conversion& conversion) {
        if (conversion.type == '%') {
            out_.add("%");
            return Completion::none();
        }
        constexpr std::string_view kKnown = "sradiuoxXeEfFgGcb";
        if (kKnown.find(conversion.type) == std::string_view::npos ||
            (conversion.type == 'b' && !for_bytes_)) {
            std::size_t at = at_ - 1;
            const auto point = static_cast<std::uint32_t>(next_point(format_, at));
            const bool shown = point >= 32 && point < 127;
            return vm_.raise("ValueError",
                             fmt::format("unsupported format character '{}' ({:#x}) at index {}",
                                         shown ? static_cast<char>(point) : '?', point,
                                         count_points(format_.substr(0, at_ - 1))));
        }
        Value value = conversion.mapped;
        if (value.empty()) AW_GUEST_DO(next_value(&value));
        AW_GUEST(const Value text, text_of_value(conversion, value));
        out_.add(text_of(text));
        return Completion::none();
    }

    Completion text_of_value(Conversion& conversion, const Value& value) {
        switch (conversion.type) {
            case 's':
            case 'r':
            case 'a':
            case 'b': return convert_text(conversion, value);
            case 'c': return convert_character(conversion, value);
            case 'd':
            case 'i':
            case 'u':
            case 'o':
            case 'x':
            case 'X': return convert_integer(conversion, value);
            default: return convert_float(conversion, value);
        }
    }

    Completion pad_text(Conversion& conversion, std::string_view text) {
        FormatSpec spec;
        spec.width = conversion.spec.width;
        spec.precision = conversion.spec.precision;
        spec.align = conversion.spec.align == '<' ? '<' : '>';
        return format_text(vm_, text, spec);
    }

    void add_bytes(const Conversion& conversion, std::string_view raw) {
        const FormatSpec& spec = conversion.spec;
        if (spec.precision >= 0) raw = raw.substr(0, static_cast<std::size_t>(spec.precision));
        const std::int64_t pad =
            std::max<std::int64_t>(spec.width - static_cast<std::int64_t>(raw.size()), 0);
        if (spec.align != '<') out_.fill(" ", static_cast<std::uint64_t>(pad));
        out_.add(raw);
        if (spec.align == '<') out_.fill(" ", static_cast<std::uint64_t>(pad));
    }

    Completion convert_text(Conversion& conversion, const Value& value) {
        if (for_bytes_ && (conversion.type == 's' || conversion.type == 'b')) {
            if (const Bytes* bytes = plain_as<Bytes>(value)) {
                add_bytes(conversion, bytes->view());
                return vm_.heap().intern("");
            }
            return vm_.raise("TypeError",
                             fmt::format("%b requires a bytes-like object, or an object that "
                                         "implements __bytes__, not '{}'",
                                         type_name_of(vm_, value)));
        }
        AW_GUEST(const Value text, conversion.type == 's' ? vm_.str(value) : vm_.repr(value));
        const bool ascii = conversion.type == 'a' || (for_bytes_ && conversion.type == 'r');
        if (ascii) return pad_text(conversion, escape_non_ascii(text_of(text)));
        return pad_text(conversion, text_of(text));
    }

    Completion convert_character(Conversion& conversion, const Value& value) {
        conversion.spec.precision = -1;
        if (is_text(value) && count_points(text_of(value)) == 1) {
            return pad_text(conversion, text_of(value));
        }
        if (is_text(value)) {
            return vm_.raise("TypeError",
                             fmt::format("%c requires an int or a unicode character, not a string "
                                         "of length {}",
                                         count_points(text_of(value))));
        }
        if (!is_integer(value)) {
            return vm_.raise("TypeError",
                             fmt::format("%c requires an int or a unicode character, not {}",
                                         type_name_of(vm_, value)));
        }
        const std::optional<std::int64_t> number = to_int64(plain(value));
        if (!number || *number < 0 || *number > 0x10FFFF) {
            return vm_.raise("OverflowError", "%c arg not in range(0x110000)");
        }
        std::string text;
        append_point(text, static_cast<char32_t>(*number));
        return pad_text(conversion, text);
    }

    Completion integer_of(char type, const Value& value, Value* out) {
        const Value& p = plain(value);
        if (is_int(p)) {
            *out = p.is_bool() ? Value::small(p.is_true()) : p;
            return Completion::none();
        }
        const bool decimal = type == 'd' || type == 'i' || type == 'u';
        if (decimal && p.is(Kind::Float)) {
            AW_GUEST(*out, float_to_int(vm_, p.as<Float>()->value));
            return Completion::none();
        }
        const std::string_view special = decimal ? "__int__" : "__index__";
        if (value.is(Kind::Instance) && !vm_.find_in_class(vm_.class_of(value), special).empty()) {
            AW_GUEST(*out, vm_.call_method(value, special));
            return Completion::none();
        }
        return vm_.raise("TypeError", fmt::format("%{} format: {} is required, not {}", type,
                                                  decimal ? "a real number" : "an integer",
                                                  type_name_of(vm_, value)));
    }

    Completion convert_integer(Conversion& conversion, const Value& value) {
        Value integer;
        AW_GUEST_DO(integer_of(conversion.type, value, &integer));
        NumberText number;
        if (conversion.type == 'o' || conversion.type == 'x' || conversion.type == 'X') {
            number.digits = int_to_base(integer, conversion.type == 'o' ? 8 : 16);
            if (conversion.spec.alternate) number.prefix = std::string("0") + conversion.type;
        } else {
            AW_GUEST_DO(int_to_text(vm_, integer, number.digits));
        }
        take_sign(number, conversion.spec.sign);
        if (conversion.type == 'X') {
            for (char& c : number.digits) c = static_cast<char>(c >= 'a' ? c - 32 : c);
        }
        const std::int64_t precision = conversion.spec.precision;
        if (precision > static_cast<std::int64_t>(number.digits.size())) {
            if (!vm_.has_room(static_cast<std::size_t>(precision))) return vm_.out_of_memory();
            number.digits.insert(0, static_cast<std::size_t>(precision) - number.digits.size(),
                                 '0');
        }
        return lay_out(conversion, std::move(number));
    }

    Completion convert_float(Conversion& conversion, const Value& value) {
        const Value& p = plain(value);
        double real = 0;
        if (const Float* number = p.try_as<Float>()) {
            real = number->value;
        } else if (is_int(p)) {
            AW_GUEST(const Value converted, int_to_float(vm_, p));
            real = converted.as<Float>()->value;
        } else if (value.is(Kind::Instance) &&
                   !vm_.find_in_class(vm_.class_of(value), "__float__").empty()) {
            AW_GUEST(const Value converted, vm_.call_method(value, "__float__"));
            if (!converted.is(Kind::Float)) return vm_.raise("TypeError", "must be real number");
            real = converted.as<Float>()->value;
        } else {
            return vm_.raise("TypeError",
                             fmt::format("must be real number, not {}", type_name_of(vm_, value)));
        }
        FormatSpec spec = conversion.spec;
        spec.type = conversion.type;
        if (spec.zero && spec.align != '<') spec.fill = "0";
        if (spec.zero && spec.align == 0) spec.align = '=';
        return format_float(vm_, real, spec);
    }

    static void take_sign(NumberText& number, char wanted) {
        if (number.digits[0] == '-') {
            number.sign = "-";
            number.digits.erase(0, 1);
        } else if (wanted != 0) {
            number.sign = std::string(1, wanted);
        }
    }

    Completion lay_out(Conversion& conversion, NumberText number) {
        FormatSpec spec = conversion.spec;
        if (spec.align != '<' && spec.zero) {
            spec.fill = "0";
            spec.align = '=';
        }
        return lay_out_number(vm_, std::move(number), spec);
    }

    Vm& vm_;
    std::string_view format_;
    const Value& values_;
    bool for_bytes_;
    const Tuple* tuple_ = nullptr;
    bool mapping_ = false;
    std::uint32_t taken_ = 0;
    std::size_t at_ = 0;
    TextBuilder out_;
};

}  // namespace

Completion str_percent(Vm& vm, const Value& format, const Value& values) {
    return Percent(vm, text_of(format), values, false).run();
}

Completion bytes_percent(Vm& vm, const Value& format, const Value& values) {
    return Percent(vm, plain(format).as<Bytes>()->view(), values, true).run();
}

}  // namespace lang
