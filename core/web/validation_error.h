// web/validation_error.h -- pydantic_core.ValidationError and the exceptions that validators raise
// on purpose: PydanticCustomError, PydanticKnownError. pydantic-core errors/.
#pragma once

#include <string>
#include <vector>

#include "lang/native.h"
#include "web/validate.h"

namespace web {

struct ValidationErrorPayload final : lang::Payload {
    std::string title;
    std::vector<FieldError> errors;
    bool hide_input = false;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

lang::Completion raise_model_errors(lang::Vm& vm, std::string title, std::vector<FieldError> errors,
                                    bool hide_input = false);
// The errors behind a ValidationError; null for any other exception.
const ValidationErrorPayload* model_errors_of(const lang::Value& exception);

// "value is {name}" with the values of ctx.
std::string fill_template(lang::Vm& vm, std::string_view text, const lang::Value& ctx);

}  // namespace web
