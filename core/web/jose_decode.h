// web/jose_decode.h -- python-jose's way with tokens: its own order of checks, its own words.
// python-jose 3.3 jws.py, jwt.py.
#pragma once

#include "lang/native.h"

namespace web {

struct JoseState final : lang::Payload {
    lang::Class *error = nullptr, *jws_error = nullptr, *signature_error = nullptr,
                *algorithm_error = nullptr, *jwt_error = nullptr, *claims_error = nullptr,
                *expired_error = nullptr, *jwk_error = nullptr;
};
JoseState& jose_state(lang::Vm& vm);
lang::Completion raise_jose(lang::Vm& vm, lang::Class* cls, std::string_view message);

// Empty where the program gave nothing.
struct JoseCall {
    lang::Value token, key, algorithms, options, audience, issuer, subject, access_token;
};
lang::Completion jose_decode(lang::Vm& vm, const JoseCall& call);  // the claims
lang::Completion jose_sign(lang::Vm& vm, const lang::Value& payload, const lang::Value& key,
                           const lang::Value& headers, std::string_view algorithm);
// jws.verify: the payload's bytes; the errors are JWSErrors.
lang::Completion jose_verify(lang::Vm& vm, const JoseCall& call);
enum class JosePart : std::uint8_t { Header, Payload };  // a dict, bytes
lang::Completion jose_unverified(lang::Vm& vm, const lang::Value& token, JosePart part);

}  // namespace web
