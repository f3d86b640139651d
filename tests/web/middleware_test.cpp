#include <gtest/gtest.h>

#include <memory>

#include "web/program.h"

namespace web {
namespace {

constexpr std::string_view kMiddleware =
    "from fastapi.middleware.cors import CORSMiddleware\n"
    "from fastapi.middleware.gzip import GZipMiddleware\n"
    "from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware\n"
    "from fastapi.middleware.trustedhost import TrustedHostMiddleware\n"
    "from fastapi.responses import JSONResponse\n"
    "from starlette.datastructures import MutableHeaders\n"
    "from starlette.middleware import Middleware\n"
    "from starlette.middleware.base import BaseHTTPMiddleware\n"
    "from starlette.middleware.sessions import SessionMiddleware\n"
    "@app.get('/a')\ndef a(request: Request): return {'n': 1}\n";

class MiddlewareTest : public ::testing::Test {
  protected:
    Program& load(std::string_view source) {
        program_ = std::make_unique<Program>(std::string(kMiddleware) + std::string(source));
        EXPECT_TRUE(program_->loads()) << program_->load_error();
        return *program_;
    }
    http::Response ask(std::string_view method, std::string_view target, http::Headers headers = {},
                       std::string body = "") {
        http::Request request = http::make_request(method, target);
        request.headers = std::move(headers);
        request.body = std::move(body);
        return program_->send(std::move(request)).response;
    }
    static std::string field(const http::Response& response, std::string_view name) {
        const std::string* value = response.headers.get(name);
        return value ? *value : "(none)";
    }

  private:
    std::unique_ptr<Program> program_;
};

TEST_F(MiddlewareTest, CorsNamesTheOriginThatItAllows) {
    load(
        "app.add_middleware(CORSMiddleware, allow_origins=['http://here'], "
        "allow_credentials=True)\n");
    const http::Response mine = ask("GET", "/a", {{"Origin", "http://here"}});
    EXPECT_EQ(field(mine, "access-control-allow-origin"), "http://here");
    EXPECT_EQ(field(mine, "access-control-allow-credentials"), "true");
    EXPECT_EQ(field(mine, "vary"), "Origin");
    const http::Response other = ask("GET", "/a", {{"Origin", "http://evil"}});
    EXPECT_EQ(field(other, "access-control-allow-origin"), "(none)");
    EXPECT_EQ(field(other, "vary"), "Origin");
}

TEST_F(MiddlewareTest, CorsAnswersThePreflightItself) {
    load(
        "app.add_middleware(CORSMiddleware, allow_origins=['http://here'], "
        "allow_methods=['GET'], allow_headers=['X-Token'])\n");
    const http::Response good = ask("OPTIONS", "/a",
                                    {{"Origin", "http://here"},
                                     {"Access-Control-Request-Method", "GET"},
                                     {"Access-Control-Request-Headers", "x-token, accept"}});
    EXPECT_EQ(good.status, 200);
    EXPECT_EQ(good.body, "OK");
    EXPECT_EQ(field(good, "access-control-allow-headers"),
              "Accept, Accept-Language, Content-Language, Content-Type, X-Token");
    const http::Response bad = ask("OPTIONS", "/a",
                                   {{"Origin", "http://evil"},
                                    {"Access-Control-Request-Method", "PUT"},
                                    {"Access-Control-Request-Headers", "x-other"}});
    EXPECT_EQ(bad.status, 400);
    EXPECT_EQ(bad.body, "Disallowed CORS origin, method, headers");
    EXPECT_EQ(ask("OPTIONS", "/a", {{"Origin", "http://here"}}).status, 405);
}

TEST_F(MiddlewareTest, CorsMatchesTheWholeOriginWithAPattern) {
    load("app.add_middleware(CORSMiddleware, allow_origin_regex=r'https://.*\\.example\\.org')\n");
    EXPECT_EQ(field(ask("GET", "/a", {{"Origin", "https://x.example.org"}}),
                    "access-control-allow-origin"),
              "https://x.example.org");
    EXPECT_EQ(field(ask("GET", "/a", {{"Origin", "https://x.example.org.evil"}}),
                    "access-control-allow-origin"),
              "(none)");
}

TEST_F(MiddlewareTest, ASessionTravelsInASignedCookie) {
    load(
        "app.add_middleware(SessionMiddleware, secret_key='s')\n"
        "@app.get('/in')\ndef enter(request: Request):\n"
        "    request.session['user'] = 'alice'\n"
        "@app.get('/who')\ndef who(request: Request): return request.session.get('user')\n"
        "@app.get('/out')\ndef out(request: Request): request.session.clear()\n");
    EXPECT_EQ(field(ask("GET", "/a"), "set-cookie"), "(none)");
    const std::string set = field(ask("GET", "/in"), "set-cookie");
    const std::string pair = set.substr(0, set.find(';'));
    EXPECT_EQ(set.substr(pair.size()), "; path=/; Max-Age=1209600; httponly; samesite=lax");
    EXPECT_TRUE(pair.starts_with("session=eyJ1c2VyIjogImFsaWNlIn0=.")) << pair;
    const http::Response known = ask("GET", "/who", {{"Cookie", pair}});
    EXPECT_EQ(known.body, "\"alice\"");
    EXPECT_EQ(field(known, "vary"), "Cookie");
    EXPECT_EQ(ask("GET", "/who", {{"Cookie", pair + "x"}}).body, "null");
    EXPECT_EQ(field(ask("GET", "/out", {{"Cookie", pair}}), "set-cookie"),
              "session=null; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; httponly; "
              "samesite=lax");
}

TEST_F(MiddlewareTest, OnlyTrustedHostsAreServed) {
    load(
        "app.add_middleware(TrustedHostMiddleware, "
        "allowed_hosts=['*.example.com', 'www.foo.org'])\n");
    EXPECT_EQ(ask("GET", "/a", {{"Host", "API.example.com:80"}}).status, 200);
    EXPECT_EQ(ask("GET", "/a", {{"Host", "evil.com"}}).body, "Invalid host header");
    EXPECT_EQ(field(ask("GET", "/a?b=c", {{"Host", "foo.org"}}), "location"),
              "http://www.foo.org/a?b=c");
}

TEST_F(MiddlewareTest, HttpIsSentToHttps) {
    load("app.add_middleware(HTTPSRedirectMiddleware)\n");
    const http::Response moved = ask("GET", "/a?b=c", {{"Host", "x.org:80"}});
    EXPECT_EQ(moved.status, 307);
    EXPECT_EQ(field(moved, "location"), "https://x.org/a?b=c");
}

TEST_F(MiddlewareTest, GzipWrapsWhatIsLargeEnoughForThoseWhoAskedForIt) {
    load(
        "app.add_middleware(GZipMiddleware, minimum_size=100)\n"
        "@app.get('/large')\ndef large(): return 'x' * 200\n");
    EXPECT_EQ(field(ask("GET", "/a"), "content-encoding"), "(none)");
    const http::Response large = ask("GET", "/large");
    EXPECT_EQ(field(large, "content-encoding"), "gzip");
    EXPECT_EQ(field(large, "vary"), "Accept-Encoding");
    EXPECT_TRUE(large.body.starts_with("\x1f\x8b"));
    EXPECT_EQ(ask("GET", "/large", {{"Accept-Encoding", "identity"}}).body.size(), 202U);
}

TEST_F(MiddlewareTest, APureAsgiClassSeesTheScopeAndChangesTheAnswer) {
    load(
        "class Gate:\n"
        "    def __init__(self, app, key):\n        self.app, self.key = app, key\n"
        "    async def __call__(self, scope, receive, send):\n"
        "        if dict(scope['headers']).get(b'x-key') != self.key:\n"
        "            refusal = JSONResponse({'detail': 'no'}, status_code=401)\n"
        "            await refusal(scope, receive, send)\n            return\n"
        "        scope['user'] = 'alice'\n"
        "        async def outward(message):\n"
        "            if message['type'] == 'http.response.start':\n"
        "                MutableHeaders(scope=message)['X-Gate'] = 'open'\n"
        "            await send(message)\n"
        "        await self.app(scope, receive, outward)\n"
        "app.add_middleware(Gate, key=b'k')\n"
        "@app.post('/u')\nasync def u(request: Request):\n"
        "    return [request.user, (await request.body()).decode()]\n");
    EXPECT_EQ(ask("GET", "/a").body, "{\"detail\":\"no\"}");
    const http::Response answer = ask("POST", "/u", {{"X-Key", "k"}}, "hello");
    EXPECT_EQ(answer.body, "[\"alice\",\"hello\"]");
    EXPECT_EQ(field(answer, "x-gate"), "open");
}

TEST_F(MiddlewareTest, TheFirstAddedIsInnermostAndAListIsOutermostFirst) {
    load(
        "def tag(name):\n"
        "    async def dispatch(request, call_next):\n"
        "        response = await call_next(request)\n"
        "        response.headers.append('x-way', name)\n        return response\n"
        "    return dispatch\n"
        "app = FastAPI(middleware=[Middleware(BaseHTTPMiddleware, dispatch=tag('b')),\n"
        "                          Middleware(BaseHTTPMiddleware, dispatch=tag('a'))])\n"
        "app.add_middleware(BaseHTTPMiddleware, dispatch=tag('c'))\n"
        "app.middleware('http')(tag('d'))\n");
    std::string way;
    const http::Response answer = ask("GET", "/x");
    for (const std::string_view name : answer.headers.get_all("x-way")) way += name;
    EXPECT_EQ(way, "abcd");
}

TEST_F(MiddlewareTest, ABodyCanBeReadAndPutBack) {
    load(
        "from starlette.concurrency import iterate_in_threadpool\n"
        "@app.middleware('http')\nasync def count(request, call_next):\n"
        "    response = await call_next(request)\n"
        "    pieces = [piece async for piece in response.body_iterator]\n"
        "    response.body_iterator = iterate_in_threadpool(iter(pieces))\n"
        "    response.headers['x-size'] = str(len(b''.join(pieces)))\n    return response\n");
    const http::Response answer = ask("GET", "/a");
    EXPECT_EQ(answer.body, "{\"n\":1}");
    EXPECT_EQ(field(answer, "x-size"), "7");
}

TEST_F(MiddlewareTest, WhatDispatchRaisesAfterTheAnswerIsA500) {
    load(
        "@app.middleware('http')\nasync def late(request, call_next):\n"
        "    await call_next(request)\n    raise ValueError('late')\n");
    EXPECT_EQ(ask("GET", "/a").status, 500);
}

TEST_F(MiddlewareTest, AuthenticationPutsAUserIntoTheRequest) {
    load(
        "from starlette.authentication import *\n"
        "from starlette.middleware.authentication import AuthenticationMiddleware\n"
        "class Backend(AuthenticationBackend):\n"
        "    async def authenticate(self, conn):\n"
        "        name = conn.headers.get('x-user')\n"
        "        if name == 'bad': raise AuthenticationError('who is that')\n"
        "        if name: return AuthCredentials(['in']), SimpleUser(name)\n"
        "app.add_middleware(AuthenticationMiddleware, backend=Backend())\n"
        "@app.get('/me')\n@requires('in')\n"
        "async def me(request: Request): return request.user.display_name\n"
        "@app.get('/any')\ndef any(request: Request): return request.user.is_authenticated\n");
    EXPECT_EQ(ask("GET", "/me", {{"X-User", "alice"}}).body, "\"alice\"");
    EXPECT_EQ(ask("GET", "/me").body, "{\"detail\":\"Forbidden\"}");
    EXPECT_EQ(ask("GET", "/any").body, "false");
    EXPECT_EQ(ask("GET", "/any", {{"X-User", "bad"}}).body, "who is that");
}

}  // namespace
}  // namespace web
