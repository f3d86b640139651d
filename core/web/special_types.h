// web/special_types.h -- values of pydantic's own types: SecretStr, SecretBytes, HttpUrl and its
// kin. pydantic types.py, networks.py.
#pragma once

#include <optional>
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

// How long a URL of the type may be; nothing: as long as it likes.
std::optional<std::int64_t> longest_url(const FieldType& type);

}  // namespace web
