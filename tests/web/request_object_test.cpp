// fastapi.Request in programs.
#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

Reply post(Program& program, std::string_view target, std::string body, http::Headers headers) {
    http::Request request = http::make_request("POST", target);
    request.headers = std::move(headers);
    request.body = std::move(body);
    return program.send(std::move(request));
}

TEST(RequestObject, HeadersIgnoreCase) {
    Program program(
        "@app.get('/')\n"
        "def f(request: Request):\n"
        "    h = request.headers\n"
        "    return [h['X-A'], h.get('x-b', 'none'), 'X-A' in h, h.getlist('x-a'),\n"
        "            [k for k in h if k.startswith('x')], dict(h)['x-a']]\n");
    EXPECT_EQ(program.body("/", {{"X-A", "1"}, {"x-a", "\xE9"}}), R"(["1","none",true,["1",")"
                                                                  "\xC3\xA9"
                                                                  R"("],["x-a","x-a"],"1"])");
}

TEST(RequestObject, AMissingHeaderIsAKeyError) {
    Program program(
        "@app.get('/')\n"
        "def f(request: Request):\n"
        "    try:\n        request.headers['nope']\n"
        "    except KeyError as e:\n        return str(e)\n");
    EXPECT_EQ(program.body("/"), "\"'nope'\"");
}

TEST(RequestObject, QueryParametersMayRepeat) {
    Program program(
        "@app.get('/')\n"
        "def f(request: Request):\n"
        "    q = request.query_params\n"
        "    return [q['a'], q.getlist('a'), dict(q), len(q), str(q), repr(q), q.multi_items(),\n"
        "            q.get('z'), 'b' in q]\n");
    EXPECT_EQ(program.body("/?a=1&b=%20&a=2"),
              R"(["2",["1","2"],{"a":"2","b":" "},2,"a=1&b=+&a=2",)"
              R"~("QueryParams('a=1&b=+&a=2')",[["a","1"],["b"," "],["a","2"]],null,true])~");
}

TEST(RequestObject, TheUrlHasParts) {
    Program program(
        "@app.get('/a/{x}')\n"
        "def f(x: str, request: Request):\n"
        "    u = request.url\n"
        "    return [str(u), u.path, u.query, u.scheme, u.hostname, u.port, "
        "str(request.base_url),\n"
        "            request.path_params, request.method, repr(u)]\n");
    EXPECT_EQ(
        program.body("/a/b%20c?q=%20", {{"Host", "example.org:8080"}}),
        R"(["http://example.org:8080/a/b c?q=%20","/a/b c","q=%20","http","example.org",8080,)"
        R"("http://example.org:8080/",{"x":"b c"},"GET",)"
        R"~("URL('http://example.org:8080/a/b c?q=%20')"])~");
}

TEST(RequestObject, StateCookiesAndClient) {
    Program program(
        "def put(request: Request):\n    request.state.user = 'ann'\n"
        "@app.get('/', dependencies=[Depends(put)])\n"
        "def f(request: Request):\n"
        "    host, port = request.client\n"
        "    return [request.state.user, request.cookies, host, port, request.client.host,\n"
        "            request.scope['type'], request['method'], request.app is app]\n");
    EXPECT_EQ(program.body("/", {{"Cookie", "a=1; b=\"2\""}}),
              R"(["ann",{"a":"1","b":"2"},"testclient",50000,"testclient","http","GET",true])");
}

TEST(RequestObject, WhatIsNotThereRaises) {
    Program program(
        "@app.get('/')\n"
        "def f(request: Request):\n"
        "    errors = []\n"
        "    for read in (lambda: request.state.user, lambda: request.session,\n"
        "                 lambda: type(request)().headers):\n"
        "        try:\n            read()\n"
        "        except Exception as e:\n            errors.append(type(e).__name__)\n"
        "    return errors\n");
    EXPECT_EQ(program.body("/"), R"(["AttributeError","AssertionError","TypeError"])");
}

TEST(RequestObject, BodyAndJsonAreAwaited) {
    Program program(
        "@app.post('/')\n"
        "async def f(request: Request):\n"
        "    raw = await request.body()\n"
        "    data = await request.json()\n"
        "    return [len(raw), data, (await request.json()) is data]\n");
    EXPECT_EQ(post(program, "/", R"({"a": [1]})", {}).response.body, R"([10,{"a":[1]},true])");
}

TEST(RequestObject, ACoroutineIsAwaitedOnce) {
    Program program(
        "@app.post('/')\n"
        "async def f(request: Request):\n"
        "    body = request.body()\n"
        "    await body\n"
        "    try:\n        await body\n"
        "    except RuntimeError as e:\n        return str(e)\n");
    EXPECT_EQ(post(program, "/", "x", {}).response.body,
              "\"cannot reuse already awaited coroutine\"");
}

TEST(RequestObject, BrokenJsonIsADecodeError) {
    Program program(
        "@app.post('/')\n"
        "async def f(request: Request):\n"
        "    try:\n        await request.json()\n"
        "    except ValueError as e:\n        return type(e).__name__ + ' ' + str(e)\n");
    EXPECT_EQ(post(program, "/", "[1", {}).response.body,
              "\"JSONDecodeError Expecting ',' delimiter: line 1 column 3 (char 2)\"");
}

TEST(RequestObject, FormsHaveFieldsAndFiles) {
    Program program(
        "@app.post('/')\n"
        "async def f(request: Request):\n"
        "    form = await request.form()\n"
        "    out = dict(form)\n"
        "    if 'f' in form:\n"
        "        f = form['f']\n"
        "        out['f'] = [f.filename, f.size, f.content_type, (await f.read(2)).decode(),\n"
        "                    (await f.read()).decode()]\n"
        "        await f.close()\n"
        "    return out\n");
    EXPECT_EQ(post(program, "/", "a=1&a=2", {{"content-type", "application/x-www-form-urlencoded"}})
                  .response.body,
              R"({"a":"2"})");
    EXPECT_EQ(post(program, "/",
                   "--x\r\nContent-Disposition: form-data; name=f; filename=n.txt\r\n"
                   "Content-Type: text/plain\r\n\r\nhello\r\n--x--\r\n",
                   {{"content-type", "multipart/form-data; boundary=x"}})
                  .response.body,
              R"({"f":["n.txt",5,"text/plain","he","llo"]})");
    const Reply broken =
        post(program, "/", "garbage", {{"content-type", "multipart/form-data; boundary=x"}});
    EXPECT_EQ(broken.response.status, 400);
    EXPECT_EQ(broken.response.body, R"({"detail":"Invalid multipart data."})");
}

}  // namespace
}  // namespace web
