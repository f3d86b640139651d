// What FastAPI 0.162 answered to these headers, held against the extractors alone.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "auth/base64.h"
#include "auth/scheme.h"

namespace auth {
namespace {

using nlohmann::json;

http::Request request_of(const json& c) {
    http::Request request = http::make_request("GET", "/");
    request.query = *base64_decode(c["query_b64"].get<std::string>());
    for (const json& field : c["headers_b64"])
        request.headers.add(field[0].get<std::string>(),
                            *base64_decode(field[1].get<std::string>()));
    return request;
}

json body_of(SchemeKind kind, const Credentials& given) {
    switch (kind) {
        case SchemeKind::HttpBearer:
        case SchemeKind::HttpDigest: return {{"scheme", given.scheme}, {"cred", given.value}};
        case SchemeKind::HttpBasic: return {{"u", given.username}, {"p", given.password}};
        case SchemeKind::OAuth2PasswordBearer: return {{"token", given.value}};
        default: return {{"k", given.value}};
    }
}

TEST(AuthHeaders, AnswersEqualThoseOfFastApi) {
    const std::map<std::string, Scheme> schemes{
        {"/oauth2", {SchemeKind::OAuth2PasswordBearer, "", {}, true}},
        {"/bearer", {SchemeKind::HttpBearer, "", {}, true}},
        {"/basic", {SchemeKind::HttpBasic, "", {}, true}},
        {"/digest", {SchemeKind::HttpDigest, "", {}, true}},
        {"/keyh", {SchemeKind::ApiKeyHeader, "X-API-Key", {}, true}},
        {"/keyq", {SchemeKind::ApiKeyQuery, "api_key", {}, true}},
        {"/keyc", {SchemeKind::ApiKeyCookie, "session", {}, true}}};
    std::ifstream file(AUTHWALK_TESTS_DIR "/data/auth_headers.json");
    const json data = json::parse(file);
    int checked = 0;
    for (const json& c : data.at("cases")) {
        const auto scheme = schemes.find(c["path"].get<std::string>());
        if (scheme == schemes.end() || c["method"] != "GET") continue;
        const json& wanted = c["fastapi_0.162.0"];
        const Extraction found = extract(scheme->second, request_of(c));
        const std::string id = c["id"];
        EXPECT_EQ(found.credentials ? 200 : found.refusal->status, wanted["status"]) << id;
        const std::string body = wanted["body"];
        if (found.credentials && body.starts_with("{")) {
            EXPECT_EQ(body_of(scheme->second.kind, *found.credentials), json::parse(body)) << id;
        }
        if (found.refusal) {
            EXPECT_EQ(*found.refusal->headers.get("www-authenticate"),
                      wanted["headers"][0][1].get<std::string>())
                << id;
        }
        ++checked;
    }
    EXPECT_EQ(checked, 118);
}

}  // namespace
}  // namespace auth
