// web/multidict_objects.h -- request.query_params and what request.form() gives: mappings whose
// names may come more than once; the last one counts. Starlette datastructures.py
// ImmutableMultiDict, QueryParams, FormData, UploadFile.
#pragma once

#include "http/form.h"
#include "http/url.h"
#include "lang/native.h"

namespace web {

struct WebState;
void install_multidicts(lang::Vm& vm, WebState& state);

lang::Value make_query_params(lang::Vm& vm, const http::Pairs& pairs);
lang::Value make_form_data(lang::Vm& vm, const http::Form& form);
// The value of one field of a form: a str, or an UploadFile.
lang::Value form_value(lang::Vm& vm, const http::FormField& field);

}  // namespace web
