// Replacing: the texts with \1 and \g<name> in them, Pattern.sub and subn.
#include <fmt/format.h>

#include <utility>

#include "lang/lib_re_internal.h"
#include "lang/regex_syntax_internal.h"
#include "lang/str.h"
#include "lang/text_quote.h"
#include "lang/unicode.h"

namespace lang {
namespace {

bool is_reference_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_octal(char32_t c) { return c >= U'0' && c <= U'7'; }

// Reads one replacement text from left to right.
class TemplateReader {
  public:
    TemplateReader(Vm& vm, const RePattern& pattern, const Value& text, ReTemplate& out)
        : vm_(vm), pattern_(pattern), text_(text), out_(out) {
        const Value& held = plain(text);
        if (const Str* str = held.try_as<Str>()) {
            for (std::size_t at = 0; at < str->size;)
                points_.push_back(next_point(str->view(), at));
        } else {
            for (const char c : held.as<Bytes>()->view())
                points_.push_back(static_cast<unsigned char>(c));
        }
    }

    Completion read() {
        while (at_ < points_.size()) {
            const char32_t c = points_[at_++];
            if (c != U'\\') {
                add(c);
                continue;
            }
            if (at_ == points_.size()) return fail("bad escape (end of pattern)", 1);
            AW_GUEST_DO(escape(points_[at_++]));
        }
        if (!literal_.empty()) out_.pieces.push_back({std::move(literal_), -1});
        return Completion::none();
    }

  private:
    void add(char32_t point) {
        if (pattern_.is_text) {
            append_point(literal_, point);
        } else {
            literal_.push_back(static_cast<char>(point));
        }
    }
    bool next_is(bool (*test)(char32_t)) const {
        return at_ < points_.size() && test(points_[at_]);
    }
    Completion fail(std::string message, std::size_t back) {
        return raise_pattern_error(vm_, text_, {std::move(message), at_ - back, false});
    }
    Completion group(std::int64_t number, std::size_t back) {
        if (number >= static_cast<std::int64_t>(pattern_.groups.size()))
            return fail(fmt::format("invalid group reference {}", number), back);
        out_.pieces.push_back({std::exchange(literal_, {}), static_cast<int>(number)});
        return Completion::none();
    }

    Completion escape(char32_t c) {
        if (c == U'g') return named();
        if (is_reference_digit(c)) return number(c);
        constexpr std::u32string_view kLetters = U"abfnrtv\\", kMeaning = U"\a\b\f\n\r\t\v\\";
        if (const std::size_t known = kLetters.find(c); known != kLetters.npos) {
            add(kMeaning[known]);
            return Completion::none();
        }
        if ((c | 32U) >= U'a' && (c | 32U) <= U'z' && c < 128)
            return fail("bad escape \\" + regex_text({&c, 1}), 2);
        add(U'\\');
        add(c);
        return Completion::none();
    }

    Completion named() {
        if (at_ == points_.size() || points_[at_] != U'<') return fail("missing <", 0);
        const std::size_t start = ++at_;
        while (at_ < points_.size() && points_[at_] != U'>') ++at_;
        const std::u32string name = points_.substr(start, at_ - start);
        if (at_ == points_.size()) {
            if (name.empty()) return fail("missing group name", 0);
            return fail("missing >, unterminated name", name.size());
        }
        ++at_;
        if (name.empty()) return fail("missing group name", 1);
        bool number = true, identifier = !is_reference_digit(name[0]);
        for (const char32_t c : name) {
            number = number && is_reference_digit(c);
            identifier = identifier && (c == U'_' || is_char(c, CharClass::IdentifierContinue));
        }
        const std::string text = regex_text(name);
        if (number) {
            std::int64_t value = 0;
            for (const char32_t c : name)
                value = std::min<std::int64_t>(value * 10 + (c - U'0'), 1'000'000'000);
            return group(value, name.size() + 1);
        }
        if (!identifier)
            return fail("bad character in group name " + quote_text(text), name.size() + 1);
        const Value known = dict_find(*pattern_.group_index.as<Dict>(), text);
        if (known.empty()) return vm_.raise("IndexError", "unknown group name " + quote_text(text));
        return group(known.as_small(), name.size() + 1);
    }

    Completion number(char32_t first) {
        std::u32string digits(1, first);
        if (first == U'0') {
            while (digits.size() < 3 && next_is(is_octal)) digits += points_[at_++];
            return octal(digits);
        }
        if (next_is(is_reference_digit)) {
            digits += points_[at_++];
            if (is_octal(digits[0]) && is_octal(digits[1]) && next_is(is_octal)) {
                digits += points_[at_++];
                return octal(digits);
            }
        }
        std::int64_t value = 0;
        for (const char32_t c : digits) value = value * 10 + (c - U'0');
        return group(value, digits.size());
    }

    Completion octal(const std::u32string& digits) {
        char32_t value = 0;
        for (const char32_t c : digits) value = value * 8 + (c - U'0');
        if (value > 0377) {
            return fail(
                fmt::format("octal escape value \\{} outside of range 0-0o377", regex_text(digits)),
                digits.size() + 1);
        }
        add(value);
        return Completion::none();
    }

    Vm& vm_;
    const RePattern& pattern_;
    const Value& text_;
    ReTemplate& out_;
    std::u32string points_;
    std::size_t at_ = 0;
    std::string literal_;
};

}  // namespace

Completion parse_template(Vm& vm, const RePattern& pattern, const Value& text, ReTemplate* out) {
    const Value& held = plain(text);
    if (!(pattern.is_text ? held.is(Kind::Str) : held.is(Kind::Bytes))) {
        return vm.raise("TypeError", fmt::format("expected {} instance, {} found",
                                                 pattern.is_text ? "str" : "a bytes-like object",
                                                 type_name_of(vm, text)));
    }
    const std::string_view bytes =
        held.is(Kind::Str) ? held.as<Str>()->view() : held.as<Bytes>()->view();
    if (!vm.has_room(bytes.size() * 8)) return vm.out_of_memory();
    if (!vm.charge(bytes.size() / 8)) return vm.out_of_steps();
    return TemplateReader(vm, pattern, text, *out).read();
}

std::string expand_template(const ReTemplate& parsed, std::string_view subject,
                            const std::vector<RegexSpan>& spans) {
    std::string out;
    for (const ReTemplate::Piece& piece : parsed.pieces) {
        out += piece.literal;
        if (piece.group < 0) continue;
        const RegexSpan& span = spans[static_cast<std::size_t>(piece.group)];
        if (span.begin < 0) continue;
        out += subject.substr(static_cast<std::size_t>(span.begin),
                              static_cast<std::size_t>(span.end - span.begin));
    }
    return out;
}

namespace {

struct Replacement {
    Value function;  // empty: the template
    ReTemplate text;
};

// What stands in for one match: added to `out`.
Completion add_replacement(Vm& vm, const Value& pattern, const ReSubject& subject,
                           const Replacement& replacement, const std::vector<RegexSpan>& spans,
                           TextBuilder& out) {
    const RePattern& compiled = *payload_of<RePattern>(pattern);
    if (replacement.function.empty()) {
        for (const ReTemplate::Piece& piece : replacement.text.pieces) {
            const RegexSpan span =
                piece.group < 0 ? RegexSpan{} : spans[static_cast<std::size_t>(piece.group)];
            out.add(piece.literal);
            if (span.begin >= 0)
                out.add(subject.bytes.substr(static_cast<std::size_t>(span.begin),
                                             static_cast<std::size_t>(span.end - span.begin)));
        }
        return Completion::none();
    }
    Value argument[] = {make_match(vm, pattern, subject, spans)};
    AW_GUEST(const Value result, vm.call(replacement.function, argument));
    const Value& held = plain(result);
    if (compiled.is_text ? held.is(Kind::Str) : held.is(Kind::Bytes)) {
        out.add(compiled.is_text ? held.as<Str>()->view() : held.as<Bytes>()->view());
        return Completion::none();
    }
    if (result.is_none()) return Completion::none();
    return vm.raise("TypeError",
                    compiled.is_text
                        ? fmt::format("sequence item 0: expected str instance, {} found",
                                      type_name_of(vm, result))
                        : fmt::format("sequence item 0: expected a bytes-like object, {} found",
                                      type_name_of(vm, result)));
}

Completion substitute(Vm& vm, Native& self, CallArgs args, std::int64_t* replaced) {
    AW_PAYLOAD_SELF(RePattern, pattern, "re.Pattern");
    Value given, string, count = Value::small(0);
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"repl", &given}, {"string", &string}, {"count", &count, kOptional}}));
    std::int64_t left = 0;
    AW_GUEST_DO(read_index(vm, count, &left));
    if (left == 0) left = -1;
    Replacement replacement;
    if (vm.is_callable(given)) {
        replacement.function = given;
    } else {
        AW_GUEST_DO(parse_template(vm, *pattern, given, &replacement.text));
    }
    ReSubject subject;
    AW_GUEST_DO(re_subject(vm, *pattern, string, {}, {}, &subject));
    TextBuilder out(vm);
    ReWalk walk(0);
    std::vector<RegexSpan> spans;
    std::size_t from = 0;
    for (; left != 0; --left) {
        AW_GUEST(const Value more, walk.next(vm, *pattern, subject, &spans));
        if (!more.is_true()) break;
        const auto begin = static_cast<std::size_t>(spans[0].begin);
        out.add(subject.bytes.substr(from, begin - from));
        AW_GUEST_DO(add_replacement(vm, args.positional[0], subject, replacement, spans, out));
        if (out.full()) return out.failure();
        from = static_cast<std::size_t>(spans[0].end);
        ++*replaced;
    }
    out.add(subject.bytes.substr(from));
    return pattern->is_text ? out.finish() : out.finish_bytes();
}

}  // namespace

Completion pattern_sub(Vm& vm, Native& self, CallArgs args) {
    std::int64_t replaced = 0;
    return substitute(vm, self, args, &replaced);
}

Completion pattern_subn(Vm& vm, Native& self, CallArgs args) {
    std::int64_t replaced = 0;
    AW_GUEST(const Value text, substitute(vm, self, args, &replaced));
    const Value both[] = {text, Value::small(replaced)};
    return vm.heap().make_tuple(both);
}

}  // namespace lang
