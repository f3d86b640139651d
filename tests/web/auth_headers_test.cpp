// What FastAPI 0.162 answered to odd headers, queries and forms, held against a whole program.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "auth/base64.h"
#include "web/program.h"

namespace web {
namespace {

using nlohmann::json;

constexpr std::string_view kProgram = R"(
from fastapi.security import (APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPBasic, HTTPBearer,
    HTTPDigest, OAuth2PasswordBearer, OAuth2PasswordRequestForm)

@app.get("/oauth2")
def oauth2(t=Depends(OAuth2PasswordBearer(tokenUrl="token"))):
    return {"token": t}

@app.get("/bearer")
def bearer(c=Depends(HTTPBearer())):
    return {"scheme": c.scheme, "cred": c.credentials}

@app.get("/basic")
def basic(c=Depends(HTTPBasic())):
    return {"u": c.username, "p": c.password}

@app.get("/digest")
def digest(c=Depends(HTTPDigest())):
    return {"scheme": c.scheme, "cred": c.credentials}

@app.get("/keyh")
def keyh(k=Depends(APIKeyHeader(name="X-API-Key"))):
    return {"k": k}

@app.get("/keyq")
def keyq(k=Depends(APIKeyQuery(name="api_key"))):
    return {"k": k}

@app.get("/keyc")
def keyc(k=Depends(APIKeyCookie(name="session"))):
    return {"k": k}

@app.post("/token")
def token(form: OAuth2PasswordRequestForm = Depends()):
    return {"u": form.username, "p": form.password, "scopes": form.scopes}

@app.get("/q")
def q(n: int, s: str = "x"):
    return {"n": n, "s": s}
)";

std::string decoded(const json& text) { return *auth::base64_decode(text.get<std::string>()); }

http::Request request_of(const json& c) {
    const std::string query = decoded(c["query_b64"]);
    const std::string path = c["path"];
    http::Request request = http::make_request(c["method"].get<std::string>(), "/");
    request.path = path;  // recorded behind the decoding
    request.raw_path = path;
    request.query = query;
    request.has_query = !query.empty();
    request.target = path + (query.empty() ? "" : "?" + query);
    request.headers.add("host", "t");
    for (const json& field : c["headers_b64"])
        request.headers.add(field[0].get<std::string>(), decoded(field[1]));
    request.body = decoded(c["body_b64"]);
    return request;
}

TEST(AuthHeadersEndToEnd, AnswersEqualThoseOfFastApi) {
    std::ifstream file(AUTHWALK_TESTS_DIR "/data/auth_headers.json");
    const json data = json::parse(file);
    Program program(kProgram);
    ASSERT_TRUE(program.loads()) << program.load_error();
    int checked = 0;
    for (const json& c : data.at("cases")) {
        const std::string id = c["id"];
        if (id == "form.multipart_file") continue;  // shows the insides of Python's file objects
        const json& wanted = c["fastapi_0.162.0"];
        const http::Response response = handle(program.app(), request_of(c)).response;
        EXPECT_EQ(response.status, wanted["status"]) << id;
        const std::string body = wanted["body"];
        // A long body was recorded as its size; the recorder saw what a HEAD's answer would hold.
        if (!body.starts_with("(") && c["method"] != "HEAD") {
            EXPECT_EQ(response.body, body) << id;
        }
        for (const json& field : wanted["headers"]) {
            const std::string* value = response.headers.get(field[0].get<std::string>());
            EXPECT_EQ(value ? *value : "(none)", field[1].get<std::string>()) << id;
        }
        ++checked;
    }
    EXPECT_EQ(checked, 158);
}

}  // namespace
}  // namespace web
