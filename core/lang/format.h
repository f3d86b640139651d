// lang/format.h -- the format specification mini-language and what uses it: format(), f-strings,
// str.format. Source: Python 3.14 library reference, "Format Specification Mini-Language".
// Errors: ValueError and TypeError with CPython's words; a width that does not fit ends in
// limit:memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lang/vm.h"

namespace lang {

struct FormatSpec {
    std::string fill = " ";         // one code point
    char align = 0;                 // < > ^ = or 0: the type's own
    char sign = 0;                  // + - space or 0
    bool no_negative_zero = false;  // z
    bool alternate = false;         // #
    bool zero = false;              // 0 before the width
    std::int64_t width = -1;
    char grouping = 0;  // , or _
    std::int64_t precision = -1;
    char fraction_grouping = 0;  // , or _ behind the precision
    char type = 0;
    std::string_view type_name;  // for messages
};

Completion parse_format_spec(Vm& vm, std::string_view spec, std::string_view type_name,
                             FormatSpec* out);
Completion format_text(Vm& vm, std::string_view text, const FormatSpec& spec);
Completion format_integer(Vm& vm, const Value& integer, const FormatSpec& spec);
Completion format_float(Vm& vm, double value, const FormatSpec& spec);
// Digits with their sign and prefix, laid out: shared with % formatting.
struct NumberText {
    std::string sign, prefix, digits, rest;  // rest: from the point or exponent on
};
Completion lay_out_number(Vm& vm, NumberText number, const FormatSpec& spec);

// text.format(*args, **keywords)
Completion format_template(Vm& vm, std::string_view text, CallArgs args, const Value& mapping);

}  // namespace lang
