// The Vm as natives and the web layer see it: calls, modules, limits.
#include "lang/vm.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "guest.h"
#include "lang/host.h"
#include "lang/native.h"

namespace lang {
namespace {

std::string limit(std::string_view source, VmOptions options = {}) {
    const std::string error = run_guest(source, options).error;
    return error.substr(0, error.find(' '));
}

TEST(Limits, AnEndlessLoopEndsAndCannotBeCaught) {
    EXPECT_EQ(limit("while True: pass"), "limit:steps");
    EXPECT_EQ(
        limit("while True:\n    try:\n        while True: pass\n    except BaseException: pass\n"
              "    finally: continue"),
        "limit:steps");
}

TEST(Limits, TheSameProgramStopsAtTheSamePlace) {
    const std::string source = "i = 0\nwhile True:\n    i += 1\n    if i % 1000 == 0: print(i)\n";
    VmOptions options;
    options.max_steps = 123'456;
    EXPECT_EQ(run_guest(source, options).output, run_guest(source, options).output);
    EXPECT_FALSE(run_guest(source, options).output.empty());
}

TEST(Limits, MemoryIsBounded) {
    EXPECT_EQ(limit("x = []\nwhile True: x.append('y' * 1000)"), "limit:memory");
    EXPECT_EQ(limit("x = 'a'\nwhile True: x = x + x"), "limit:memory");
}

TEST(Limits, GarbageInCyclesIsFoundInTime) {
    VmOptions options;
    options.max_memory_bytes = std::size_t{32} << 20;
    EXPECT_EQ(
        run_guest("for i in range(300000):\n    x = [i]\n    x.append(x)\nprint('ok')", options)
            .output,
        "ok\n");
}

TEST(Limits, OutputIsBounded) {
    VmOptions options;
    options.max_output_bytes = 100;
    EXPECT_EQ(limit("while True: print('0123456789')", options), "limit:output");
}

TEST(Limits, RecursionIsAnExceptionThatCanBeCaught) {
    EXPECT_EQ(outcome("def f(n): return f(n + 1)\ntry:\n    f(0)\n"
                      "except RecursionError as e: print(e)"),
              "maximum recursion depth exceeded");
}

TEST(Limits, AThousandFramesIncludeTheModule) {
    EXPECT_EQ(outcome("def f(n):\n    return n if n == 999 else f(n + 1)\nprint(f(1))"), "999");
    EXPECT_EQ(outcome("def f(n):\n    return n if n == 1000 else f(n + 1)\nf(1)"),
              "RecursionError: maximum recursion depth exceeded");
}

TEST(Limits, RecursionThroughNativesIsBoundedToo) {
    EXPECT_EQ(outcome("def f(x): return sorted([2, 1], key=f)\nf(1)"),
              "RecursionError: maximum recursion depth exceeded");
    EXPECT_EQ(outcome("class A:\n    def __add__(self, o): return self + o\nA() + 1"),
              "RecursionError: maximum recursion depth exceeded");
}

TEST(Limits, FinallyDoesNotRunAfterAStop) {
    const Ran ran = run_guest("try:\n    while True: pass\nfinally: print('no')");
    EXPECT_EQ(ran.output, "");
}

TEST(Limits, StepsCanBeRefilled) {
    Vm vm{VmOptions{}};
    ASSERT_TRUE(vm.run_module("def f(): return sum(range(10))\n", "test.py").ok());
    const std::uint64_t before = vm.steps_left();
    Completion function = vm.get_attribute(vm.main_module(), "f");
    ASSERT_TRUE(vm.call(function.value()).ok());
    EXPECT_LT(vm.steps_left(), before);
    vm.refill_steps();
    EXPECT_EQ(vm.steps_left(), vm.options().max_steps);
}

TEST(Calls, EveryKindOfCallableIsCalled) {
    EXPECT_EQ(
        outcome("class A:\n    def __init__(self, x=0): self.x = x\n"
                "    def m(self, y): return self.x + y\n    def __call__(self, z): return z * 2\n"
                "    @staticmethod\n    def s(a): return a\n"
                "    @classmethod\n    def c(cls, a): return cls(a).x\n"
                "a = A(1)\nm = a.m\nprint(a.m(1), m(2), a(3), A.s(4), A.c(5), A.m(a, 5), "
                "len('abc'), (lambda: 9)())"),
        "2 3 6 4 5 6 3 9");
    EXPECT_EQ(outcome("5()"), "TypeError: 'int' object is not callable");
}

TEST(Calls, TheCallersValuesStayAsTheyAre) {
    Vm vm{VmOptions{}};
    ASSERT_TRUE(vm.run_module("def f(a, *b, **c): return (a, b, c)\n", "test.py").ok());
    Completion function = vm.get_attribute(vm.main_module(), "f");
    Value args[] = {Value::small(1), vm.heap().make_str("two")};
    Keyword named[] = {{"three", Value::small(3)}};
    Completion result = vm.call(function.value(), args, named);
    ASSERT_TRUE(result.ok());
    Completion shown = vm.repr(result.value());
    EXPECT_EQ(text_of(shown.value()), "(1, ('two',), {'three': 3})");
    EXPECT_EQ(text_of(args[1]), "two");
    EXPECT_EQ(named[0].value.as_small(), 3);
}

TEST(Calls, AMethodIsCalledByName) {
    Vm vm{VmOptions{}};
    Value args[] = {vm.heap().make_str(",")};
    Completion parts = vm.call_method(vm.heap().make_str("a,b"), "split", args);
    ASSERT_TRUE(parts.ok());
    EXPECT_EQ(parts.value().as<List>()->items.size(), 2U);
}

TEST(Calls, InitMustReturnNone) {
    EXPECT_EQ(outcome("class A:\n    def __init__(self): return 1\nA()"),
              "TypeError: __init__() should return None, not 'int'");
}

void load_answers(Vm& vm, Module& module) { set(vm, module, "answer", Value::small(42)); }

TEST(Modules, WhatIsOfferedCanBeImported) {
    std::string output;
    VmOptions options;
    options.output = [&](std::string_view text) { output += text; };
    Vm vm{options};
    vm.add_module({"oracle", load_answers});
    vm.add_module({"oracle.deep", load_answers});
    const Completion done = vm.run_module(
        "import oracle\nimport oracle.deep as d\nfrom oracle import answer as a\n"
        "from oracle import deep\nimport oracle.deep\nfrom oracle.deep import *\n"
        "print(oracle.answer, d.answer, a, deep.answer, oracle.deep.answer, answer)",
        "test.py");
    EXPECT_TRUE(done.ok());
    EXPECT_EQ(output, "42 42 42 42 42 42\n");
}

TEST(Modules, WhatIsNotOfferedIsAnImportError) {
    EXPECT_EQ(outcome("import nothing"), "ModuleNotFoundError: No module named 'nothing'");
    EXPECT_EQ(outcome("import nothing.at"), "ModuleNotFoundError: No module named 'nothing'");
    EXPECT_EQ(outcome("try:\n    import socket\nexcept ImportError as e:\n    print(e.name)"),
              "socket");
    EXPECT_EQ(outcome("from typing import Nothing"),
              "ImportError: cannot import name 'Nothing' from 'typing' (unknown location)");
}

TEST(Chance, DependsOnTheSeedAlone) {
    VmOptions one, two;
    one.seed = 1;
    two.seed = 2;
    Vm a{one}, b{one}, c{two};
    const std::uint64_t first = a.random_bits();
    EXPECT_EQ(first, b.random_bits());
    EXPECT_NE(first, c.random_bits());
    EXPECT_NE(first, a.random_bits());
}

TEST(Chance, ComesFromTheEntropyThatIsGiven) {
    Vm vm{VmOptions{}};
    set_entropy(vm, [next = std::uint64_t{40}]() mutable { return ++next; });
    EXPECT_EQ(vm.random_bits(), 41U);
    EXPECT_EQ(vm.random_bits(), 42U);
}

TEST(Limits, OutputIsCountedAnewAfterARefill) {
    VmOptions options;
    options.max_output_bytes = 10;
    Vm vm{options};
    EXPECT_TRUE(vm.print("12345678").ok());
    refill_output(vm);
    EXPECT_TRUE(vm.print("12345678").ok());
    EXPECT_TRUE(vm.print("12345678").stopped());
}

TEST(Time, StandsStillUnlessAClockIsGiven) {
    Vm vm{VmOptions{}};
    EXPECT_EQ(vm.clock().now_s(), 1'767'225'600);
}

TEST(Refusals, SayWhereAndWhat) {
    const std::string error = run_guest("from . import x").error;
    EXPECT_EQ(error.substr(0, 9), "refused: ");
    EXPECT_NE(error.find("line 1"), std::string::npos);
}

TEST(SyntaxErrors, AreRaised) {
    Vm vm{VmOptions{}};
    const Completion done = vm.run_module("x = (1,\n", "test.py");
    ASSERT_TRUE(done.raised());
    EXPECT_EQ(vm.class_of(done.error()).name, "SyntaxError");
}

std::unique_ptr<Vm> printing_vm(std::string& output) {
    VmOptions options;
    options.output = [&output](std::string_view text) { output += text; };
    return std::make_unique<Vm>(options);
}

constexpr std::string_view kTalker =
    "log = []\ndef say(n):\n    log.append([n] * 100)\n    return len(log), str(n) * 50\n";

// A function of the program, called with a number; what it gives as text.
std::string say(Vm& vm, int number) {
    const Heap::Scope scope(vm.heap());
    const Completion function = vm.get_attribute(vm.main_module(), "say");
    Value argument[] = {Value::small(number)};
    Completion said = vm.call(Completion(function).take(), argument);
    Completion text = vm.repr(said.value());
    return std::string(text_of(text.value()));
}

TEST(SeveralVms, TheOlderOneMayGoFirst) {
    std::string output;
    auto older = printing_vm(output);
    ASSERT_TRUE(older->run_module(kTalker, "a.py").ok());
    auto newer = printing_vm(output);
    ASSERT_TRUE(newer->run_module("print([i for i in range(3)])", "b.py").ok());
    older.reset();
    ASSERT_TRUE(
        newer->run_module("x = {}\nfor i in range(5000): x[i] = str(i)\nprint(len(x))", "b.py")
            .ok());
    newer.reset();
    EXPECT_EQ(output, "[0, 1, 2]\n5000\n");
    EXPECT_EQ(value_of("1 + 1"), "2");
}

TEST(SeveralVms, TakeTurns) {
    std::string output;
    std::vector<std::unique_ptr<Vm>> vms;
    for (int i = 0; i < 3; ++i) {
        vms.push_back(printing_vm(output));
        ASSERT_TRUE(vms.back()->run_module(kTalker, "a.py").ok());
    }
    const std::size_t used = vms[0]->heap().used();
    for (int round = 1; round <= 20; ++round) {
        for (auto& vm : vms)
            EXPECT_TRUE(say(*vm, round).starts_with("(" + std::to_string(round) + ", "));
    }
    EXPECT_GT(vms[0]->heap().used(), used);
    vms.erase(vms.begin() + 1);
    EXPECT_TRUE(say(*vms[0], 1).starts_with("(21, "));
    EXPECT_TRUE(say(*vms[1], 1).starts_with("(21, "));
    vms.erase(vms.begin());
    vms.push_back(printing_vm(output));
    ASSERT_TRUE(vms[1]->run_module(kTalker, "a.py").ok());
    EXPECT_TRUE(say(*vms[0], 1).starts_with("(22, "));
    EXPECT_TRUE(say(*vms[1], 1).starts_with("(1, "));
}

TEST(Streams, StderrIsAnotherOutputUnderTheSameLimit) {
    std::string output, errors;
    VmOptions options;
    options.output = [&](std::string_view text) { output += text; };
    options.error_output = [&](std::string_view text) { errors += text; };
    Vm vm(options);
    ASSERT_TRUE(vm.run_module("import sys\nprint('a', file=sys.stderr)\nprint('b')", "a.py").ok());
    EXPECT_EQ(output, "b\n");
    EXPECT_EQ(errors, "a\n");
    EXPECT_EQ(limit("import sys\nwhile True: print('x' * 9999, file=sys.stderr)"), "limit:output");
}

TEST(Modules, MissingOnesAreExplained) {
    EXPECT_EQ(outcome("import sqlite3"),
              "ModuleNotFoundError: No module named 'sqlite3' (this "
              "sandbox offers no databases)");
    EXPECT_EQ(outcome("import jsonn"),
              "ModuleNotFoundError: No module named 'jsonn'. Did you mean: 'json'?");
    EXPECT_EQ(outcome("import quux"), "ModuleNotFoundError: No module named 'quux'");
}

TEST(Modules, ErrorsOfTheirsStandWhereTheProgramCalledThem) {
    const std::string source = "import ipaddress\n\nipaddress.ip_address('x')\n";
    Vm vm({});
    const Completion done = vm.run_module(source, "a.py");
    ASSERT_TRUE(done.raised());
    EXPECT_EQ(vm.traceback_text(done.error()),
              "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n"
              "    ipaddress.ip_address('x')\n    ~~~~~~~~~~~~~~~~~~~~^^^^^\n"
              "ValueError: 'x' does not appear to be an IPv4 or IPv6 address\n");
}

}  // namespace
}  // namespace lang
