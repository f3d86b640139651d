// web/param_read.h -- the value of one parameter of one request: found, defaulted, validated.
// FastAPI dependencies/utils.py request_params_to_args, request_body_to_args.
#pragma once

#include "web/exchange.h"

namespace web {

// Into `out`. Left empty when it is not valid; what is wrong is then in exchange.errors.
lang::Completion read_request_parameter(Exchange& exchange, const ParameterPlan& parameter,
                                        lang::Value& out);
lang::Completion read_body_parameter(Exchange& exchange, const ParameterPlan& parameter,
                                     lang::Value& out);

// The texts of the path's parameters as their convertors give them: {n:int} is an int.
lang::Completion convert_path(Exchange& exchange);

}  // namespace web
