// web/special_types.h -- values of pydantic's own types: SecretStr, SecretBytes, HttpUrl and its
// kin. pydantic types.py, networks.py.
#pragma once

#include <string>

#include "lang/native.h"
#include "web/validate.h"
#include "web/web_url.h"

namespace web {

struct SecretPayload final : lang::Payload {
    lang::Value value;  // Str or Bytes
    void visit(void (*each)(lang::Value& value, void* context), void* context) override {
        each(value, context);
    }
};
struct UrlPayload final : lang::Payload {
    WebUrl url;
};

lang::Value make_secret(lang::Vm& vm, lang::Class& cls, const lang::Value& value);
lang::Value make_url(lang::Vm& vm, lang::Class& cls, WebUrl url);

}  // namespace web
