// web/openapi_models.h -- fastapi.openapi.models as far as security schemes need it: OAuthFlows,
// APIKey, HTTPBearer ..., and what the OpenAPI document says about a scheme.
// Errors: TypeError for a keyword that a model does not have.
#pragma once

#include <string>

#include "lang/native.h"

namespace web {

struct WebState;
void install_openapi_models(lang::Vm& vm, WebState& state);
void load_openapi_models(lang::Vm& vm, lang::Module& module);

// {"password": {"tokenUrl": ...}} as an OAuthFlows object; one that is given stays as it is.
lang::Completion make_flows(lang::Vm& vm, const lang::Value& given);

// A security scheme as the document has it: a dict of what its `model` says. `name` is its
// scheme_name.
lang::Completion security_definition(lang::Vm& vm, const lang::Value& scheme, std::string& name);

}  // namespace web
