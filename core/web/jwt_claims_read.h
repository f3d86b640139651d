// web/jwt_claims_read.h -- what the checks of auth/jwt_claims.h look at, read out of a token's
// claims (a dict of the guest's) and out of what the program passes to decode.
#pragma once

#include "auth/jwt_claims.h"
#include "lang/native.h"

namespace web {

// Python's int(value) as seconds; nullopt where it raises ValueError, TypeError or OverflowError.
lang::Completion read_time_claim(lang::Vm& vm, const lang::Dict& claims, std::string_view name,
                                 auth::TimeClaim& out);
auth::TextClaim read_text_claim(const lang::Dict& claims, std::string_view name);
lang::Completion read_audience_claim(lang::Vm& vm, const lang::Dict& claims,
                                     auth::AudienceClaim& out);

// audience=: TypeError when it is neither text nor iterable.
lang::Completion read_audience_rule(lang::Vm& vm, const lang::Value& audience,
                                    auth::AudienceRule& out);
lang::Completion read_issuer_rule(lang::Vm& vm, const lang::Value& issuer, auth::IssuerRule& out);
// leeway=: a number of seconds or a timedelta; 0 when empty.
lang::Completion read_leeway(lang::Vm& vm, const lang::Value& leeway, double& out);
double now_of(const lang::Vm& vm);

}  // namespace web
