// What the compiler makes of names and blocks, seen through the programs it compiles.
#include "lang/compiler.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "guest.h"
#include "lang/native.h"
#include "lang/parser.h"
#include "lang/symbols.h"

namespace lang {
namespace {

class Compiling : public testing::Test {
  protected:
    std::shared_ptr<const Code> compile(std::string_view source) {
        const auto ast = parse_module(source);
        EXPECT_TRUE(ast.ok());
        auto* module = vm_.heap().make<Module>(vm_.classes.module);
        module_ = Value::adopt(module);
        auto code = compile_module(vm_, **ast, *module, make_source("test.py", source));
        EXPECT_TRUE(code.ok());
        return *code;
    }
    static int count(const Code& code, Op op) {
        return static_cast<int>(std::count_if(code.instructions.begin(), code.instructions.end(),
                                              [op](const Instruction& i) { return i.op == op; }));
    }
    Vm vm_{VmOptions{}};
    Value module_;
};

TEST_F(Compiling, ASurelyBoundLocalIsUsedInPlace) {
    const auto code = compile("def f(a):\n    b = a\n    return a + b\n")->children[0];
    EXPECT_EQ(count(*code, Op::CheckBound), 0);
    EXPECT_EQ(count(*code, Op::Move), 1);
    EXPECT_EQ(count(*code, Op::Add), 1);
}

TEST_F(Compiling, ALocalBoundInOneBranchIsChecked) {
    const auto code = compile("def f(a):\n    if a:\n        b = 1\n    return b\n")->children[0];
    EXPECT_EQ(count(*code, Op::CheckBound), 1);
}

TEST_F(Compiling, ALocalBoundInBothBranchesIsNotChecked) {
    const auto code =
        compile("def f(a):\n    if a:\n        b = 1\n    else:\n        b = 2\n    return b\n")
            ->children[0];
    EXPECT_EQ(count(*code, Op::CheckBound), 0);
}

TEST_F(Compiling, ABranchThatRaisesDoesNotUnbind) {
    const auto code =
        compile("def f(a):\n    if a:\n        b = 1\n    else:\n        raise a\n    return b\n")
            ->children[0];
    EXPECT_EQ(count(*code, Op::CheckBound), 0);
}

TEST_F(Compiling, CodeForNobodyRecordsNothing) {
    const auto code = compile("x = 1\nfor i in []:\n    x += i\n");
    EXPECT_EQ(count(*code, Op::Line) + count(*code, Op::RecordGlobal), 0);
}

TEST_F(Compiling, AConditionJumpsWithoutMakingABool) {
    const auto code =
        compile("def f(a, b):\n    if a < b and not a == 3:\n        return 1\n")->children[0];
    EXPECT_EQ(count(*code, Op::JumpLt), 1);
    EXPECT_EQ(count(*code, Op::JumpEq), 1);
    EXPECT_EQ(count(*code, Op::Lt) + count(*code, Op::Not) + count(*code, Op::JumpTruth), 0);
}

TEST_F(Compiling, FinallyBodiesAreNotRepeated) {
    std::string source = "def f():\n";
    std::string indent = "    ";
    for (int depth = 0; depth < 15; ++depth) {
        source += indent + "try:\n" + indent + "    pass\n" + indent + "finally:\n";
        indent += "    ";
        source += indent + "if x: return 1\n";
    }
    EXPECT_LT(compile(source)->children[0]->instructions.size(), 2000U);
}

TEST(Names, ClassBodiesAreNotSeenByTheirMethods) {
    EXPECT_EQ(outcome("x = 'global'\nclass A:\n    x = 'class'\n    def f(self): return x\n"
                      "print(A().f(), A.x)"),
              "global class");
}

TEST(Names, PrivateNamesGetTheirClass) {
    EXPECT_EQ(outcome("class A:\n    def __init__(self): self.__v = 3\n"
                      "    def get(self): return self.__v\na = A()\nprint(a.get(), a._A__v)"),
              "3 3");
}

TEST(Names, ComprehensionVariablesDoNotLeak) {
    EXPECT_EQ(outcome("x = 5\ny = [x for x in range(3)]\nprint(x, y)"), "5 [0, 1, 2]");
    EXPECT_EQ(outcome("def f():\n    y = [q for q in range(3)]\n    return q\nf()"),
              "NameError: name 'q' is not defined");
}

TEST(Names, LambdasInComprehensionsShareTheVariable) {
    EXPECT_EQ(outcome("print([f() for f in [lambda: i for i in range(3)]])"), "[2, 2, 2]");
}

TEST(Names, AWalrusInAComprehensionBindsOutside) {
    EXPECT_EQ(
        outcome("def f():\n    r = [y := x + 1 for x in range(3)]\n    return r, y\nprint(f())"),
        "([1, 2, 3], 3)");
}

TEST(Names, OperandsAreReadBeforeAWalrusChangesThem) {
    EXPECT_EQ(outcome("def f():\n    x = 1\n    return x + (x := 10)\nprint(f())"), "11");
}

TEST(Names, AnUnboundLocalIsNamed) {
    EXPECT_EQ(outcome("def f():\n    print(x)\n    x = 1\nf()"),
              "UnboundLocalError: cannot access local variable 'x' where it is not associated with "
              "a value");
}

TEST(Names, AnUnboundFreeVariableIsNamed) {
    EXPECT_EQ(outcome("def f():\n    def g(): return x\n    g()\n    x = 1\nf()"),
              "NameError: cannot access free variable 'x' where it is not associated with a value "
              "in enclosing scope");
}

TEST(Names, NonlocalReachesPastAComprehension) {
    EXPECT_EQ(outcome("def f():\n    n = 0\n    def g():\n        nonlocal n\n"
                      "        n += sum(n + i for i in range(3))\n        return n\n"
                      "    return g(), n\nprint(f())"),
              "(3, 3)");
}

TEST(Assigning, AFailedRightSideLeavesTheVariable) {
    EXPECT_EQ(outcome("def f():\n    x = 7\n    try:\n        x = 0 or 1 / 0\n"
                      "    except ZeroDivisionError:\n        return x\nprint(f())"),
              "7");
}

TEST(Assigning, TargetsAreAssignedFromLeftToRight) {
    EXPECT_EQ(outcome("a = [0, 0]\ni = 0\ni, a[i] = 1, 5\nprint(a)"), "[0, 5]");
}

TEST(Leaving, FinallyOverridesAReturn) {
    EXPECT_EQ(outcome("def f():\n    for i in range(3):\n        try:\n            return i\n"
                      "        finally:\n            if i < 2: continue\nprint(f())"),
              "2");
}

TEST(Leaving, AReturnValueIsTakenBeforeFinallyChangesTheVariable) {
    EXPECT_EQ(
        outcome("def f():\n    x = 1\n    try:\n        return x\n    finally:\n        x = 2\n"
                "print(f())"),
        "1");
}

TEST(Leaving, BreakThroughWithAndFinallyRunsBothOnce) {
    EXPECT_EQ(outcome("class C:\n    def __enter__(self): print('in', end=' ')\n"
                      "    def __exit__(self, *a): print('out', a[0], end=' ')\n"
                      "while True:\n    try:\n        with C():\n            break\n"
                      "    finally:\n        print('fin')"),
              "in out None fin");
}

TEST(Leaving, AnExceptionInFinallyReplacesTheReturn) {
    EXPECT_EQ(
        outcome("def f():\n    try:\n        return 1\n    finally:\n        raise KeyError(2)\n"
                "try:\n    f()\nexcept KeyError as e:\n    print(repr(e), e.__context__)"),
        "KeyError(2) None");
}

TEST(Annotations, AreEvaluatedLateAndSeeTheClass) {
    Vm vm{VmOptions{}};
    const Completion done = vm.run_module(
        "class A:\n    Local = int\n    x: Local\n    y: Later\n    def m(self, a: Local) -> "
        "Later: ...\n"
        "class Later: pass\n",
        "test.py");
    ASSERT_TRUE(done.ok());
    Completion cls = vm.get_attribute(vm.main_module(), "A");
    ASSERT_TRUE(cls.ok());
    Completion found = vm.annotations(cls.value());
    ASSERT_TRUE(found.ok());
    Completion shown = vm.repr(found.value());
    ASSERT_TRUE(shown.ok());
    EXPECT_EQ(text_of(shown.value()), "{'x': <class 'int'>, 'y': <class '__main__.Later'>}");
}

TEST(Annotations, OfNamesThatDoNotExistRaiseWhenAsked) {
    Vm vm{VmOptions{}};
    ASSERT_TRUE(vm.run_module("def f(a: Missing): pass\n", "test.py").ok());
    Completion function = vm.get_attribute(vm.main_module(), "f");
    Completion found = vm.annotations(function.value());
    ASSERT_TRUE(found.raised());
    EXPECT_EQ(vm.class_of(found.error()).name, "NameError");
}

TEST(Annotations, OfAFunctionInItsClosureSeeTheClosure) {
    Vm vm{VmOptions{}};
    ASSERT_TRUE(vm.run_module("def make(kind):\n    def f(a: kind) -> 'text': pass\n    return f\n"
                              "f = make(str)\n",
                              "test.py")
                    .ok());
    Completion function = vm.get_attribute(vm.main_module(), "f");
    Completion found = vm.annotations(function.value());
    ASSERT_TRUE(found.ok());
    Completion shown = vm.repr(found.value());
    EXPECT_EQ(text_of(shown.value()), "{'a': <class 'str'>, 'return': 'text'}");
}

TEST(Annotations, StringsAreEvaluatedInTheModule) {
    Vm vm{VmOptions{}};
    ASSERT_TRUE(vm.run_module("class User: pass\n", "test.py").ok());
    Completion found = vm.evaluate("User | None", vm.main_module());
    ASSERT_TRUE(found.ok());
    Completion bad = vm.evaluate("1 +", vm.main_module());
    ASSERT_TRUE(bad.raised());
    EXPECT_EQ(vm.class_of(bad.error()).name, "SyntaxError");
}

}  // namespace
}  // namespace lang
