// Tracebacks, compared with what CPython 3.13 and 3.14 print.
#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

std::string traceback(std::string_view source) {
    VmOptions options;
    Vm vm{options};
    const Completion done = vm.run_module(source, "test.py");
    return done.raised() ? vm.traceback_text(done.error()) : "";
}

TEST(Traceback, MarksTheOperatorThatFailed) {
    EXPECT_EQ(traceback("def f(a, b):\n    return 1 + a  +  b\n\nf(1, 'x')\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 4, in <module>\n"
              "    f(1, 'x')\n"
              "    ~^^^^^^^^\n"
              "  File \"test.py\", line 2, in f\n"
              "    return 1 + a  +  b\n"
              "           ~~~~~~~^~~~\n"
              "TypeError: unsupported operand type(s) for +: 'int' and 'str'\n");
}

TEST(Traceback, MarksTheSubscriptAndTheAttribute) {
    EXPECT_EQ(traceback("d = {}\nprint(d['x']['y'])\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 2, in <module>\n"
              "    print(d['x']['y'])\n"
              "          ~^^^^^\n"
              "KeyError: 'x'\n");
    EXPECT_EQ(traceback("d = 5\nprint(d.real.foo)\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 2, in <module>\n"
              "    print(d.real.foo)\n"
              "          ^^^^^^^^^^\n"
              "AttributeError: 'int' object has no attribute 'foo'\n");
}

TEST(Traceback, MarksNothingWhenTheWholeLineFails) {
    EXPECT_EQ(traceback("raise ValueError('x')\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 1, in <module>\n"
              "    raise ValueError('x')\n"
              "ValueError: x\n");
    EXPECT_EQ(traceback("def f():\n    return g()\ndef g():\n    raise KeyError\nf()\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 5, in <module>\n"
              "    f()\n"
              "    ~^^\n"
              "  File \"test.py\", line 2, in f\n"
              "    return g()\n"
              "  File \"test.py\", line 4, in g\n"
              "    raise KeyError\n"
              "KeyError\n");
}

TEST(Traceback, ShowsSeveralLinesOfOneExpression) {
    EXPECT_EQ(traceback("x = (1\n     + 2\n     + 'a')\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 1, in <module>\n"
              "    x = (1\n"
              "         ~\n"
              "         + 2\n"
              "         ~~~\n"
              "         + 'a')\n"
              "         ^~~~~\n"
              "TypeError: unsupported operand type(s) for +: 'int' and 'str'\n");
}

TEST(Traceback, FoldsRepeatedLines) {
    EXPECT_EQ(traceback("def f(n):\n    f(n + 1)\n\nf(0)\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 4, in <module>\n"
              "    f(0)\n"
              "    ~^^^\n"
              "  File \"test.py\", line 2, in f\n"
              "    f(n + 1)\n"
              "    ~^^^^^^^\n"
              "  File \"test.py\", line 2, in f\n"
              "    f(n + 1)\n"
              "    ~^^^^^^^\n"
              "  File \"test.py\", line 2, in f\n"
              "    f(n + 1)\n"
              "    ~^^^^^^^\n"
              "  [Previous line repeated 996 more times]\n"
              "RecursionError: maximum recursion depth exceeded\n");
}

TEST(Traceback, TellsTheCause) {
    EXPECT_EQ(traceback("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n"
                        "    raise ValueError('bad') from e\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 2, in <module>\n"
              "    1 / 0\n"
              "    ~~^~~\n"
              "ZeroDivisionError: division by zero\n"
              "\n"
              "The above exception was the direct cause of the following exception:\n"
              "\n"
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 4, in <module>\n"
              "    raise ValueError('bad') from e\n"
              "ValueError: bad\n");
}

TEST(Traceback, TellsWhatWasBeingHandled) {
    const std::string text =
        traceback("try:\n    raise KeyError('k')\nfinally:\n    raise ValueError('bad')\n");
    EXPECT_NE(text.find("KeyError: 'k'\n\nDuring handling of the above exception, another "
                        "exception occurred:\n\nTraceback"),
              std::string::npos);
    EXPECT_EQ(
        traceback("try:\n    raise KeyError\nexcept KeyError:\n    raise ValueError from None\n"),
        "Traceback (most recent call last):\n"
        "  File \"test.py\", line 4, in <module>\n"
        "    raise ValueError from None\n"
        "ValueError\n");
}

TEST(Traceback, SurvivesACircleOfContexts) {
    const std::string text = traceback(
        "a = ValueError('a')\nb = ValueError('b')\na.__context__ = b\nb.__context__ = a\nraise "
        "a\n");
    EXPECT_NE(text.find("ValueError: a\n"), std::string::npos);
}

TEST(Traceback, SuggestsNames) {
    EXPECT_NE(traceback("counter = 1\nprint(countr)\n")
                  .find("NameError: name 'countr' is not defined. Did you mean: 'counter'?"),
              std::string::npos);
    EXPECT_NE(traceback("json.dumps({})\n")
                  .find("NameError: name 'json' is not defined. Did you forget to import 'json'?"),
              std::string::npos);
    EXPECT_NE(traceback("class A:\n    value = 1\nA().valu\n").find("Did you mean: 'value'?"),
              std::string::npos);
    EXPECT_EQ(outcome("try: prnt\nexcept NameError as e: print(e)"), "name 'prnt' is not defined");
}

TEST(Traceback, PrintsNotesBehindTheMessage) {
    EXPECT_EQ(traceback("e = ValueError('x')\ne.add_note('one')\nraise e\n"),
              "Traceback (most recent call last):\n"
              "  File \"test.py\", line 3, in <module>\n"
              "    raise e\n"
              "ValueError: x\n"
              "one\n");
}

TEST(Traceback, CutsVeryLongMessages) {
    EXPECT_LT(traceback("raise ValueError('x' * 1000000)\n").size(), 6000U);
}

TEST(Traceback, SaysWhenTheMessageItselfFails) {
    EXPECT_NE(traceback("class E(Exception):\n    def __str__(self): raise ValueError\nraise E\n")
                  .find("E: <exception str() failed>"),
              std::string::npos);
}

TEST(Traceback, PointsAtASyntaxError) {
    EXPECT_EQ(traceback("x = 1\n  y = 2\n"),
              "  File \"test.py\", line 2\n"
              "    y = 2\n"
              "IndentationError: unexpected indent\n");
}

TEST(Context, IsWhatWasBeingHandledAtTheRaise) {
    EXPECT_EQ(outcome("try:\n    try: 1 / 0\n    except ZeroDivisionError: {}['k']\n"
                      "except KeyError as e: print(repr(e.__context__), e.__cause__)"),
              "ZeroDivisionError('division by zero') None");
}

TEST(Context, IsGoneAfterTheHandler) {
    EXPECT_EQ(outcome("try: 1 / 0\nexcept ZeroDivisionError: pass\n"
                      "try: {}['k']\nexcept KeyError as e: print(e.__context__)"),
              "None");
}

TEST(Raising, NeedsAnException) {
    EXPECT_EQ(outcome("raise 5"), "TypeError: exceptions must derive from BaseException");
    EXPECT_EQ(outcome("raise"), "RuntimeError: No active exception to reraise");
    EXPECT_EQ(outcome("try: 1 / 0\nexcept 5: pass"),
              "TypeError: catching classes that do not inherit from BaseException is not allowed");
    EXPECT_EQ(outcome("raise ValueError from 5"),
              "TypeError: exception causes must derive from BaseException");
}

}  // namespace
}  // namespace lang
