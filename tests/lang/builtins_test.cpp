#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

TEST(Builtins, PrintJoinsAndEnds) {
    EXPECT_EQ(run_guest("print(1, 'a', None, sep='-', end='!')\nprint()").output, "1-a-None!\n");
    EXPECT_EQ(run_guest("print('x', sep=None, end=None, flush=True)").output, "x\n");
    EXPECT_EQ(outcome("print(1, sep=5)"), "TypeError: sep must be None or a string, not int");
    EXPECT_EQ(outcome("print(1, file=5)"), "AttributeError: 'int' object has no attribute 'write'");
}

TEST(Builtins, LoneSurrogatesCannotBePrinted) {
    EXPECT_EQ(outcome("print('a\\ud800')"),
              "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 1: "
              "surrogates not allowed");
    EXPECT_EQ(outcome("print('\xED\x9F\xBF')"), "\xED\x9F\xBF");  // U+D7FF is none
}

TEST(Builtins, WhatReachesOutsideIsRefused) {
    for (const char* call :
         {"open('x')", "eval('1')", "exec('1')", "compile('1', '', 'eval')", "input()",
          "breakpoint()", "globals()", "locals()", "complex(1)", "memoryview(b'')"}) {
        EXPECT_TRUE(outcome(call).starts_with("refused: ")) << call;
    }
}

TEST(Builtins, FloatsAreSummedWithoutLosingWhatRoundingDrops) {
    EXPECT_EQ(value_of("sum([0.1] * 10)"), "1.0");  // 3.12; 0.9999999999999999 before
    EXPECT_EQ(value_of("sum([1e16, 1, -1e16])"), "1.0");
    EXPECT_EQ(value_of("sum([1, 2.5, True])"), "4.5");
    EXPECT_EQ(outcome("sum(['a'], '')"),
              "TypeError: sum() can't sum strings [use ''.join(seq) instead]");
}

TEST(Builtins, SortingIsStableAndTellsOfChanges) {
    EXPECT_EQ(value_of("sorted([(1, 'b'), (0, 'x'), (1, 'a')], key=lambda p: p[0])"),
              "[(0, 'x'), (1, 'b'), (1, 'a')]");
    EXPECT_EQ(value_of("sorted([(1, 'b'), (0, 'x'), (1, 'a')], key=lambda p: p[0], reverse=True)"),
              "[(1, 'b'), (1, 'a'), (0, 'x')]");
    EXPECT_EQ(outcome("xs = [3, 1, 2]\ndef key(x):\n    xs.append(x)\n    return x\n"
                      "xs.sort(key=key)"),
              "ValueError: list modified during sort");
    EXPECT_EQ(outcome("sorted([1, 'a'])"),
              "TypeError: '<' not supported between instances of 'str' and 'int'");
    EXPECT_EQ(value_of("sorted(range(1000), key=lambda x: -x) == list(range(999, -1, -1))"),
              "True");
    EXPECT_EQ(value_of("sorted([x * 7919 % 1009 + 0.5 for x in range(1009)]) == "
                       "[x + 0.5 for x in range(1009)]"),
              "True");
}

TEST(Builtins, AFailedSortLeavesTheListAsItWas) {
    EXPECT_EQ(outcome("xs = [3, 'a', 1]\ntry:\n    xs.sort()\nexcept TypeError:\n    print(xs)"),
              "[3, 'a', 1]");
}

TEST(Builtins, IteratorsAreLazy) {
    EXPECT_EQ(outcome("def f(x):\n    print('f', x)\n    return x\nm = map(f, [1, 2])\n"
                      "print('made')\nprint(next(m))"),
              "made\nf 1\n1");
    EXPECT_EQ(value_of("list(zip([1, 2], iter([3])))"), "[(1, 3)]");
    EXPECT_EQ(outcome("list(zip([1], [1, 2], strict=True))"),
              "ValueError: zip() argument 2 is longer than argument 1");
    EXPECT_TRUE(outcome("for x in filter(None, iter(int, 1)): pass").starts_with("limit:steps"));
}

TEST(Builtins, TypeWithThreeArgumentsMakesAClass) {
    EXPECT_EQ(outcome("A = type('A', (int,), {'x': 5})\nprint(A(3) + 1, A.x, A.__name__)"),
              "4 5 A");
}

TEST(Builtins, PropertiesHaveSettersAndDeleters) {
    EXPECT_EQ(outcome("class A:\n    @property\n    def x(self): return self._x\n"
                      "    @x.setter\n    def x(self, v): self._x = v * 2\n"
                      "    @x.deleter\n    def x(self): print('gone')\n"
                      "a = A()\na.x = 3\nprint(a.x)\ndel a.x"),
              "6\ngone");
}

TEST(Builtins, SubclassesOfContainersReachTheBuiltInMethods) {
    EXPECT_EQ(outcome("class D(dict):\n    def __setitem__(self, k, v):\n"
                      "        super().__setitem__(k, v + 1)\n"
                      "class L(list):\n    def __init__(self, *xs):\n        super().__init__(xs)\n"
                      "d = D()\nd['a'] = 1\nprint(d, L(1, 2), len(L(1)))"),
              "{'a': 2} [1, 2] 1");
}

TEST(Builtins, LargeIntegersAreHeldToCPythonsDigits) {
    EXPECT_TRUE(outcome("str(10 ** 5000)").starts_with("ValueError: Exceeds the limit"));
    EXPECT_EQ(value_of("(10 ** 30).to_bytes(13, 'big').hex()"), "'0c9f2c9cd04674edea40000000'");
    EXPECT_EQ(value_of("int.from_bytes(bytes.fromhex('0c9f2c9cd04674edea40000000'))"),
              "1" + std::string(30, '0'));
    EXPECT_EQ(value_of("round(-25, -1), round(35, -1), round(10 ** 20 + 5, -1)"),
              "(-20, 40, 100000000000000000000)");
}

}  // namespace
}  // namespace lang
