// lang/highlight.h -- source text as coloured pieces, for the window.
// In: any text, broken source too. Out: spans in order that do not overlap; what lies between
// them (blanks, plain punctuation) has no colour. Errors: none.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace lang {

enum class ColourKind : std::uint8_t {
    Keyword,
    Name,
    Function,  // being defined or called
    Decorator,
    Builtin,
    String,
    StringInterpolation,  // the braces of a replacement field
    Number,
    Comment,
    Operator,
};

struct ColouredSpan {
    std::uint32_t begin, end;  // bytes, half-open
    ColourKind kind;
};

std::vector<ColouredSpan> highlight(std::string_view source);

}  // namespace lang
