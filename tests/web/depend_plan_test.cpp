// What a program is refused for while it loads, and what it may declare.
#include "web/depend_plan.h"

#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

std::string error_of(std::string_view source) { return Program(source).load_error(); }

TEST(DependPlan, WhatIsNotCallableIsRefused) {
    EXPECT_EQ(error_of("@app.get('/')\ndef f(x=Depends(5)): pass\n"),
              "TypeError: 5 is not a callable object");
}

TEST(DependPlan, ACoroutineIsNoDependency) {
    const std::string error = error_of(
        "async def dep(): return 1\n"
        "@app.get('/')\n"
        "def f(x=Depends(dep())): pass\n");
    EXPECT_TRUE(error.starts_with("TypeError: <coroutine object dep")) << error;
    EXPECT_TRUE(error.ends_with("is not a callable object")) << error;
}

TEST(DependPlan, APathParameterIsNoQuery) {
    EXPECT_EQ(error_of("@app.get('/{a}')\ndef f(a: int = Query()): pass\n"),
              "AssertionError: Cannot use `Query` for path param 'a'");
}

TEST(DependPlan, APathParameterIsScalar) {
    EXPECT_EQ(error_of("@app.get('/{a}')\ndef f(a: dict): pass\n"),
              "AssertionError: Path params must be of one of the supported types");
}

TEST(DependPlan, PathHasNoDefault) {
    EXPECT_EQ(error_of("@app.get('/{a}')\ndef f(a: int = Path(default=1)): pass\n"),
              "AssertionError: Path parameters cannot have a default value");
}

TEST(DependPlan, DependsStandsInOnePlaceOnly) {
    EXPECT_EQ(error_of("def d(): return 1\n"
                       "@app.get('/')\n"
                       "def f(a: Annotated[int, Depends(d)] = Depends(d)): pass\n"),
              "AssertionError: Cannot specify `Depends` in `Annotated` and default value together "
              "for 'a'");
}

TEST(DependPlan, ADefaultDoesNotStandInAnnotated) {
    EXPECT_EQ(error_of("@app.get('/')\ndef f(a: Annotated[int, Query(default=1)]): pass\n"),
              "AssertionError: `Query` default value cannot be set in `Annotated` for 'a'. Set the "
              "default value with `=` instead.");
}

TEST(DependPlan, APlainClassIsNoParameter) {
    const std::string error = error_of("class Thing: pass\n@app.get('/')\ndef f(a: Thing): pass\n");
    EXPECT_TRUE(
        error.starts_with("FastAPIError: Invalid args for response field! Hint: check "
                          "that <class 'app.Thing'> is a valid Pydantic field type."))
        << error;
}

TEST(DependPlan, ADictIsNoQuery) {
    EXPECT_EQ(error_of("@app.get('/')\ndef f(a: dict = Query()): pass\n"),
              "AssertionError: Query parameter 'a' must be one of the supported types");
}

TEST(DependPlan, WithoutAParameterItMustBeCallable) {
    EXPECT_EQ(error_of("@app.get('/', dependencies=[Depends()])\ndef f(): pass\n"),
              "AssertionError: A parameter-less dependency must have a callable dependency");
}

TEST(DependPlan, ACycleIsARecursionError) {
    EXPECT_EQ(error_of("def a(x=None): return 1\n"
                       "def b(x=Depends(a)): return x\n"
                       "a.__defaults__ = (Depends(b),)\n"
                       "def c(x=Depends(b)): return x\n"
                       "@app.get('/')\n"
                       "def root(x=Depends(c)): return x\n")
                  .substr(0, 15),
              "RecursionError:");
}

TEST(DependPlan, ManyWaysToTheSameDependencyArePlannedOnce) {
    Program program(
        "def leaf(): return 1\n"
        "f = leaf\n"
        "for i in range(60):\n"
        "    def node(a=Depends(f), b=Depends(f)): return a + b\n"
        "    f = node\n"
        "@app.get('/')\n"
        "def root(x=Depends(f)): return x\n");
    EXPECT_TRUE(program.loads()) << program.load_error();
}

TEST(DependPlan, AnAnnotationMayBeText) {
    Program program("@app.get('/')\ndef f(n: 'int', r: 'Request'): return [n, r.method]\n");
    ASSERT_TRUE(program.loads()) << program.load_error();
    EXPECT_EQ(program.body("/?n=5"), "[5,\"GET\"]");
}

TEST(DependPlan, AResponseWithoutBodyHasNoModel) {
    EXPECT_EQ(error_of("@app.get('/', status_code=204)\ndef f() -> dict: pass\n"),
              "AssertionError: Status code 204 must not have a response body");
    EXPECT_TRUE(Program("@app.get('/', status_code=204)\ndef f() -> None: pass\n").loads());
}

TEST(DependPlan, APlainClassIsNoReturnType) {
    const std::string error =
        error_of("class Thing: pass\n@app.get('/')\ndef f() -> Thing: pass\n");
    EXPECT_TRUE(error.starts_with("FastAPIError: Invalid args for response field!")) << error;
    EXPECT_TRUE(Program("class Thing: pass\n"
                        "@app.get('/', response_model=None)\n"
                        "def f() -> Thing: return 1\n")
                    .loads());
}

TEST(DependPlan, PrefixesAreChecked) {
    EXPECT_EQ(error_of("APIRouter(prefix='x')\n"),
              "AssertionError: A path prefix must start with '/'");
    EXPECT_EQ(error_of("APIRouter(prefix='/x/')\n"),
              "AssertionError: A path prefix must not end with '/', as the routes will start with "
              "'/'");
    EXPECT_EQ(error_of("r = APIRouter()\n@r.get('')\ndef f(): pass\napp.include_router(r)\n"),
              "FastAPIError: Prefix and path cannot be both empty (path operation: f)");
}

TEST(DependPlan, ARequestScopedGeneratorCannotUseAFunctionScopedOne) {
    EXPECT_EQ(error_of("def short():\n    yield 1\n"
                       "def long(x=Depends(short, scope='function')):\n    yield x\n"
                       "@app.get('/')\n"
                       "def f(x=Depends(long)): pass\n"),
              "DependencyScopeError: The dependency \"long\" has a scope of \"request\", it cannot "
              "depend on dependencies with scope \"function\".");
}

TEST(DependPlan, UnknownKeywordsOfADecoratorAreRefused) {
    EXPECT_EQ(error_of("@app.get('/', colour='red')\ndef f(): pass\n"),
              "TypeError: FastAPI.get() got an unexpected keyword argument 'colour'");
}

}  // namespace
}  // namespace web
