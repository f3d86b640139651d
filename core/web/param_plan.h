// web/param_plan.h -- what one parameter of a signature means: a dependency, a field of the
// request, or something FastAPI hands over by type. FastAPI dependencies/utils.py analyze_param.
// Errors: the assertions FastAPI raises for contradictions, as the guest's exception.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "web/depend_plan.h"

namespace web {

// Exactly one is set.
struct ParameterMeaning {
    lang::Value depends;     // an instance with a DependsMark, or empty
    lang::Value dependency;  // with depends: what to call
    std::optional<ParameterPlan> field;
    std::optional<Provided> provided;
};

lang::Completion read_parameter(lang::Vm& vm, const SignatureParameter& parameter,
                                std::span<const std::string> path_names, ParameterMeaning& out);

// The fields of OAuth2PasswordRequestForm and its strict kin.
lang::Completion grant_form_fields(lang::Vm& vm, bool strict, std::vector<ParameterPlan>& out);

// "Invalid args for response field! ..." about this annotation.
lang::Completion raise_invalid_field(lang::Vm& vm, const lang::Value& annotation);

}  // namespace web
