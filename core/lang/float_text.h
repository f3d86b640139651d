// lang/float_text.h -- doubles as CPython writes and reads them.
// Source: float.__repr__, the 'e', 'f', 'g', '%' presentation types, float() of text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lang {

std::string float_repr(double value);  // shortest text that reads back: 1.0, 1e+16, inf, nan

// type: e E f F g G; `keep_point` is '#'. Sign only when negative (also of zero).
std::string float_fixed(double value, char type, int precision, bool keep_point);

// The text between spaces, underscores between digits allowed; "inf", "nan" in any case.
std::optional<double> parse_float(std::string_view text);

// round(value, digits), halves to even on the exact decimal value.
double round_to(double value, int digits);

}  // namespace lang
