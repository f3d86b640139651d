// web/jwk_objects.h -- PyJWK and PyJWKSet. PyJWT 2.15 api_jwk.py.
#pragma once

#include "auth/jwk.h"
#include "lang/native.h"

namespace web {

struct JwkPayload final : lang::Payload {
    lang::Value data;  // the dict it was made from
    const auth::JwtAlgorithm* algorithm = nullptr;
    auth::JwtKey key;
    void visit(void (*each)(lang::Value&, void*), void* context) override { each(data, context); }
};
const JwkPayload* jwk_of(const lang::Value& value);  // null: no PyJWK

// The members of a JWK that are text, out of a dict.
auth::JwkMembers read_jwk_members(const lang::Dict& data);
// Algorithm.to_jwk: a dict.
lang::Value jwk_dict(lang::Vm& vm, const auth::JwtKey& key);

}  // namespace web
