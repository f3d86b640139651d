// Response classes in programs.
#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

constexpr std::string_view kResponseImports =
    "from fastapi.responses import (HTMLResponse, JSONResponse, PlainTextResponse,\n"
    "    RedirectResponse, StreamingResponse)\n";

http::Response answer(std::string_view body) {
    Program program(std::string(kResponseImports) + "@app.get('/')\ndef f():\n" +
                    std::string(body));
    EXPECT_TRUE(program.loads()) << program.load_error();
    return program.get("/").response;
}

using http::Headers;

TEST(ResponseObjects, GivenHeadersComeFirst) {
    const http::Response response = answer(
        "    return JSONResponse({'a': [1, None]}, status_code=203, "
        "headers={'X-Kind': 'json'})\n");
    EXPECT_EQ(response.status, 203);
    EXPECT_EQ(response.headers, (Headers{{"x-kind", "json"},
                                         {"content-length", "14"},
                                         {"content-type", "application/json"}}));
    EXPECT_EQ(response.body, R"({"a":[1,null]})");
}

TEST(ResponseObjects, TextTypesNameTheirCharset) {
    EXPECT_EQ(*answer("    return PlainTextResponse('\xC3\xBC')\n").headers.get("content-type"),
              "text/plain; charset=utf-8");
    EXPECT_EQ(*answer("    return HTMLResponse('x')\n").headers.get("content-type"),
              "text/html; charset=utf-8");
    EXPECT_EQ(*answer("    return Response('x', media_type='text/css; charset=x')\n")
                   .headers.get("content-type"),
              "text/css; charset=x");
    EXPECT_EQ(answer("    return Response(b'\\x00')\n").headers,
              (Headers{{"content-length", "1"}}));
}

TEST(ResponseObjects, ARedirectQuotesItsUrl) {
    const http::Response response = answer("    return RedirectResponse('/json?x=\xC3\xA9 %20')\n");
    EXPECT_EQ(response.status, 307);
    EXPECT_EQ(response.headers,
              (Headers{{"content-length", "0"}, {"location", "/json?x=%C3%A9%20%20"}}));
}

TEST(ResponseObjects, StreamsAreJoined) {
    const http::Response sync = answer(
        "    def chunks():\n        yield 'a'\n        yield b'b'\n"
        "    return StreamingResponse(chunks(), media_type='text/plain')\n");
    EXPECT_EQ(sync.body, "ab");
    EXPECT_EQ(sync.headers, (Headers{{"content-type", "text/plain; charset=utf-8"}}));
    EXPECT_EQ(answer("    async def chunks():\n        yield 'x'\n        yield 'y'\n"
                     "    return StreamingResponse(chunks())\n")
                  .body,
              "xy");
}

TEST(ResponseObjects, ASubclassRendersItsOwnWay) {
    Program program(
        "class Shout(Response):\n"
        "    media_type = 'text/shout'\n"
        "    def render(self, content):\n"
        "        return content.upper().encode()\n"
        "@app.get('/')\n"
        "def f(): return Shout('hi')\n");
    const http::Response response = program.get("/").response;
    EXPECT_EQ(response.body, "HI");
    EXPECT_EQ(*response.headers.get("content-type"), "text/shout; charset=utf-8");
}

TEST(ResponseObjects, HeadersCanBeChanged) {
    EXPECT_EQ(answer("    r = Response('x')\n"
                     "    r.headers['X-A'] = '1'\n"
                     "    r.headers['x-a'] = '2'\n"
                     "    r.headers.append('Vary', 'Cookie')\n"
                     "    r.headers.setdefault('vary', 'no')\n"
                     "    r.headers.update({'x-b': '\xC3\xA9'})\n"
                     "    del r.headers['Content-Length']\n"
                     "    return r\n")
                  .headers,
              (Headers{{"x-a", "2"}, {"vary", "Cookie"}, {"x-b", "\xE9"}}));
}

TEST(ResponseObjects, HeaderTextMustBeLatin1) {
    EXPECT_EQ(answer("    try:\n        Response('x').headers['a'] = '\xE2\x82\xAC'\n"
                     "    except UnicodeEncodeError: return 'refused'\n")
                  .body,
              "\"refused\"");
    EXPECT_EQ(answer("    try:\n        Response('x').headers['a'] = 5\n"
                     "    except AttributeError as e: return str(e)\n")
                  .body,
              "\"'int' object has no attribute 'encode'\"");
}

TEST(ResponseObjects, CookiesAreWrittenAsPythonDoes) {
    const http::Response response = answer(
        "    r = Response()\n"
        "    r.set_cookie('sid', 'v a;l', httponly=True, max_age=60)\n"
        "    r.set_cookie('plain', '1', path='/x', samesite='strict', secure=True)\n"
        "    r.set_cookie('until', '1', expires=60, samesite=None, path=None)\n"
        "    r.delete_cookie('old')\n"
        "    return r\n");
    const std::vector<std::string_view> cookies = response.headers.get_all("set-cookie");
    ASSERT_EQ(cookies.size(), 4U);
    EXPECT_EQ(cookies[0], R"(sid="v a\073l"; HttpOnly; Max-Age=60; Path=/; SameSite=lax)");
    EXPECT_EQ(cookies[1], "plain=1; Path=/x; SameSite=strict; Secure");
    EXPECT_EQ(cookies[2], "until=1; expires=Thu, 01 Jan 2026 00:01:00 GMT");
    EXPECT_EQ(cookies[3],
              "old=\"\"; expires=Thu, 01 Jan 2026 00:00:00 GMT; Max-Age=0; Path=/; "
              "SameSite=lax");
}

TEST(ResponseObjects, BadCookiesRaise) {
    for (const char* call :
         {"set_cookie('a b', '1')", "set_cookie('a', samesite='x')",
          "set_cookie('a', path='/\\r\\nx: y')", "set_cookie('a', '\xE2\x82\xAC')"})
        EXPECT_EQ(answer("    try:\n        Response()." + std::string(call) +
                         "\n    except Exception: return 'refused'\n")
                      .body,
                  "\"refused\"")
            << call;
}

TEST(ResponseObjects, WhatJsonLacksIsAServerError) {
    EXPECT_EQ(answer("    return JSONResponse({1, 2})\n").status, 500);
    EXPECT_EQ(answer("    return JSONResponse(float('nan'))\n").status, 500);
}

TEST(ResponseObjects, AnUnfinishedSubclassIsAServerError) {
    Program program(
        "class Half(Response):\n    def __init__(self): pass\n"
        "@app.get('/')\ndef f(): return Half()\n");
    EXPECT_EQ(program.get("/").response.status, 500);
}

}  // namespace
}  // namespace web
