// web/param_model.h -- models as Query(), Header(), Cookie() or Form() parameters: their fields are
// taken out of the request one by one, what is left over goes in as it came. FastAPI
// dependencies/utils.py _request_param_model_to_args, _extract_form_model.
#pragma once

#include "web/exchange.h"
#include "web/model_plan.h"

namespace web {

// The model that a parameter of this type stands for: X, or the X of X | None. Null: none.
const FieldType* param_model(const FieldType& type);

// How a request calls a field of the model, and the key under which the model looks for it; the one
// that counts first. FastAPI _get_param_aliases.
struct RequestName {
    std::string key;
    std::string name;
};
RequestName request_name(const ModelPlan& plan, const ModelField& field, bool dashes);

// What the request says, as a Dict by validation alias; empty: it says nothing and need not.
lang::Completion model_in_request(Exchange& exchange, const ParameterPlan& parameter);

// All fields of the form, as a Dict.
lang::Value form_in_request(Exchange& exchange);

// Errors from `from` on: a header is told by its dashed name.
void name_headers(const ParameterPlan& parameter, std::size_t from,
                  std::vector<FieldError>& errors);

}  // namespace web
