// web/model_methods.h -- what BaseModel's methods and TypeAdapter share. Stays in this folder.
#pragma once

#include <string>
#include <string_view>

#include "lang/native.h"
#include "web/validate.h"

namespace web {

// The one positional argument `name`, and strict=, from_attributes=, context= ...
lang::Completion read_validate_options(lang::Vm& vm, const lang::Native& self, lang::CallArgs args,
                                       std::string_view name, lang::Value& input,
                                       ValidateOptions& out);
// The converted value, or ValidationError raised.
lang::Completion validated_or_raise(lang::Vm& vm, const FieldType& type, const lang::Value& input,
                                    const ValidateOptions& options, const std::string& title);
lang::Completion validated_json(lang::Vm& vm, const FieldType& type, const lang::Value& input,
                                ValidateOptions options, const std::string& title);

}  // namespace web
