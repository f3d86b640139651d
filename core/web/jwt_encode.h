// web/jwt_encode.h -- PyJWT's encode: claims to JSON, header, signature. PyJWT 2.15 api_jwt.py,
// api_jws.py.
#pragma once

#include "lang/native.h"

namespace web {

// Empty where the program gave nothing; None means None.
struct EncodeCall {
    lang::Value payload, key, algorithm, headers, encoder;
    bool sort_headers = true;
};
lang::Completion encode_claims(lang::Vm& vm, const EncodeCall& call);   // jwt.encode
lang::Completion encode_payload(lang::Vm& vm, const EncodeCall& call);  // PyJWS.encode: bytes

// 64 random bytes of the run's stream (auth/jwt_sign.h).
std::string signing_chance(lang::Vm& vm);
// A copy of the claims in which exp, iat and nbf that are datetimes are whole seconds.
lang::Completion claims_with_seconds(lang::Vm& vm, const lang::Value& claims);

}  // namespace web
