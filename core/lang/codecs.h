// lang/codecs.h -- text to bytes and back: UTF-8, ASCII, Latin-1, UTF-16, UTF-32.
// Errors: UnicodeEncodeError and UnicodeDecodeError as CPython's; LookupError for an encoding or
// an error handler that is not offered.
#pragma once

#include <string_view>

#include "lang/vm.h"

namespace lang {

Completion encode_text(Vm& vm, const Value& text, std::string_view encoding,
                       std::string_view errors = "strict");  // Bytes
Completion decode_bytes(Vm& vm, const Value& bytes, std::string_view encoding,
                        std::string_view errors = "strict");  // Str
// str(e) of the two exceptions, from their five arguments; empty when they are not five.
Completion unicode_error_text(Vm& vm, const Value& exception);

}  // namespace lang
