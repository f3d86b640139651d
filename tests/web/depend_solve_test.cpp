// What dependencies do during a request: order, cache, classes, generators, overrides.
#include "web/depend_solve.h"

#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

TEST(DependSolve, RunsDepthFirstInOrder) {
    Program program(
        "def leaf(): log.append('leaf')\n"
        "def first(x=Depends(leaf)): log.append('first')\n"
        "def second(x=Depends(leaf)): log.append('second')\n"
        "@app.get('/', dependencies=[Depends(second)])\n"
        "def f(a=Depends(first)): return log\n");
    EXPECT_EQ(program.body("/"), "[\"leaf\",\"second\",\"first\"]");
}

TEST(DependSolve, UseCacheFalseCallsAgainAndStoresOnlyTheFirst) {
    Program program(
        "def count():\n    log.append(1)\n    return len(log)\n"
        "@app.get('/')\n"
        "def f(a=Depends(count, use_cache=False), b=Depends(count), \n"
        "      c=Depends(count, use_cache=False), d=Depends(count)): return [a, b, c, d]\n");
    EXPECT_EQ(program.body("/"), "[1,1,2,1]");
}

TEST(DependSolve, AnInvalidDependencyIsNotCalledButLaterOnesAre) {
    Program program(
        "def number(n: int): log.append('number')\n"
        "def late(): log.append('late')\n"
        "@app.get('/')\n"
        "def f(a=Depends(number), b=Depends(late)): pass\n"
        "@app.get('/log')\n"
        "def show(): return log\n");
    EXPECT_EQ(program.get("/?n=x").response.status, 422);
    EXPECT_EQ(program.body("/log"), "[\"late\"]");
}

TEST(DependSolve, ALaterHttpExceptionWinsOverAnEarlier422) {
    Program program(
        "def number(n: int): pass\n"
        "def refuse(): raise HTTPException(403)\n"
        "@app.get('/')\n"
        "def f(a=Depends(number), b=Depends(refuse)): pass\n");
    EXPECT_EQ(program.get("/").response.status, 403);
}

TEST(DependSolve, ErrorsOfARepeatedDependencyAreToldOncePerUse) {
    Program program(
        "def number(n: int): pass\n"
        "@app.get('/')\n"
        "def f(a=Depends(number), b=Depends(number)): pass\n");
    const std::string one =
        R"({"type":"missing","loc":["query","n"],"msg":"Field required","input":null})";
    EXPECT_EQ(program.body("/"), "{\"detail\":[" + one + "," + one + "]}");
}

TEST(DependSolve, ClassesAndInstancesAreCalled) {
    Program program(
        "class Page:\n"
        "    def __init__(self, size: int = 3): self.size = size\n"
        "class Times:\n"
        "    def __init__(self, by): self.by = by\n"
        "    def __call__(self, page: Page = Depends()): return page.size * self.by\n"
        "@app.get('/')\n"
        "def f(page: Annotated[Page, Depends()], n=Depends(Times(2))): return [page.size, n]\n");
    EXPECT_EQ(program.body("/?size=5"), "[5,10]");
}

TEST(DependSolve, AsyncDependenciesAreAwaited) {
    Program program(
        "async def one(): return 1\n"
        "class Two:\n"
        "    async def __call__(self, x=Depends(one)): return x + 1\n"
        "@app.get('/')\n"
        "def f(n=Depends(Two())): return n\n");
    EXPECT_EQ(program.body("/"), "2");
}

TEST(DependSolve, KeywordOnlyParametersAreGivenByName) {
    Program program(
        "def d(a: int, *, b: int = 2): return [a, b]\n"
        "@app.get('/')\n"
        "def f(*, x=Depends(d), r: Response): return x\n");
    EXPECT_EQ(program.body("/?a=1"), "[1,2]");
}

TEST(DependSolve, GeneratorsCloseInReverseAfterTheResponse) {
    Program program(
        "def a():\n    log.append('a in')\n    yield 1\n    log.append('a out')\n"
        "async def b(x=Depends(a)):\n    log.append('b in')\n    yield x\n"
        "    log.append('b out')\n"
        "@app.get('/')\n"
        "def f(x=Depends(b)):\n    log.append('f')\n    return x\n"
        "@app.get('/log')\n"
        "def show(): return log\n");
    EXPECT_EQ(program.body("/"), "1");
    EXPECT_EQ(program.body("/log"), R"(["a in","b in","f","b out","a out"])");
}

TEST(DependSolve, TheExceptionOfTheRouteComesOutAtTheYield) {
    Program program(
        "def d():\n"
        "    try: yield\n"
        "    except ValueError as e: raise HTTPException(409, str(e))\n"
        "@app.get('/')\n"
        "def f(x=Depends(d)): raise ValueError('clash')\n");
    const Reply reply = program.get("/");
    EXPECT_EQ(reply.response.status, 409);
    EXPECT_EQ(reply.response.body, R"({"detail":"clash"})");
}

TEST(DependSolve, SwallowingTheExceptionIsAServerError) {
    Program program(
        "def d():\n"
        "    try: yield\n"
        "    except ValueError: pass\n"
        "@app.get('/')\n"
        "def f(x=Depends(d)): raise ValueError()\n");
    const Reply reply = program.get("/");
    EXPECT_EQ(reply.response.status, 500);
    EXPECT_NE(reply.traceback.find("FastAPIError: Response not awaited."), std::string::npos)
        << reply.traceback;
}

TEST(DependSolve, WhatIsRaisedAfterTheResponseChangesNothing) {
    Program program(
        "def d():\n    yield\n    raise HTTPException(409)\n"
        "@app.get('/')\n"
        "def f(x=Depends(d)): return 1\n");
    const Reply reply = program.get("/");
    EXPECT_EQ(reply.response.status, 200);
    EXPECT_NE(reply.traceback.find("response already started"), std::string::npos);
}

TEST(DependSolve, AFunctionScopedGeneratorClosesBeforeTheResponse) {
    Program program(
        "def d():\n    yield\n    raise HTTPException(409)\n"
        "@app.get('/')\n"
        "def f(x=Depends(d, scope='function')): return 1\n");
    EXPECT_EQ(program.get("/").response.status, 409);
}

TEST(DependSolve, AGeneratorMustYieldOnce) {
    Program program(
        "def never():\n    if False: yield\n"
        "def twice():\n    yield 1\n    yield 2\n"
        "@app.get('/never')\ndef f(x=Depends(never)): pass\n"
        "@app.get('/twice')\ndef g(x=Depends(twice)): return 1\n");
    EXPECT_NE(program.get("/never").traceback.find("RuntimeError: generator didn't yield"),
              std::string::npos);
    EXPECT_NE(program.get("/twice").traceback.find("RuntimeError: generator didn't stop"),
              std::string::npos);
}

TEST(DependSolve, OverridesTakeTheirOwnParameters) {
    Program program(
        "def real(): return 'real'\n"
        "def fake(name: str = 'nobody'): return name\n"
        "@app.get('/')\ndef f(x=Depends(real)): return x\n"
        "@app.get('/on')\ndef on(): app.dependency_overrides[real] = fake\n"
        "@app.get('/off')\ndef off(): app.dependency_overrides.clear()\n");
    EXPECT_EQ(program.body("/"), "\"real\"");
    program.get("/on");
    EXPECT_EQ(program.body("/?name=ann"), "\"ann\"");
    program.get("/off");
    EXPECT_EQ(program.body("/"), "\"real\"");
}

TEST(DependSolve, WrappersShowTheParametersOfWhatTheyWrap) {
    Program program(
        "from functools import wraps, partial\n"
        "def loud(f):\n"
        "    @wraps(f)\n"
        "    def inner(*args, **kwargs): return f(*args, **kwargs).upper()\n"
        "    return inner\n"
        "@loud\n"
        "def name(who: str): return who\n"
        "def scale(n: int, by: int): return n * by\n"
        "@app.get('/')\n"
        "def f(a=Depends(name), b=Depends(partial(scale, by=3))): return [a, b]\n");
    EXPECT_EQ(program.body("/?who=ann&n=2"), "[\"ANN\",6]");
}

TEST(DependSolve, DefaultsAreCopiedAndFactoriesCalled) {
    Program program(
        "@app.get('/')\n"
        "def f(n: int = Query(default_factory=lambda: 7), tags: list[str] = Query(default=[])):\n"
        "    tags.append('x')\n"
        "    return [n, tags]\n");
    EXPECT_EQ(program.body("/"), "[7,[\"x\"]]");
    EXPECT_EQ(program.body("/"), "[7,[\"x\"]]");
}

TEST(DependSolve, AWideTreeOfUncachedCallsEndsAtTheLimit) {
    Program program(
        "def leaf(): return 1\n"
        "f = leaf\n"
        "for i in range(24):\n"
        "    def node(a=Depends(f, use_cache=False), b=Depends(f, use_cache=False)):\n"
        "        return a + b\n"
        "    f = node\n"
        "@app.get('/')\n"
        "def root(x=Depends(f)): return x\n");
    ASSERT_TRUE(program.loads());
    EXPECT_TRUE(program.get("/").stopped);
    EXPECT_EQ(program.vm().stopped()->kind, lang::StopKind::Steps);
}

}  // namespace
}  // namespace web
