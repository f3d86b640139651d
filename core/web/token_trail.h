// web/token_trail.h -- one decode of one token, check by check, told to the trace. Without a
// recorder each call is one test. The first event names the token.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "auth/jwt_claims.h"
#include "lang/vm.h"

namespace web {

class TokenTrail {
  public:
    enum class Mode : std::uint8_t { Told, Silent };
    // `order`: the checks there are (auth::pyjwt_checks). They are told in that order, each once.
    TokenTrail(lang::Vm& vm, std::span<const std::string_view> order, std::string_view token,
               Mode mode = Mode::Told)
        : vm_(vm), order_(order), token_(token), mode_(mode) {}

    void tell(std::string_view check, const auth::CheckOutcome& outcome);
    void passed(std::string_view check, std::string_view note = {});
    void skipped(std::string_view check, std::string_view why);
    // Everything behind it is told as not reached.
    void failed(std::string_view check, std::string_view why);

  private:
    void emit(std::string_view check, auth::CheckResult result, std::string_view reason);
    lang::Vm& vm_;
    std::span<const std::string_view> order_;
    std::string_view token_;
    Mode mode_;
    bool named_ = false;  // the token has been told
};

}  // namespace web
