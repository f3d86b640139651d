// web/jwt_decode.h -- PyJWT's decode_complete, step by step: each check is told to the trace in the
// order in which PyJWT 2.15 makes it, and the first that fails decides the exception.
#pragma once

#include <string>

#include "auth/jwt_checks.h"
#include "lang/native.h"

namespace web {

// The arguments of decode; empty where the program gave none.
struct DecodeCall {
    lang::Value token, key, algorithms, detached, audience, issuer, subject, leeway;
    lang::Value options;  // a dict: all that there are (merge_options)
    bool verify_signature = true;
};
// PyJWT's options with those that the program gives laid over them: a new dict. Turning
// verify_signature off turns every other check off that is not asked for.
lang::Value default_options(lang::Vm& vm);
lang::Completion merge_options(lang::Vm& vm, const lang::Value& base, const lang::Value& given);

// A dict with "payload", "header" and "signature".
lang::Completion decode_complete(lang::Vm& vm, const DecodeCall& call);
// The same up to the signature: the payload stays bytes (PyJWS.decode_complete).
lang::Completion decode_signed(lang::Vm& vm, const DecodeCall& call);
lang::Completion unverified_header(lang::Vm& vm, const lang::Value& token);

// json.loads and json.dumps of the guest's own json module.
lang::Completion loads_json(lang::Vm& vm, const lang::Value& text);
lang::Completion dumps_json(lang::Vm& vm, const lang::Value& value, bool sorted);

}  // namespace web
