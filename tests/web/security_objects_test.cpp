// fastapi.security in programs: instances, subclasses, forms, the events they leave.
#include <gtest/gtest.h>

#include "trace/timeline.h"
#include "web/program.h"

namespace web {
namespace {

constexpr std::string_view kSecurityImports =
    "from fastapi.security import (APIKeyCookie, APIKeyHeader, APIKeyQuery, HTTPBasic,\n"
    "    HTTPAuthorizationCredentials, HTTPBasicCredentials, HTTPBearer, HTTPDigest, OAuth2,\n"
    "    OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes)\n"
    "from fastapi.security.http import HTTPBase\n";

std::string with_imports(std::string_view source) {
    return std::string(kSecurityImports) + std::string(source);
}

std::string authorize(Program& program, std::string_view value) {
    return program.body("/", {{"Authorization", std::string(value)}});
}

TEST(SecurityObjects, ATokenIsGivenAsText) {
    Program program(
        with_imports("scheme = OAuth2PasswordBearer(tokenUrl='token')\n"
                     "@app.get('/')\ndef f(t=Depends(scheme)): return t\n"));
    EXPECT_EQ(authorize(program, "Bearer abc"), "\"abc\"");
    const Reply refused = program.get("/");
    EXPECT_EQ(refused.response.status, 401);
    EXPECT_EQ(*refused.response.headers.get("www-authenticate"), "Bearer");
}

TEST(SecurityObjects, CredentialsAreObjects) {
    Program program(with_imports(
        "@app.get('/')\n"
        "def f(c: HTTPAuthorizationCredentials = Depends(HTTPBearer())):\n"
        "    return [c.scheme, c.credentials, repr(c), str(c), c, c.model_dump(),\n"
        "            c == HTTPAuthorizationCredentials(scheme='Bearer', credentials='x')]\n"));
    EXPECT_EQ(authorize(program, "Bearer x"),
              R"~(["Bearer","x","HTTPAuthorizationCredentials(scheme='Bearer', credentials='x')",)~"
              R"("scheme='Bearer' credentials='x'",{"scheme":"Bearer","credentials":"x"},)"
              R"({"scheme":"Bearer","credentials":"x"},true])");
}

TEST(SecurityObjects, WithoutAutoErrorNoneIsGiven) {
    Program program(
        with_imports("@app.get('/')\n"
                     "def f(c=Depends(HTTPBasic(auto_error=False, realm='r'))):\n"
                     "    return c and c.username\n"));
    EXPECT_EQ(program.body("/"), "null");
    EXPECT_EQ(authorize(program, "Basic dXNlcjpwYXNz"), "\"user\"");
    EXPECT_EQ(program.get("/", {{"authorization", "Basic a"}}).response.status, 401);
}

TEST(SecurityObjects, ASubclassMayAskItself) {
    Program program(
        with_imports("class Upper(HTTPBearer):\n"
                     "    async def __call__(self, request: Request):\n"
                     "        found = await super().__call__(request)\n"
                     "        return found.credentials.upper()\n"
                     "@app.get('/')\ndef f(t=Depends(Upper())): return t\n"));
    EXPECT_EQ(authorize(program, "Bearer abc"), "\"ABC\"");
    EXPECT_EQ(program.get("/").response.status, 401);
}

TEST(SecurityObjects, ASubclassMayChooseTheError) {
    Program program(
        with_imports("class Old(HTTPBearer):\n"
                     "    def make_not_authenticated_error(self):\n"
                     "        return HTTPException(status_code=403, detail='old')\n"
                     "@app.get('/')\ndef f(t=Depends(Old())): return 1\n"));
    const Reply reply = program.get("/");
    EXPECT_EQ(reply.response.status, 403);
    EXPECT_EQ(reply.response.body, R"({"detail":"old"})");
}

TEST(SecurityObjects, TheyCanBeCalledByHand) {
    Program program(with_imports(
        "key = APIKeyHeader(name='X-Key', auto_error=False)\n"
        "@app.get('/')\n"
        "async def f(request: Request):\n"
        "    return [await key(request), key.model.name, key.scheme_name, key.auto_error]\n"));
    EXPECT_EQ(program.body("/", {{"x-key", "k"}}), R"(["k","X-Key","APIKeyHeader",false])");
}

TEST(SecurityObjects, RequiredArgumentsAreAskedFor) {
    const auto error = [](std::string_view call) {
        return Program(with_imports(std::string(call) + "\n")).load_error();
    };
    EXPECT_EQ(error("OAuth2PasswordBearer()"),
              "TypeError: OAuth2PasswordBearer.__init__() missing 1 required positional argument: "
              "'tokenUrl'");
    EXPECT_EQ(error("APIKeyHeader()"),
              "TypeError: APIKeyHeader.__init__() missing 1 required keyword-only argument: "
              "'name'");
    EXPECT_EQ(error("HTTPBase()"),
              "TypeError: HTTPBase.__init__() missing 1 required keyword-only argument: 'scheme'");
}

TEST(SecurityObjects, ASubclassWithoutInitIsAServerError) {
    Program program(
        with_imports("class Bad(HTTPBearer):\n    def __init__(self): pass\n"
                     "@app.get('/')\n"
                     "async def f(request: Request): return await Bad()(request)\n"));
    EXPECT_EQ(program.get("/").response.status, 500);
}

TEST(SecurityObjects, ScopesAndFormsCanBeMade) {
    Program program(with_imports(
        "@app.get('/')\n"
        "def f():\n"
        "    s = SecurityScopes(['a', 'b'])\n"
        "    form = OAuth2PasswordRequestForm(username='u', password='p', scope='x  y')\n"
        "    return [s.scopes, s.scope_str, SecurityScopes().scope_str, form]\n"));
    EXPECT_EQ(program.body("/"),
              R"([["a","b"],"a b","",{"grant_type":null,"username":"u","password":"p",)"
              R"("scopes":["x","y"],"client_id":null,"client_secret":null}])");
}

TEST(SecurityObjects, TheTraceSaysWhatWasFoundAndWhyNot) {
    trace::Recorder recorder;
    Program program(with_imports("@app.get('/')\ndef f(t=Depends(HTTPBearer())): return 1\n"),
                    &recorder);
    recorder.begin_request(0);
    authorize(program, "Basic abc");
    recorder.begin_request(1);
    authorize(program, "Bearer abc");
    const trace::Timeline timeline = recorder.finish();
    std::vector<trace::Event> read;
    for (int step = 0; step < timeline.size(); ++step)
        if (const trace::Event event = timeline.event_at(step);
            event.kind == trace::EventKind::CredentialsRead)
            read.push_back(event);
    ASSERT_EQ(read.size(), 2U);
    EXPECT_EQ(*read[0].field("present"), "false");
    EXPECT_EQ(*read[0].field("reason"), "the scheme is Basic, not Bearer");
    EXPECT_EQ(*read[0].field("value"), "Basic abc");
    EXPECT_EQ(*read[1].field("scheme"), "HTTPBearer");
    EXPECT_EQ(*read[1].field("in"), "header");
    EXPECT_EQ(*read[1].field("name"), "Authorization");
    EXPECT_EQ(*read[1].field("present"), "true");
    EXPECT_EQ(*read[1].field("value"), "abc");
}

}  // namespace
}  // namespace web
