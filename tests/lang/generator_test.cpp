// Generators, coroutines, async generators.
#include "lang/generator.h"

#include <gtest/gtest.h>

#include "guest.h"
#include "lang/native.h"

namespace lang {
namespace {

constexpr std::string_view kRun =
    "def run(c):\n    try: c.send(None)\n    except StopIteration as e: return e.value\n";

std::string awaited(std::string_view body) {
    return outcome(std::string(kRun) + std::string(body));
}

TEST(Generators, SendThrowAndCloseReachTheYield) {
    EXPECT_EQ(outcome("def g():\n    x = yield 1\n    try:\n        yield x * 2\n"
                      "    except ValueError as e:\n        yield str(e)\n    finally:\n"
                      "        print('end')\n"
                      "a = g()\nprint(next(a), a.send(5), a.throw(ValueError('v')))\na.close()"),
              "1 10 v\nend");
}

TEST(Generators, DelegationPassesEverythingOn) {
    EXPECT_EQ(outcome("def inner():\n    try:\n        got = yield 'a'\n    except KeyError:\n"
                      "        got = yield 'caught'\n    return got\n"
                      "def outer():\n    return (yield from inner())\n"
                      "o = outer()\nprint(next(o), o.throw(KeyError()))\n"
                      "try: o.send(7)\nexcept StopIteration as e: print(e.value)"),
              "a caught\n7");
}

TEST(Generators, DelegationToAThousandDeepChainIsARecursionError) {
    EXPECT_EQ(outcome("def g(n):\n    if n: yield from g(n - 1)\n    yield n\n"
                      "try: list(g(5000))\nexcept RecursionError: print('deep')\n"
                      "print(len(list(g(300))))"),
              "deep\n301");
}

TEST(Generators, StopIterationInsideIsARuntimeError) {
    EXPECT_EQ(outcome("def g():\n    raise StopIteration(1)\n    yield\nlist(g())"),
              "RuntimeError: generator raised StopIteration");
}

TEST(Generators, CannotRunTwiceAtOnce) {
    EXPECT_EQ(outcome("def g():\n    yield next(me)\nme = g()\nnext(me)"),
              "ValueError: generator already executing");
}

TEST(Generators, RefuseToYieldWhenClosed) {
    EXPECT_EQ(outcome("def g():\n    try: yield 1\n    except GeneratorExit: yield 2\n"
                      "a = g()\nnext(a)\na.close()"),
              "RuntimeError: generator ignored GeneratorExit");
}

TEST(Generators, FirstSendMustBeNone) {
    EXPECT_EQ(outcome("def g(): yield\ng().send(1)"),
              "TypeError: can't send non-None value to a just-started generator");
}

TEST(Generators, AnAbandonedOneCleansUp) {
    EXPECT_EQ(outcome("def g():\n    try:\n        yield 1\n    finally:\n        print('clean')\n"
                      "for x in g(): break\nfor i in range(3): pass\nprint('after')"),
              "clean\nafter");
}

TEST(Generators, ManyAbandonedOnesAreNoTrouble) {
    EXPECT_EQ(outcome("def g():\n    yield 1\nfor i in range(50000):\n    next(g())\nprint('ok')"),
              "ok");
}

TEST(Generators, KeepTheirOwnHandledException) {
    EXPECT_EQ(outcome("def g():\n    try: raise ValueError('mine')\n    except ValueError:\n"
                      "        yield 1\n        raise\na = g()\nnext(a)\n"
                      "try:\n    raise KeyError('other')\nexcept KeyError:\n    try: next(a)\n"
                      "    except ValueError as e: print(e)"),
              "mine");
}

TEST(Coroutines, AwaitGivesTheResult) {
    EXPECT_EQ(awaited("async def a(x): return x + 1\nasync def b(): return await a(await a(1))\n"
                      "print(run(b()))"),
              "3");
}

TEST(Coroutines, CannotBeAwaitedTwice) {
    EXPECT_EQ(awaited("async def a(): return 1\nasync def b():\n    c = a()\n    await c\n"
                      "    await c\nrun(b())"),
              "RuntimeError: cannot reuse already awaited coroutine");
}

TEST(Coroutines, AreRunByNatives) {
    Vm vm{VmOptions{}};
    ASSERT_TRUE(
        vm.run_module("async def f(x):\n    return x * 2\nasync def bad(): raise KeyError(1)\n"
                      "class Waits:\n    def __await__(self): yield\n"
                      "async def stuck(): await Waits()\n",
                      "test.py")
            .ok());
    const auto start = [&](std::string_view name, std::span<Value> args) {
        Completion function = vm.get_attribute(vm.main_module(), name);
        Completion coroutine = vm.call(function.value(), args);
        return vm.run_coroutine(coroutine.value());
    };
    Value args[] = {Value::small(21)};
    Completion fine = start("f", args);
    ASSERT_TRUE(fine.ok());
    EXPECT_EQ(fine.value().as_small(), 42);
    Completion bad = start("bad", {});
    ASSERT_TRUE(bad.raised());
    EXPECT_EQ(vm.class_of(bad.error()).name, "KeyError");
    EXPECT_EQ(vm.class_of(start("stuck", {}).error()).name, "RuntimeError");
    EXPECT_EQ(vm.run_coroutine(Value::small(3)).value().as_small(), 3);
}

TEST(Coroutines, NativesGiveReadyOnes) {
    Vm vm{VmOptions{}};
    ASSERT_TRUE(vm.run_module("async def f(c): return [await c]\n", "test.py").ok());
    Value args[] = {ready_coroutine(vm, Value::small(8))};
    Completion function = vm.get_attribute(vm.main_module(), "f");
    Completion coroutine = vm.call(function.value(), args);
    Completion result = vm.run_coroutine(coroutine.value());
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result.value().as<List>()->items[0].as_small(), 8);
}

TEST(AsyncGenerators, AreIteratedAndClosed) {
    EXPECT_EQ(
        awaited(
            "async def g(n):\n    try:\n        for i in range(n): yield i\n"
            "    finally: print('closed')\n"
            "async def f():\n    a = g(5)\n    print(await a.__anext__(), await a.asend(None))\n"
            "    await a.aclose()\n    return [x async for x in g(3) if x]\nprint(run(f()))"),
        "0 1\nclosed\nclosed\n[1, 2]");
}

TEST(AsyncGenerators, AsyncWithAwaitsBothEnds) {
    EXPECT_EQ(awaited("class C:\n    async def __aenter__(self): return 5\n"
                      "    async def __aexit__(self, t, v, tb): return t is ValueError\n"
                      "async def f():\n    async with C() as x: raise ValueError\n    return x\n"
                      "print(run(f()))"),
              "5");
}

TEST(AsyncGenerators, WrongObjectsAreNamed) {
    EXPECT_EQ(awaited("async def f():\n    async for x in 5: pass\nrun(f())"),
              "TypeError: 'async for' requires an object with __aiter__ method, got int");
    EXPECT_EQ(awaited("async def f(): await 5\nrun(f())"),
              "TypeError: 'int' object can't be awaited");
}

}  // namespace
}  // namespace lang
