// Case and character classes: methods of str that look at every code point.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/str.h"

namespace lang {
namespace {

Completion no_arguments(Vm& vm, const Native& self, CallArgs args, std::string_view type) {
    if (args.positional.size() == 1 && args.keywords.empty()) return Completion::none();
    if (!args.keywords.empty()) {
        return vm.raise("TypeError",
                        fmt::format("{}.{}() takes no keyword arguments", type, self.name));
    }
    return vm.raise("TypeError", fmt::format("{}.{}() takes no arguments ({} given)", type,
                                             self.name, args.positional.size() - 1));
}

// Greek capital sigma is written differently at the end of a word (Unicode 3.13, Final_Sigma).
bool is_final_sigma(std::string_view text, std::size_t at) {
    std::size_t before = at;
    bool cased_before = false;
    while (before > 0) {
        const char32_t point = point_before(text, before);
        if (is_char(point, CharClass::CaseIgnorable)) continue;
        cased_before = is_char(point, CharClass::Cased);
        break;
    }
    if (!cased_before) return false;
    std::size_t after = at;
    next_point(text, after);
    while (after < text.size()) {
        const char32_t point = next_point(text, after);
        if (is_char(point, CharClass::CaseIgnorable)) continue;
        return !is_char(point, CharClass::Cased);
    }
    return true;
}

void append_lower(std::string& out, std::string_view text, std::size_t at, char32_t point) {
    constexpr char32_t kSigma = 0x3A3;
    if (point == kSigma) {
        append_point(out, is_final_sigma(text, at) ? 0x3C2 : 0x3C3);
    } else {
        append_mapped(out, point, CaseMapping::Lower);
    }
}

// Runs `append(out, at, point)` over the text; the result is the new text.
template <class Append>
Completion map_points(Vm& vm, std::string_view text, Append append) {
    if (!vm.has_room(text.size() * 3)) return vm.out_of_memory();
    if (!vm.charge(text.size() / 16)) return vm.out_of_steps();
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t point = next_point(text, at);
        append(out, here, point);
    }
    return vm.heap().make_str(out);
}

template <CaseMapping mapping>
Completion str_map(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    return map_points(vm, text->view(), [&](std::string& out, std::size_t at, char32_t point) {
        if (mapping == CaseMapping::Lower) {
            append_lower(out, text->view(), at, point);
        } else {
            append_mapped(out, point, mapping);
        }
    });
}

Completion str_capitalize(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    return map_points(vm, text->view(), [&](std::string& out, std::size_t at, char32_t point) {
        if (at == 0) {
            append_mapped(out, point, CaseMapping::Title);
        } else {
            append_lower(out, text->view(), at, point);
        }
    });
}

Completion str_title(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    bool inside = false;
    return map_points(vm, text->view(), [&](std::string& out, std::size_t at, char32_t point) {
        if (inside) {
            append_lower(out, text->view(), at, point);
        } else {
            append_mapped(out, point, CaseMapping::Title);
        }
        inside = is_char(point, CharClass::Cased);
    });
}

Completion str_swapcase(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    return map_points(vm, text->view(), [&](std::string& out, std::size_t at, char32_t point) {
        if (is_char(point, CharClass::Upper)) {
            append_lower(out, text->view(), at, point);
        } else if (is_char(point, CharClass::Lower)) {
            append_mapped(out, point, CaseMapping::Upper);
        } else {
            append_point(out, point);
        }
    });
}

template <class Test>
bool all_points(std::string_view text, Test test) {
    for (std::size_t at = 0; at < text.size();) {
        if (!test(next_point(text, at))) return false;
    }
    return true;
}

template <CharClass what, bool empty_counts = false>
Completion str_is(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    if (!vm.charge(text->size / 16)) return vm.out_of_steps();
    if (text->size == 0) return Value::boolean(empty_counts);
    return Value::boolean(all_points(text->view(), [](char32_t p) { return is_char(p, what); }));
}

Completion str_isalnum(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    if (text->size == 0) return Value::false_();
    return Value::boolean(all_points(text->view(), [](char32_t p) {
        return is_char(p, CharClass::Alpha) || is_char(p, CharClass::Decimal) ||
               is_char(p, CharClass::Digit) || is_char(p, CharClass::Numeric);
    }));
}

Completion str_isascii(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    return Value::boolean(text->is_ascii());
}

Completion str_isidentifier(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    if (text->size == 0) return Value::false_();
    std::size_t at = 0;
    if (!is_char(next_point(text->view(), at), CharClass::IdentifierStart)) return Value::false_();
    return Value::boolean(all_points(text->view().substr(at), [](char32_t p) {
        return is_char(p, CharClass::IdentifierContinue);
    }));
}

// All cased characters are of the one case, and there is at least one.
template <CharClass wanted>
Completion str_is_case(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    bool any = false;
    const bool fits = all_points(text->view(), [&](char32_t p) {
        if (is_char(p, wanted)) {
            any = true;
            return true;
        }
        return !is_char(p, CharClass::Cased);
    });
    return Value::boolean(fits && any);
}

Completion str_istitle(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    AW_GUEST_DO(no_arguments(vm, self, args, "str"));
    bool inside = false;
    bool any = false;
    const bool fits = all_points(text->view(), [&](char32_t p) {
        const bool capital = is_char(p, CharClass::Title) || is_char(p, CharClass::Upper);
        const bool small = is_char(p, CharClass::Lower);
        if ((capital && inside) || (small && !inside)) return false;
        inside = capital || small;
        any = any || inside;
        return true;
    });
    return Value::boolean(fits && any);
}

}  // namespace

void install_str_case(Vm& vm) {
    def_all(vm, *vm.classes.str,
            {{"upper", str_map<CaseMapping::Upper>},
             {"lower", str_map<CaseMapping::Lower>},
             {"casefold", str_map<CaseMapping::Fold>},
             {"capitalize", str_capitalize},
             {"title", str_title},
             {"swapcase", str_swapcase},
             {"isalpha", str_is<CharClass::Alpha>},
             {"isdecimal", str_is<CharClass::Decimal>},
             {"isdigit", str_is<CharClass::Digit>},
             {"isnumeric", str_is<CharClass::Numeric>},
             {"isspace", str_is<CharClass::Space>},
             {"isprintable", str_is<CharClass::Printable, true>},
             {"isalnum", str_isalnum},
             {"isascii", str_isascii},
             {"isidentifier", str_isidentifier},
             {"isupper", str_is_case<CharClass::Upper>},
             {"islower", str_is_case<CharClass::Lower>},
             {"istitle", str_istitle}});
}

}  // namespace lang
