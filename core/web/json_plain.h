// web/json_plain.h -- fastapi.encoders.jsonable_encoder: values as dicts, lists and what else JSON
// has. FastAPI encoders.py.
#pragma once

#include "lang/vm.h"
#include "web/model_dump.h"

namespace web {

struct EncodeOptions {
    DumpOptions dump;
    lang::Value custom;   // custom_encoder=: a Dict of classes and functions; empty: none
    bool drop_sa = true;  // sqlalchemy_safe
};

lang::Completion encode_plain(lang::Vm& vm, const lang::Value& value, const EncodeOptions& options);
// jsonable_encoder(value) as a route does with what its function returned.
lang::Completion to_plain(lang::Vm& vm, const lang::Value& value);

// jsonable_encoder as programs call it.
lang::Completion jsonable_encoder(lang::Vm& vm, lang::Native& self, lang::CallArgs args);

}  // namespace web
