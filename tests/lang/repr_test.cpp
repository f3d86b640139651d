#include "lang/repr.h"

#include <gtest/gtest.h>

#include "guest.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

TEST(Quote, PicksTheQuotesAndEscapesTheRest) {
    EXPECT_EQ(quote_text("it's"), "\"it's\"");
    EXPECT_EQ(quote_text("a'b\"c"), "'a\\'b\"c'");
    EXPECT_EQ(quote_text("\x1b\n\x7f"), "'\\x1b\\n\\x7f'");
    EXPECT_EQ(quote_text("é\xC2\xA0"), "'é\\xa0'");
    EXPECT_EQ(quote_text("é😀", Escape::NonAscii), "'\\xe9\\U0001f600'");
    EXPECT_EQ(quote_bytes(std::string_view("a\0\xff'", 4)), "b\"a\\x00\\xff'\"");
}

TEST(Repr, ContainersInsideThemselvesEnd) {
    EXPECT_EQ(outcome("x = []\nx.append(x)\nprint(x)"), "[[...]]");
    EXPECT_EQ(outcome("d = {}\nd['d'] = d\nprint(d)"), "{'d': {...}}");
    EXPECT_EQ(outcome("class A:\n    def __repr__(self): return repr(xs)\nxs = []\nxs.append(A())\n"
                      "print(xs)"),
              "[[...]]");
}

TEST(Repr, DeepNestingIsARecursionError) {
    EXPECT_EQ(outcome("x = []\nfor i in range(100000): x = [x]\nrepr(x)"),
              "RecursionError: maximum recursion depth exceeded while getting the repr of an "
              "object");
}

TEST(Repr, ATextThatDoesNotFitEndsInTheMemoryLimit) {
    const std::string source = "a = ['lol'] * 10\nfor i in range(8): a = [a] * 10\nprint(str(a))";
    EXPECT_TRUE(run_guest(source, VmOptions()).error.starts_with("limit:memory"));
}

TEST(Repr, AContainerMayShrinkWhileItIsShown) {
    EXPECT_EQ(outcome("xs = []\nclass R:\n    def __repr__(self):\n        xs.clear()\n"
                      "        return 'R'\nfor i in range(3): xs.append(R())\nprint(xs)"),
              "[R]");
}

TEST(Repr, AddressesAreTheSameInEveryRun) {
    const char* program = "class A: pass\nprint(A(), A())";
    EXPECT_EQ(outcome(program), outcome(program));
    EXPECT_EQ(outcome("class A: pass\nprint(A())"), "<__main__.A object at 0x7f0000000010>");
    EXPECT_EQ(outcome("a, b = [], []\nprint(id(a) == id(a), id(a) == id(b), id(1) == id(1))"),
              "True False True");
}

TEST(Repr, WhatReprGivesMustBeText) {
    EXPECT_EQ(outcome("class A:\n    def __repr__(self): return 5\nrepr(A())"),
              "TypeError: __repr__ returned non-string (type int)");
    EXPECT_EQ(outcome("class A:\n    def __str__(self): return 5\nstr(A())"),
              "TypeError: __str__ returned non-string (type int)");
}

TEST(Repr, TypesShowAsAnnotationsAreWritten) {
    EXPECT_EQ(value_of("dict[str, list[int]]"), "dict[str, list[int]]");
    EXPECT_EQ(value_of("int | None"), "int | None");
    EXPECT_EQ(outcome("from typing import Annotated\nprint(Annotated[str, 'x'])"),
              "typing.Annotated[str, 'x']");
    EXPECT_EQ(outcome("class A: pass\nprint(A, list[A])"), "<class '__main__.A'> list[__main__.A]");
}

}  // namespace
}  // namespace lang
