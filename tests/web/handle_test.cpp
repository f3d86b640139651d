// From arrival to answer: routing, errors, handlers, middleware, responses.
#include "web/handle.h"

#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

std::string header(const Reply& reply, std::string_view name) {
    const std::string* found = reply.response.headers.get(name);
    return found ? *found : "(none)";
}

TEST(Handle, UnknownPathsAndMethodsAreRefused) {
    Program program("@app.get('/a')\ndef f(): return 1\n");
    EXPECT_EQ(program.body("/b"), R"({"detail":"Not Found"})");
    const Reply wrong = program.send(http::make_request("POST", "/a"));
    EXPECT_EQ(wrong.response.status, 405);
    EXPECT_EQ(header(wrong, "allow"), "GET");
}

TEST(Handle, TheFirstMatchingPathNamesTheMethods) {
    Program program(
        "@app.put('/a')\ndef f(): return 1\n"
        "@app.post('/a')\ndef g(): return 2\n");
    EXPECT_EQ(program.status("POST", "/a"), 200);
    EXPECT_EQ(header(program.get("/a"), "allow"), "PUT");
}

TEST(Handle, AMissingOrExtraSlashIsRedirected) {
    Program program("@app.get('/a/')\ndef f(): return 1\n");
    const Reply reply = program.get("/a?x=1");
    EXPECT_EQ(reply.response.status, 307);
    EXPECT_EQ(header(reply, "location"), "http://testserver/a/?x=1");
    EXPECT_EQ(reply.response.body, "");
}

TEST(Handle, HeadHasTheLengthWithoutTheBody) {
    Program program("@app.head('/a')\ndef f(): return 'abc'\n");
    const Reply reply = program.send(http::make_request("HEAD", "/a"));
    EXPECT_EQ(reply.response.body, "");
    EXPECT_EQ(header(reply, "content-length"), "5");
}

TEST(Handle, ThePagesOfTheApplicationExist) {
    Program program("@app.get('/a')\ndef f(): return 1\n");
    EXPECT_EQ(program.status("GET", "/docs"), 200);
    EXPECT_EQ(program.status("HEAD", "/redoc"), 200);
    EXPECT_EQ(program.status("GET", "/openapi.json"), 200);
    EXPECT_EQ(program.status("POST", "/openapi.json"), 405);
}

TEST(Handle, AnErrorNobodyHandlesIs500WithItsTraceback) {
    Program program("@app.get('/a')\ndef f(): return 1 / 0\n");
    const Reply reply = program.get("/a");
    EXPECT_EQ(reply.response.status, 500);
    EXPECT_EQ(reply.response.body, "Internal Server Error");
    EXPECT_EQ(header(reply, "content-type"), "text/plain; charset=utf-8");
    EXPECT_TRUE(reply.traceback.starts_with("Traceback (most recent call last):"));
    EXPECT_NE(reply.traceback.find("ZeroDivisionError: division by zero"), std::string::npos);
}

TEST(Handle, HttpExceptionsCarryDetailAndHeaders) {
    Program program(
        "@app.get('/a')\n"
        "def f(): raise HTTPException(402, {'pay': 5}, {'X-Price': '5'})\n"
        "@app.get('/b')\n"
        "def g(): raise HTTPException(status_code=418)\n"
        "@app.get('/c')\n"
        "def h(): raise HTTPException(204)\n");
    const Reply reply = program.get("/a");
    EXPECT_EQ(reply.response.status, 402);
    EXPECT_EQ(reply.response.body, R"({"detail":{"pay":5}})");
    EXPECT_EQ(header(reply, "x-price"), "5");
    EXPECT_EQ(program.body("/b"), R"({"detail":"I'm a Teapot"})");
    EXPECT_EQ(program.body("/c"), "");
    EXPECT_EQ(header(program.get("/c"), "content-length"), "(none)");
}

TEST(Handle, HandlersAreFoundByStatusThenByClass) {
    Program program(
        "from fastapi.responses import PlainTextResponse as Text\n"
        "class Base(Exception): pass\n"
        "class Special(Base): pass\n"
        "@app.exception_handler(Base)\n"
        "async def on_base(request, exc): return Text(type(exc).__name__, 409)\n"
        "@app.exception_handler(404)\n"
        "def on_404(request, exc): return Text('nothing at ' + request.url.path, 404)\n"
        "@app.get('/a')\n"
        "def f(): raise Special()\n");
    EXPECT_EQ(program.body("/a"), "Special");
    EXPECT_EQ(program.get("/a").response.status, 409);
    EXPECT_EQ(program.body("/zzz"), "nothing at /zzz");
}

TEST(Handle, AHandlerForFastApisClassLeavesTheRoutersOwn404) {
    Program program(
        "from fastapi.responses import PlainTextResponse as Text\n"
        "@app.exception_handler(HTTPException)\n"
        "def on_http(request, exc): return Text('handled', exc.status_code)\n"
        "@app.get('/a')\n"
        "def f(): raise HTTPException(404)\n");
    EXPECT_EQ(program.body("/a"), "handled");
    EXPECT_EQ(program.body("/b"), R"({"detail":"Not Found"})");
}

TEST(Handle, AHandlerForExceptionAnswersButTheErrorIsStillLogged) {
    Program program(
        "from fastapi.responses import JSONResponse\n"
        "@app.exception_handler(Exception)\n"
        "async def oops(request, exc): return JSONResponse({'oops': str(exc)}, 500)\n"
        "@app.get('/a')\n"
        "def f(): raise ValueError('bad')\n");
    const Reply reply = program.get("/a");
    EXPECT_EQ(reply.response.body, R"({"oops":"bad"})");
    EXPECT_NE(reply.traceback.find("ValueError: bad"), std::string::npos);
}

TEST(Handle, MiddlewareSeesRequestAndResponse) {
    Program program(
        "@app.middleware('http')\n"
        "async def inner(request, call_next):\n"
        "    response = await call_next(request)\n"
        "    response.headers['x-order'] = 'inner'\n"
        "    return response\n"
        "@app.middleware('http')\n"
        "async def outer(request, call_next):\n"
        "    if request.url.path == '/stop': return Response('stopped', 403)\n"
        "    request.state.who = 'outer'\n"
        "    response = await call_next(request)\n"
        "    response.headers['x-seen'] = response.headers['x-order']\n"
        "    return response\n"
        "@app.get('/a')\n"
        "def f(request: Request): return request.state.who\n");
    const Reply reply = program.get("/a");
    EXPECT_EQ(reply.response.body, "\"outer\"");
    EXPECT_EQ(header(reply, "x-seen"), "inner");
    EXPECT_EQ(program.get("/stop").response.status, 403);
    EXPECT_EQ(header(program.get("/nowhere"), "x-order"), "inner");
}

TEST(Handle, TheResponseParameterAddsItsHeadersLast) {
    Program program(
        "@app.post('/a', status_code=201)\n"
        "def f(response: Response):\n"
        "    response.headers['Location'] = '/a/1'\n"
        "    response.set_cookie('sid', '1')\n"
        "    return {'id': 1}\n");
    const Reply reply = program.send(http::make_request("POST", "/a"));
    EXPECT_EQ(reply.response.status, 201);
    std::vector<std::string> names;
    for (const http::HeaderField& field : reply.response.headers) names.push_back(field.name);
    EXPECT_EQ(names, (std::vector<std::string>{"content-length", "content-type", "location",
                                               "set-cookie"}));
}

TEST(Handle, NoContentHasNeitherBodyNorLength) {
    Program program("@app.delete('/a', status_code=204)\ndef f(): return None\n");
    const Reply reply = program.send(http::make_request("DELETE", "/a"));
    EXPECT_EQ(reply.response.body, "");
    EXPECT_EQ(header(reply, "content-length"), "(none)");
    EXPECT_EQ(header(reply, "content-type"), "application/json");
}

TEST(Handle, BackgroundTasksRunAfterTheResponse) {
    Program program(
        "async def note(what, *, loud=False): log.append(what.upper() if loud else what)\n"
        "@app.get('/a')\n"
        "def f(tasks: BackgroundTasks):\n"
        "    tasks.add_task(note, 'one')\n"
        "    tasks.add_task(note, 'two', loud=True)\n"
        "    return log\n");
    EXPECT_EQ(program.body("/a"), "[]");
    EXPECT_EQ(program.body("/a"), R"(["one","TWO"])");
}

TEST(Handle, AReturnTypeIsHeldAgainstTheValue) {
    Program program(
        "@app.get('/good')\ndef f() -> dict[str, int]: return {'n': '5'}\n"
        "@app.get('/bad')\ndef g() -> list[int]: return ['x']\n");
    EXPECT_EQ(program.body("/good"), R"({"n":5})");
    const Reply reply = program.get("/bad");
    EXPECT_EQ(reply.response.status, 500);
    EXPECT_NE(reply.traceback.find("ResponseValidationError: 1 validation error"),
              std::string::npos);
}

TEST(Handle, ADeclaredTypeIsWrittenAsPydanticWritesIt) {
    Program program(
        "import datetime\n"
        "@app.get('/floats')\ndef f() -> list[float]: return [1, 1e16, 1e-7, float('nan')]\n"
        "@app.get('/plain')\ndef g(): return [1, 1e16, 1e-7]\n"
        "@app.get('/time')\ndef h() -> datetime.datetime:\n"
        "    return datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)\n");
    EXPECT_EQ(program.body("/floats"), "[1.0,1e+16,1e-7,null]");
    EXPECT_EQ(program.body("/plain"), "[1,1e+16,1e-07]");
    EXPECT_EQ(program.body("/time"), "\"2026-01-02T03:04:05Z\"");
}

TEST(Handle, AFunctionThatYieldsAnswersLinesOfJson) {
    Program program(
        "from fastapi.responses import StreamingResponse\n"
        "@app.get('/lines')\ndef f():\n    yield {'n': 1}\n    yield [2]\n"
        "@app.get('/chunks', response_class=StreamingResponse)\n"
        "async def g():\n    yield 'a'\n    yield b'b'\n");
    const Reply reply = program.get("/lines");
    EXPECT_EQ(reply.response.body, "{\"n\": 1}\n[2]\n");
    EXPECT_EQ(header(reply, "content-type"), "application/jsonl");
    EXPECT_EQ(program.body("/chunks"), "ab");
}

TEST(Handle, StartupRunsBeforeAndShutdownAfter) {
    Program program(
        "@app.on_event('startup')\nasync def up(): log.append('up')\n"
        "@app.on_event('shutdown')\ndef down(): log.append('down')\n"
        "@app.get('/')\ndef f(): return log\n");
    EXPECT_EQ(start(program.app()), "");
    EXPECT_EQ(program.body("/"), R"(["up"])");
    EXPECT_EQ(shut_down(program.app()), "");
    EXPECT_EQ(program.body("/"), R"(["up","down"])");
}

TEST(Handle, ALifespanSurroundsTheRequests) {
    Program program(
        "from contextlib import asynccontextmanager\n"
        "@asynccontextmanager\n"
        "async def life(app):\n    log.append('up')\n    yield\n    log.append('down')\n"
        "app = FastAPI(lifespan=life)\n"
        "@app.get('/')\ndef f(): return log\n");
    EXPECT_EQ(start(program.app()), "");
    EXPECT_EQ(program.body("/"), R"(["up"])");
    EXPECT_EQ(shut_down(program.app()), "");
    EXPECT_EQ(program.body("/"), R"(["up","down"])");
}

TEST(Handle, ALimitStopsTheRequestAndNothingAnswers) {
    Program program("@app.get('/')\ndef f():\n    while True: pass\n");
    const Reply reply = program.get("/");
    EXPECT_TRUE(reply.stopped);
    EXPECT_EQ(program.vm().stopped()->kind, lang::StopKind::Steps);
}

TEST(Handle, TheApplicationIsTheGlobalAppOrTheOnlyOne) {
    EXPECT_TRUE(Program("api = app\ndel app\n").loads());
    Program two("one = app\ntwo = FastAPI()\ndel app\n");
    EXPECT_FALSE(two.loads());
}

}  // namespace
}  // namespace web
