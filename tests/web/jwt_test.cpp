// The jwt module: every recorded attack ends as PyJWT 2.15.1 ended it, and the checks of a decode
// are told in PyJWT's order.
#include <gtest/gtest.h>

#include "base/file.h"
#include "web/guest.h"

namespace web {
namespace {

std::string data_file(std::string_view name) {
    const auto text =
        base::read_file(std::string(AUTHWALK_TESTS_DIR) + "/data/" + std::string(name));
    return text.ok() ? *text : std::string();
}

constexpr std::string_view kAttacks = R"(
import json
import jwt

def outcome(case, keys):
    try:
        return {"ok": jwt.decode(case["token"], keys[case["key"]], algorithms=case["algorithms"],
                                 **case["kw"])}
    except Exception as error:
        return {"error": type(error).__name__, "msg": str(error)}

def check(text):
    data = json.loads(text)
    wrong = []
    for case in data["cases"]:
        got, wanted = outcome(case, data["keys"]), case["pyjwt_2.15.1"]
        if "msg" in got:  # long messages were cut when they were recorded
            got["msg"] = got["msg"][:len(wanted["msg"])] if len(wanted.get("msg", "")) > 140 else got["msg"]
        if got != wanted:
            wrong.append(f"{case['id']}: {wanted} expected, got {got}")
    return f"{len(data['cases'])} cases" + "".join("\n" + line for line in wrong)
)";

TEST(Jwt, EveryAttackEndsAsPyJwtEndsIt) {
    Guest guest(kAttacks);
    EXPECT_EQ(guest.call("check", data_file("jwt_attacks.json")), "89 cases");
}

// -- the order of the checks ---------------------------------------------------------------------

std::string checks_of(std::string_view body) {
    trace::Recorder recorder;
    {
        Guest guest("import jwt\nKEY = 'k' * 32\ndef run(_):\n    try:\n        " +
                        std::string(body) +
                        "\n    except Exception as error:\n        return type(error).__name__\n"
                        "    return 'ok'\n",
                    &recorder);
        guest.call("run", "");
    }
    const trace::Timeline timeline = recorder.finish();
    std::string out;
    for (int step = 0; step < timeline.size(); ++step) {
        if (timeline.kind_at(step) != trace::EventKind::TokenCheck) continue;
        const trace::Event event = timeline.event_at(step);
        const std::string& result = *event.field("result");
        out += (out.empty() ? "" : " ") + *event.field("check") + ":" +
               (result == "passed"    ? "+"
                : result == "failed"  ? "-"
                : result == "skipped" ? "/"
                                      : ".");
    }
    return out;
}

constexpr std::string_view kDecode = ", KEY, algorithms=['HS256'])";

std::string decode_of(std::string_view claims, std::string_view rest = kDecode) {
    return "jwt.decode(jwt.encode(" + std::string(claims) + ", KEY)" + std::string(rest);
}

TEST(Jwt, TheChecksOfAGoodTokenAreToldInOrder) {
    EXPECT_EQ(checks_of(decode_of("{'sub': 'mia', 'exp': 1700000600}")),
              "parse:+ header:+ alg:+ key:+ signature:+ claims:+ required:/ iat:/ nbf:/ exp:+ "
              "iss:/ aud:/ sub:+ jti:/");
}

TEST(Jwt, WhatComesBehindTheFailedCheckIsNotReached) {
    EXPECT_EQ(checks_of(decode_of("{'exp': 1700000000}")),
              "parse:+ header:+ alg:+ key:+ signature:+ claims:+ required:/ iat:/ nbf:/ exp:- "
              "iss:. aud:. sub:. jti:.");
    EXPECT_EQ(checks_of(decode_of("{}", ", 'w' * 32, algorithms=['HS256'])")),
              "parse:+ header:+ alg:+ key:+ signature:- claims:. required:. iat:. nbf:. exp:. "
              "iss:. aud:. sub:. jti:.");
    EXPECT_EQ(checks_of("jwt.decode('abc', KEY, algorithms=['HS256'])"),
              "parse:- header:. alg:. key:. signature:. claims:. required:. iat:. nbf:. exp:. "
              "iss:. aud:. sub:. jti:.");
}

TEST(Jwt, WhatTheProgramTurnsOffIsSkipped) {
    EXPECT_EQ(checks_of(decode_of("{'exp': 1}", ", options={'verify_signature': False})")),
              "parse:+ header:+ alg:/ key:/ signature:/ claims:+ required:/ iat:/ nbf:/ exp:/ "
              "iss:/ aud:/ sub:/ jti:/");
    EXPECT_EQ(checks_of(decode_of("{'aud': 'a', 'iss': 'i'}",
                                  ", KEY, algorithms=['HS256'], audience='a', issuer='i', "
                                  "options={'require': ['iss']})")),
              "parse:+ header:+ alg:+ key:+ signature:+ claims:+ required:+ iat:/ nbf:/ exp:/ "
              "iss:+ aud:+ sub:/ jti:/");
}

TEST(Jwt, ReadingAHeaderUnverifiedTellsNoCheck) {
    EXPECT_EQ(checks_of("jwt.get_unverified_header(jwt.encode({}, KEY))"), "");
}

// -- programs that print, as PyJWT would make them print -----------------------------------------

std::string said_with_jwt(std::string_view body) {
    return say(body,
               "import jwt\nfrom datetime import datetime, timedelta, timezone\nKEY = 'k' * 32\n");
}

TEST(Jwt, EncodeWritesWhatPyJwtWrites) {
    EXPECT_EQ(said_with_jwt("jwt.encode({'sub': 'fr-\\u00e9', 'b': [True, None]}, 'k' * 32)"),
              "'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
              "eyJzdWIiOiJmci1cdTAwZTkiLCJiIjpbdHJ1ZSxudWxsXX0."
              "GB3Cn89UPM4YzdLiz-KXI8Mwu4oYdbV690ecatPH2xU'");
    EXPECT_EQ(said_with_jwt("jwt.get_unverified_header(jwt.encode({}, KEY, headers={'kid': 'a', "
                            "'typ': None}))"),
              "{'alg': 'HS256', 'kid': 'a'}");
    EXPECT_EQ(said_with_jwt("jwt.decode(jwt.encode({'exp': datetime.now(timezone.utc) + "
                            "timedelta(minutes=1)}, KEY), KEY, algorithms=['HS256'])"),
              "{'exp': 1700000060}");
    EXPECT_EQ(said_with_jwt("jwt.encode([], KEY)"),
              "TypeError: Expecting a dict object, as JWT only supports JSON objects as payloads.");
    EXPECT_EQ(said_with_jwt("jwt.encode({'iss': 1}, KEY)"),
              "TypeError: Issuer (iss) must be a string.");
    EXPECT_EQ(said_with_jwt("jwt.encode({}, KEY, algorithm='HS257')"),
              "NotImplementedError: Algorithm not supported");
    EXPECT_EQ(said_with_jwt("jwt.encode({}, '')"), "InvalidKeyError: HMAC key must not be empty.");
    EXPECT_EQ(said_with_jwt("jwt.encode({}, None)"), "TypeError: Expected a string or bytes value");
}

TEST(Jwt, OptionsAreHeld) {
    EXPECT_EQ(said_with_jwt("jwt.decode(jwt.encode({'a': 1}, KEY), 'short', ['HS256'], "
                            "{'enforce_minimum_key_length': True})"),
              "InvalidKeyError: The HMAC key is 5 bytes long, which is below the minimum "
              "recommended length of 32 bytes for SHA256. See RFC 7518 Section 3.2.");
    EXPECT_EQ(said_with_jwt("jwt.decode(jwt.encode({'exp': 1699999999}, KEY), KEY, ['HS256'], "
                            "leeway=timedelta(seconds=2))"),
              "{'exp': 1699999999}");
    EXPECT_EQ(said_with_jwt("jwt.decode(jwt.encode({'aud': ['a', 'b']}, KEY), KEY, ['HS256'], "
                            "audience=['b'], options={'strict_aud': True})"),
              "InvalidAudienceError: Invalid audience (strict)");
    EXPECT_EQ(said_with_jwt(
                  "jwt.PyJWT(options={'verify_exp': False}).decode(jwt.encode({'exp': 1}, KEY), "
                  "KEY, algorithms=['HS256'])"),
              "{'exp': 1}");
    EXPECT_EQ(said_with_jwt(
                  "jwt.decode(jwt.encode({}, KEY), KEY, ['HS256'], options={'require': ['sub']})"),
              "MissingRequiredClaimError: Token is missing the \"sub\" claim");
}

}  // namespace
}  // namespace web
