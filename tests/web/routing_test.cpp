#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

TEST(Routing, ARouterMayGetRoutesAfterItWasIncluded) {
    Program program(
        "r = APIRouter(prefix='/r')\napp.include_router(r, prefix='/v1')\n"
        "@r.get('/late')\ndef late(): return 'late'\n");
    EXPECT_EQ(program.body("/v1/r/late"), "\"late\"");
}

TEST(Routing, EachInclusionHasItsOwnDependencies) {
    Program program(
        "def a(): log.append('a')\ndef b(): log.append('b')\ndef c(): log.append('c')\n"
        "inner = APIRouter(dependencies=[Depends(c)])\n"
        "@inner.get('/x')\ndef x(): return [log.copy(), log.clear()][0]\n"
        "outer = APIRouter(dependencies=[Depends(b)])\n"
        "outer.include_router(inner)\n"
        "app.include_router(outer, prefix='/one', dependencies=[Depends(a)])\n"
        "app.include_router(inner, prefix='/two')\n");
    EXPECT_EQ(program.body("/one/x"), "[\"a\",\"b\",\"c\"]");
    EXPECT_EQ(program.body("/two/x"), "[\"c\"]");
}

TEST(Routing, RoutersThatIncludeEachOtherAreRefused) {
    Program program("a = APIRouter()\nb = APIRouter()\na.include_router(b)\nb.include_router(a)\n");
    EXPECT_FALSE(program.loads());
    EXPECT_TRUE(program.load_error().starts_with(
        "AssertionError: Cannot include an APIRouter instance that already includes this router."));
}

constexpr std::string_view kMounted =
    "sub = FastAPI()\n"
    "@sub.get('/here', name='here')\n"
    "def here(request: Request):\n"
    "    return [request.url.path, request.scope['root_path'], str(request.base_url),\n"
    "            str(request.url_for('here'))]\n"
    "@sub.get('/n/{n}')\ndef n(n: int): return n\n"
    "@sub.get('/boom')\ndef boom(): raise ValueError('x')\n"
    "@sub.exception_handler(404)\n"
    "async def gone(request, error): return Response('sub: gone', 404)\n"
    "app.mount('/sub', sub)\n"
    "@app.get('/sub/late')\ndef late(): return 'late'\n";

TEST(Routing, AMountedApplicationAnswersBelowItsPath) {
    Program program(kMounted);
    EXPECT_EQ(program.body("/sub/here"),
              "[\"/sub/here\",\"/sub\",\"http://testserver/\",\"http://testserver/sub/here\"]");
    EXPECT_EQ(program.body("/sub/n/7"), "7");
    EXPECT_EQ(program.body("/sub/late"), "sub: gone");
    EXPECT_EQ(*program.get("/sub/n/7/").response.headers.get("location"),
              "http://testserver/sub/n/7");
}

TEST(Routing, WhatAMountedApplicationDoesNotHandleIsA500AndLogged) {
    Program program(kMounted);
    const Reply reply = program.get("/sub/boom");
    EXPECT_EQ(reply.response.status, 500);
    EXPECT_NE(reply.traceback.find("ValueError: x"), std::string::npos);
}

TEST(Routing, AnApplicationMountedInItselfEnds) {
    Program program("app.mount('', app)\n");
    EXPECT_EQ(program.get("/x").response.status, 500);
}

TEST(Routing, ARootPathStandsInFrontOfEveryUrl) {
    Program program(
        "app = FastAPI(root_path='/api')\n"
        "@app.get('/a')\ndef a(request: Request):\n"
        "    return [str(request.url), str(request.base_url)]\n");
    EXPECT_EQ(program.body("/a"), "[\"http://testserver/a\",\"http://testserver/api/\"]");
    EXPECT_EQ(program.body("/api/a"), "[\"http://testserver/api/a\",\"http://testserver/api/\"]");
}

TEST(Routing, ARouteIsFoundByItsName) {
    Program program(
        "@app.get('/users/{id}')\ndef user(id: int): pass\n"
        "@app.get('/go')\ndef go(request: Request):\n"
        "    return [app.url_path_for('user', id=3), str(request.url_for('user', id=4))]\n");
    EXPECT_EQ(program.body("/go"), "[\"/users/3\",\"http://testserver/users/4\"]");
}

TEST(Routing, AWebSocketRouteIsKnownAndNotServed) {
    Program program(
        "from fastapi import WebSocket, WebSocketDisconnect\n"
        "@app.websocket('/ws')\nasync def ws(socket: WebSocket):\n"
        "    await socket.accept()\n");
    EXPECT_EQ(program.get("/ws").response.status, 404);
}

TEST(Routing, AddRouteTakesAFunctionOfTheRequest) {
    Program program(
        "async def plain(request): return Response('hi ' + request.path_params['n'])\n"
        "app.add_route('/p/{n}', plain, methods=['GET', 'POST'])\n");
    EXPECT_EQ(program.body("/p/bob"), "hi bob");
    EXPECT_EQ(program.status("DELETE", "/p/bob"), 405);
}

TEST(Routing, StateIsSharedBetweenMiddlewareDependenciesAndRoute) {
    Program program(
        "@app.middleware('http')\nasync def m(request, call_next):\n"
        "    request.state.seen = ['m']\n    return await call_next(request)\n"
        "def d(request: Request): request.state.seen.append('d')\n"
        "@app.get('/', dependencies=[Depends(d)])\n"
        "def f(request: Request): return request.state.seen\n");
    EXPECT_EQ(program.body("/"), "[\"m\",\"d\"]");
}

TEST(RouteClass, WithItsOwnWayToMatchIsRefusedInWords) {
    Program program(
        "from fastapi.routing import APIRoute\n"
        "class Odd(APIRoute):\n"
        "    def matches(self, scope): return super().matches(scope)\n"
        "router = APIRouter(route_class=Odd)\n"
        "@router.get('/x')\ndef x(): return 1\n");
    ASSERT_TRUE(program.vm().stopped());
    EXPECT_NE(program.vm().stopped()->message.find("refused: a route_class with its own matches()"),
              std::string::npos);
}

TEST(RouteClass, MustBeASubclassOfApiRoute) {
    Program program(
        "router = APIRouter(route_class=dict)\n"
        "@router.get('/x')\ndef x(): return 1\n");
    ASSERT_TRUE(program.vm().stopped());
    EXPECT_EQ(program.vm().stopped()->kind, lang::StopKind::Refused);
}

}  // namespace
}  // namespace web
