// web/validate_function.h -- calling the validators of the program. Stays in this folder.
#pragma once

#include "web/validate_internal.h"

namespace web {

// The ValidationInfo of this place.
lang::Value make_validation_info(Validation& v);
// Empty: an error was noted; it shows `shown` as the input.
lang::Completion call_validator(Validation& v, const lang::Value& function, bool takes_info,
                                const lang::Value& argument, const lang::Value& shown);

}  // namespace web
