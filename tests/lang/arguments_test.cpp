// Binding arguments to the parameters of guest functions.
#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

std::string call(std::string_view signature, std::string_view arguments) {
    return outcome("def f(" + std::string(signature) + "): return 'ok'\nprint(f(" +
                   std::string(arguments) + "))");
}

TEST(Arguments, PositionalAndNamedMeetTheirParameters) {
    EXPECT_EQ(
        outcome("def f(a, b, c=3, *rest, d, e=5, **more):\n    return a, b, c, rest, d, e, more\n"
                "print(f(1, 2, d=4))\nprint(f(1, d=4, b=2, z=9))\nprint(f(1, 2, 3, 4, 5, d=6))"),
        "(1, 2, 3, (), 4, 5, {})\n(1, 2, 3, (), 4, 5, {'z': 9})\n(1, 2, 3, (4, 5), 6, 5, {})");
}

TEST(Arguments, MissingOnesAreListed) {
    EXPECT_EQ(call("a", ""), "TypeError: f() missing 1 required positional argument: 'a'");
    EXPECT_EQ(call("a, b", ""),
              "TypeError: f() missing 2 required positional arguments: 'a' and 'b'");
    EXPECT_EQ(call("a, b, c", ""),
              "TypeError: f() missing 3 required positional arguments: 'a', 'b', and 'c'");
    EXPECT_EQ(call("*, a", ""), "TypeError: f() missing 1 required keyword-only argument: 'a'");
}

TEST(Arguments, TooManyAreCounted) {
    EXPECT_EQ(call("", "1"), "TypeError: f() takes 0 positional arguments but 1 was given");
    EXPECT_EQ(call("a", "1, 2"), "TypeError: f() takes 1 positional argument but 2 were given");
    EXPECT_EQ(call("a, b=1", "1, 2, 3"),
              "TypeError: f() takes from 1 to 2 positional arguments but 3 were given");
    EXPECT_EQ(call("a, *, b", "1, 2, b=3"),
              "TypeError: f() takes 1 positional argument but 2 positional arguments (and 1 "
              "keyword-only argument) were given");
}

TEST(Arguments, UnknownNamesAreRefusedWithTheNearest) {
    EXPECT_EQ(call("a=1", "b=2"), "TypeError: f() got an unexpected keyword argument 'b'");
    EXPECT_EQ(call("user=1", "usr=2"),
              "TypeError: f() got an unexpected keyword argument 'usr'. Did you mean 'user'?");
}

TEST(Arguments, ANameCannotBeGivenTwice) {
    EXPECT_EQ(call("a", "1, a=2"), "TypeError: f() got multiple values for argument 'a'");
    EXPECT_EQ(call("a=1", "**{'a': 1}, **{'a': 2}"),
              "TypeError: __main__.f() got multiple values for keyword argument 'a'");
}

TEST(Arguments, PositionalOnlyCannotBeNamed) {
    EXPECT_EQ(call("a, /", "a=1"),
              "TypeError: f() got some positional-only arguments passed as keyword arguments: 'a'");
    EXPECT_EQ(outcome("def f(a, /, **k): return a, k\nprint(f(1, a=2))"), "(1, {'a': 2})");
}

TEST(Arguments, SpreadingSaysWhatCannotBeSpread) {
    EXPECT_EQ(call("*a", "*5"),
              "TypeError: __main__.f() argument after * must be an iterable, not int");
    EXPECT_EQ(call("**a", "**5"),
              "TypeError: __main__.f() argument after ** must be a mapping, not int");
    EXPECT_EQ(call("**a", "**{1: 2}"), "TypeError: keywords must be strings");
}

TEST(Arguments, DefaultsAreEvaluatedOnce) {
    EXPECT_EQ(outcome("def f(x, seen=[]):\n    seen.append(x)\n    return seen\nf(1)\nprint(f(2))"),
              "[1, 2]");
}

TEST(Arguments, MethodsShowTheirClassInMessages) {
    EXPECT_EQ(outcome("class A:\n    def m(self): pass\nA().m(1)"),
              "TypeError: A.m() takes 1 positional argument but 2 were given");
    EXPECT_EQ(outcome("class A:\n    def __init__(self, x): pass\nA()"),
              "TypeError: A.__init__() missing 1 required positional argument: 'x'");
}

TEST(Arguments, ThreeHundredOfThemArrive) {
    EXPECT_EQ(outcome("def f(*a): return len(a), a[299]\nprint(f(*range(300)))"), "(300, 299)");
}

}  // namespace
}  // namespace lang
