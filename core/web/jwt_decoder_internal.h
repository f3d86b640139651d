// web/jwt_decoder_internal.h -- one decode under way: a step is a method, a failed step tells the
// trail and raises. jwt_decode_signed.cpp goes up to the signature, jwt_decode_claims.cpp on from
// there. Stays in this folder.
#pragma once

#include <string>
#include <string_view>

#include "auth/jwt_claims.h"
#include "auth/jwt_key.h"
#include "auth/jwt_parts.h"
#include "web/jwt_decode.h"
#include "web/token_trail.h"

namespace web {

// Of a value that is known to be a dict, or of a class derived from it.
inline const lang::Dict& dict_of(const lang::Value& value) {
    return *lang::plain(value).as<lang::Dict>();
}

class Decoder {
  public:
    Decoder(lang::Vm& vm, const DecodeCall& call, std::string_view token,
            TokenTrail::Mode mode = TokenTrail::Mode::Told)
        : vm_(vm), call_(call), token_(token), trail_(vm, auth::pyjwt_checks(), token, mode) {}

    lang::Completion verify_signed();
    lang::Completion verify_claims();
    lang::Completion load_parts();
    lang::Completion check_header();
    lang::Value result() const;

  private:
    lang::Completion fail(std::string_view check, std::string_view exception,
                          std::string_view message, std::string_view reason = {});
    lang::Completion fail_json(std::string_view check, std::string_view what,
                               const lang::Completion& raised);
    lang::Completion part(std::string_view text, std::string_view name, std::string* out);
    lang::Completion check_critical(const lang::Value& critical);
    lang::Completion check_detached();
    // Leaves `out` as it is when there is no such option.
    lang::Completion option(std::string_view name, bool* out);
    lang::Completion check_algorithm();
    lang::Completion check_key();
    lang::Completion check_short_key();
    lang::Completion check_signature();
    lang::Completion load_claims();
    lang::Completion check_required();
    lang::Completion check_times();
    lang::Completion check_parties();
    lang::Completion tell(std::string_view check, std::string_view flag,
                          const auth::CheckOutcome& outcome);

    lang::Vm& vm_;
    const DecodeCall& call_;
    std::string_view token_;
    TokenTrail trail_;
    auth::JwtParts parts_;
    lang::Value header_, payload_;  // dicts; of PyJWS: payload_ is bytes
    std::string payload_bytes_, signature_, signing_input_;
    const auth::JwtAlgorithm* algorithm_ = nullptr;
    auth::JwtKey key_;
};

}  // namespace web
