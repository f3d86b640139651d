// web/param_model.h -- models as Query(), Header(), Cookie() or Form() parameters: their fields are
// taken out of the request one by one, what is left over goes in as it came. FastAPI
// dependencies/utils.py _request_param_model_to_args, _extract_form_model.
#pragma once

#include "web/exchange.h"

namespace web {

// The model that a parameter of this type stands for: X, or the X of X | None. Null: none.
const FieldType* param_model(const FieldType& type);

// What the request says, as a Dict by validation alias; empty: it says nothing and need not.
lang::Completion model_in_request(Exchange& exchange, const ParameterPlan& parameter);

// Errors from `from` on: a header is told by its dashed name.
void name_headers(const ParameterPlan& parameter, std::size_t from,
                  std::vector<FieldError>& errors);

}  // namespace web
