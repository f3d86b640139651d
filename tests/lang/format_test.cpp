#include "lang/format.h"

#include <gtest/gtest.h>

#include <cmath>

#include "guest.h"
#include "lang/float_text.h"

namespace lang {
namespace {

TEST(FloatText, ReprIsTheShortestTextThatReadsBack) {
    EXPECT_EQ(float_repr(0.1), "0.1");
    EXPECT_EQ(float_repr(1e16), "1e+16");
    EXPECT_EQ(float_repr(9999999999999998.0), "9999999999999998.0");
    EXPECT_EQ(float_repr(0.0001), "0.0001");
    EXPECT_EQ(float_repr(0.00001), "1e-05");
    EXPECT_EQ(float_repr(-0.0), "-0.0");
    EXPECT_EQ(float_repr(5e-324), "5e-324");
    EXPECT_EQ(float_repr(-HUGE_VAL), "-inf");
}

TEST(FloatText, ReadsWhatCPythonReads) {
    EXPECT_EQ(parse_float(" 1_0.5 "), 10.5);
    EXPECT_EQ(parse_float("+.5e3"), 500.0);
    EXPECT_EQ(parse_float("1e400"), HUGE_VAL);
    EXPECT_TRUE(std::isnan(*parse_float("NaN")));
    EXPECT_EQ(parse_float("٣"), 3.0);
    for (const char* bad : {"", "_1", "1_", "1__0", "0x10", "1e", "++1", "nan(1)", "1 2", "é"}) {
        EXPECT_FALSE(parse_float(bad)) << bad;
    }
}

TEST(FloatText, RoundingTakesTheExactValue) {
    EXPECT_EQ(round_to(2.675, 2), 2.67);
    EXPECT_EQ(round_to(0.5, 0), 0.0);
    EXPECT_EQ(round_to(25.0, -1), 20.0);
    EXPECT_EQ(round_to(1e300, -400), 0.0);
}

TEST(Format, WidthsThatDoNotFitEndInTheMemoryLimit) {
    for (const char* call :
         {"f'{1:>{10 ** 12}}'", "'{:{w}}'.format('x', w=10 ** 12)", "'%*d' % (10 ** 12, 1)",
          "f'{1.5:.{10 ** 9}f}'", "f'{1:0{10 ** 12},}'", "'%.*d' % (10 ** 12, 1)"}) {
        EXPECT_TRUE(outcome(call).starts_with("limit:memory")) << call << outcome(call);
    }
}

TEST(Format, TemplatesCannotWalkOutOfTheirValues) {
    EXPECT_EQ(outcome("class U: pass\n'{0.__class__.__init__}'.format(U())"),
              "AttributeError: 'type' object has no attribute '__init__'");
    EXPECT_EQ(outcome("def f(): pass\n'{0.__globals__}'.format(f)"),
              "AttributeError: 'function' object has no attribute '__globals__'");
    EXPECT_EQ(value_of("'{0.__class__.__name__}'.format(5)"), "'int'");
}

TEST(Format, NestedFieldsGoOneLevelDeep) {
    EXPECT_EQ(value_of("'{:{}}'.format('a', 3)"), "'a  '");
    EXPECT_EQ(outcome("'{:{:{}}}'.format(1, 2, 3)"), "ValueError: Max string recursion exceeded");
}

TEST(Format, ComplaintsUseCPythonsWords) {
    EXPECT_EQ(outcome("format('a', 'd')"),
              "ValueError: Unknown format code 'd' for object of type 'str'");
    EXPECT_EQ(outcome("format(1, 'xyz')"),
              "ValueError: Invalid format specifier 'xyz' for object of type 'int'");
    EXPECT_EQ(outcome("format([], '>3')"),
              "TypeError: unsupported format string passed to list.__format__");
    EXPECT_EQ(outcome("format(1, ',x')"), "ValueError: Cannot specify ',' with 'x'.");
    EXPECT_EQ(outcome("'{'.format()"), "ValueError: Single '{' encountered in format string");
    EXPECT_EQ(outcome("'{} {0}'.format(1)"),
              "ValueError: cannot switch from automatic field numbering to manual field "
              "specification");
    EXPECT_EQ(outcome("'%d' % 'x'"), "TypeError: %d format: a real number is required, not str");
    EXPECT_EQ(outcome("'%s' % (1, 2)"),
              "TypeError: not all arguments converted during string formatting");
}

TEST(Format, FractionsAreGroupedSincePython314) {
    EXPECT_EQ(value_of("format(3.14159265, '._')"), "'3.141_592_65'");
    EXPECT_EQ(value_of("format(1234.5678901, ',.6_f')"), "'1,234.567_890'");
}

}  // namespace
}  // namespace lang
