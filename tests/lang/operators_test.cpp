// The expected values are CPython's.
#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

struct OperatorFact {
    std::string_view expression, value;
};
class Operators : public testing::TestWithParam<OperatorFact> {};
TEST_P(Operators, GiveWhatCPythonGives) {
    EXPECT_EQ(value_of(GetParam().expression), GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Operators,
    testing::Values(
        OperatorFact{"\"a\" + \"b\" * 3", "'abbb'"}, OperatorFact{"[1] + [2] * 2", "[1, 2, 2]"},
        OperatorFact{"(1,) + (2,) * 2", "(1, 2, 2)"}, OperatorFact{"b\"a\" + b\"b\" * 2", "b'abb'"},
        OperatorFact{"3 * \"ab\"", "'ababab'"}, OperatorFact{"\"x\" * -1", "''"},
        OperatorFact{"\"%s-%d\" % (\"a\", 5)", "'a-5'"},
        OperatorFact{"{1: 2} | {3: 4}", "{1: 2, 3: 4}"}, OperatorFact{"int | None", "int | None"},
        OperatorFact{"int | str | int", "int | str"},
        OperatorFact{"list[int] | None", "list[int] | None"},
        OperatorFact{"(int | str) == (str | int)", "True"},
        OperatorFact{"dict[str, list[int]]", "dict[str, list[int]]"},
        OperatorFact{"[1, 2] < [1, 3]", "True"}, OperatorFact{"[1, 2] < [1, 2, 0]", "True"},
        OperatorFact{"(1, \"a\") < (1, \"b\")", "True"}, OperatorFact{"\"abc\" < \"abd\"", "True"},
        OperatorFact{"b\"a\" < b\"b\"", "True"}, OperatorFact{"[1, 2.0] == [1.0, 2]", "True"},
        OperatorFact{"(1, 2) == [1, 2]", "False"},
        OperatorFact{"{\"a\": [1]} == {\"a\": [1.0]}", "True"},
        OperatorFact{"range(0, 10, 3) == range(0, 12, 3)", "True"},
        OperatorFact{"None == 0", "False"}, OperatorFact{"1 == \"1\"", "False"},
        OperatorFact{"[10, 20, 30, 40][-1]", "40"}, OperatorFact{"\"héllo\"[1]", "'é'"},
        OperatorFact{"\"héllo\"[::-1]", "'olléh'"}, OperatorFact{"(1, 2, 3)[1:]", "(2, 3)"},
        OperatorFact{"b\"abc\"[1]", "98"}, OperatorFact{"b\"abc\"[::2]", "b'ac'"},
        OperatorFact{"[1, 2, 3, 4, 5][4:0:-2]", "[5, 3]"}, OperatorFact{"[1, 2, 3][5:]", "[]"},
        OperatorFact{"[1, 2, 3][-100:100]", "[1, 2, 3]"}, OperatorFact{"\"abc\"[10**30:]", "''"},
        OperatorFact{"range(10)[2:8:3]", "range(2, 8, 3)"},
        OperatorFact{"range(10)[::-1]", "range(9, -1, -1)"},
        OperatorFact{"range(0, 10**30, 7)[10**20]", "700000000000000000000"},
        OperatorFact{"range(10)[-3]", "7"}, OperatorFact{"[1, 2][True]", "2"},
        OperatorFact{"5 in range(0, 10, 5)", "True"},
        OperatorFact{"10**25 in range(0, 10**30, 5)", "True"},
        OperatorFact{"3.0 in range(5)", "True"}, OperatorFact{"3.5 in range(5)", "False"},
        OperatorFact{"\"b\" in \"abc\"", "True"}, OperatorFact{"b\"b\" in b\"abc\"", "True"},
        OperatorFact{"98 in b\"abc\"", "True"}, OperatorFact{"2 in [1, 2.0]", "True"},
        OperatorFact{"(1, 2) in {(1, 2): 3}.items()", "False"}));
INSTANTIATE_TEST_SUITE_P(
    Questions, Operators,
    testing::Values(
        OperatorFact{"(\"a\", 1) in {\"a\": 1}.items()", "True"},
        OperatorFact{"1 in {\"a\": 1}.values()", "True"},
        OperatorFact{"len({\"a\": 1}.keys())", "1"}, OperatorFact{"isinstance(True, int)", "True"},
        OperatorFact{"isinstance(1, (str, (int,)))", "True"},
        OperatorFact{"isinstance(None, int | None)", "True"},
        OperatorFact{"issubclass(bool, int)", "True"},
        OperatorFact{"callable(len), callable(5), callable(int)", "(True, False, True)"},
        OperatorFact{"not []", "True"},
        OperatorFact{"bool({}), bool(\"a\"), bool(0.0), bool(range(0)), bool(None), bool(b\"\")",
                     "(False, True, False, False, False, False)"},
        OperatorFact{"list({\"a\": 1}), list({\"a\": 1}.items())", "(['a'], [('a', 1)])"},
        OperatorFact{"[*range(3), *\"ab\"]", "[0, 1, 2, 'a', 'b']"},
        OperatorFact{"list(zip([1], \"a\"))", "[(1, 'a')]"},
        OperatorFact{"max([3, 1, 2]), min(\"cab\")", "(3, 'a')"},
        OperatorFact{"-5, +5, ~5, -2.5", "(-5, 5, -6, -2.5)"},
        OperatorFact{"float(\"nan\") in [float(\"nan\")]", "False"},
        OperatorFact{"[x := float(\"nan\")] == [x]", "True"},
        OperatorFact{"() == (), [] == [], {} == {}, set() == set()", "(True, True, True, True)"},
        OperatorFact{"hash((1, 2)) == hash((1, 2))", "True"},
        OperatorFact{"list(reversed([1, 2]))", "[2, 1]"},
        OperatorFact{"sorted({3: 1, 1: 2})", "[1, 3]"}));
INSTANTIATE_TEST_SUITE_P(
    Errors, Operators,
    testing::Values(
        OperatorFact{"1 + \"a\"", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
        OperatorFact{"\"a\" + 1", "TypeError: can only concatenate str (not \"int\") to str"},
        OperatorFact{"[1] + (1,)", "TypeError: can only concatenate list (not \"tuple\") to list"},
        OperatorFact{"(1,) + [1]", "TypeError: can only concatenate tuple (not \"list\") to tuple"},
        OperatorFact{"b\"a\" + \"a\"", "TypeError: can't concat str to bytes"},
        OperatorFact{"\"a\" * \"b\"",
                     "TypeError: can't multiply sequence by non-int of type 'str'"},
        OperatorFact{"[1] * 1.5", "TypeError: can't multiply sequence by non-int of type 'float'"},
        OperatorFact{"\"a\" * 2.0",
                     "TypeError: can't multiply sequence by non-int of type 'float'"},
        OperatorFact{"None + 1",
                     "TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'"},
        OperatorFact{"{} + {}", "TypeError: unsupported operand type(s) for +: 'dict' and 'dict'"},
        OperatorFact{"1 < \"a\"",
                     "TypeError: '<' not supported between instances of 'int' and 'str'"},
        OperatorFact{"None < None",
                     "TypeError: '<' not supported between instances of 'NoneType' and 'NoneType'"},
        OperatorFact{"[1] < [None]",
                     "TypeError: '<' not supported between instances of 'int' and 'NoneType'"},
        OperatorFact{"{} < {}",
                     "TypeError: '<' not supported between instances of 'dict' and 'dict'"},
        OperatorFact{"-\"a\"", "TypeError: bad operand type for unary -: 'str'"},
        OperatorFact{"~1.5", "TypeError: bad operand type for unary ~: 'float'"},
        OperatorFact{"1.5 << 1",
                     "TypeError: unsupported operand type(s) for <<: 'float' and 'int'"},
        OperatorFact{"1 @ 2", "TypeError: unsupported operand type(s) for @: 'int' and 'int'"},
        OperatorFact{"1.5 & 2", "TypeError: unsupported operand type(s) for &: 'float' and 'int'"},
        OperatorFact{"len(5)", "TypeError: object of type 'int' has no len()"},
        OperatorFact{"None[0]", "TypeError: 'NoneType' object is not subscriptable"},
        OperatorFact{"[1][5]", "IndexError: list index out of range"},
        OperatorFact{"[1][\"a\"]", "TypeError: list indices must be integers or slices, not str"},
        OperatorFact{"(1,)[5]", "IndexError: tuple index out of range"},
        OperatorFact{"\"a\"[5]", "IndexError: string index out of range"},
        OperatorFact{"\"a\"[\"b\"]", "TypeError: string indices must be integers, not 'str'"},
        OperatorFact{"b\"a\"[7]", "IndexError: index out of range"},
        OperatorFact{"range(5)[9]", "IndexError: range object index out of range"},
        OperatorFact{"{}[\"a\"]", "KeyError: 'a'"},
        OperatorFact{"[1][1.0]", "TypeError: list indices must be integers or slices, not float"},
        OperatorFact{"[1][10**30]", "IndexError: cannot fit 'int' into an index-sized integer"},
        OperatorFact{"[][::0]", "ValueError: slice step cannot be zero"},
        OperatorFact{"int[3]", "TypeError: type 'int' is not subscriptable"},
        OperatorFact{"iter(5)", "TypeError: 'int' object is not iterable"},
        OperatorFact{"[*5]", "TypeError: Value after * must be an iterable, not int"},
        OperatorFact{"3 in 5", "TypeError: argument of type 'int' is not a container or iterable"},
        OperatorFact{"3 in \"abc\"",
                     "TypeError: 'in <string>' requires string as left operand, not int"},
        OperatorFact{"300 in b\"a\"", "ValueError: byte must be in range(0, 256)"},
        OperatorFact{"hash([])", "TypeError: unhashable type: 'list'"},
        OperatorFact{"isinstance(1, \"a\")",
                     "TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union"},
        OperatorFact{"isinstance(1, list[int])",
                     "TypeError: isinstance() argument 2 cannot be a parameterized generic"},
        OperatorFact{"{[]: 1}",
                     "TypeError: cannot use 'list' as a dict key (unhashable type: 'list')"},
        OperatorFact{"{{}}",
                     "TypeError: cannot use 'dict' as a set element (unhashable type: 'dict')"},
        OperatorFact{
            "[1, 2, 3][\"x\":]",
            "TypeError: slice indices must be integers or None or have an __index__ method"},
        OperatorFact{"next(5)", "TypeError: 'int' object is not an iterator"},
        OperatorFact{"\"abc\" in b\"abc\"",
                     "TypeError: a bytes-like object is required, not 'str'"},
        OperatorFact{"range(5)[\"a\"]",
                     "TypeError: range indices must be integers or slices, not str"},
        OperatorFact{"len[0]",
                     "TypeError: 'builtin_function_or_method' object is not subscriptable"},
        OperatorFact{"(lambda: 0)[0]", "TypeError: 'function' object is not subscriptable"},
        OperatorFact{"5()", "TypeError: 'int' object is not callable"},
        OperatorFact{"range(1.5)", "TypeError: 'float' object cannot be interpreted as an integer"},
        OperatorFact{"{1} | [1]", "TypeError: unsupported operand type(s) for |: 'set' and 'list'"},
        OperatorFact{"\"%d\" % \"a\"", "TypeError: %d format: a real number is required, not str"},
        OperatorFact{"[] > 5",
                     "TypeError: '>' not supported between instances of 'list' and 'int'"},
        OperatorFact{"object() + 1",
                     "TypeError: unsupported operand type(s) for +: 'object' and 'int'"},
        OperatorFact{"super().x if False else [].x",
                     "AttributeError: 'list' object has no attribute 'x'"},
        OperatorFact{"\"a\".b", "AttributeError: 'str' object has no attribute 'b'"},
        OperatorFact{"print.x",
                     "AttributeError: 'builtin_function_or_method' object has no attribute 'x'"},
        OperatorFact{"None.x", "AttributeError: 'NoneType' object has no attribute 'x'"},
        OperatorFact{"ValueError(x=1)", "TypeError: ValueError() takes no keyword arguments"}));

TEST(OperatorsOfGuests, AreAskedInPythonsOrder) {
    EXPECT_EQ(outcome(R"(
class A:
    def __add__(self, o): print("A.add"); return NotImplemented
    def __radd__(self, o): print("A.radd"); return "a"
    def __lt__(self, o): return "lt"
class B(A):
    def __radd__(self, o): print("B.radd"); return NotImplemented
try: A() + B()
except TypeError as e: print(e)
print(5 + A(), A() < 1, 1 > A())
try: A() + 5
except TypeError as e: print(e)
try: A() + A()
except TypeError as e: print(e)
)"),
              "B.radd\nA.add\nunsupported operand type(s) for +: 'A' and 'B'\n"
              "A.radd\na lt lt\n"
              "A.add\nunsupported operand type(s) for +: 'A' and 'int'\n"
              "A.add\nunsupported operand type(s) for +: 'A' and 'A'");
}

TEST(OperatorsOfGuests, ReachEveryDunder) {
    EXPECT_EQ(outcome(R"(
class C:
    def __len__(self): return 3
    def __bool__(self): return False
    def __contains__(self, x): return x == 42
    def __iter__(self): return iter([1, 2])
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __iadd__(self, o): return ("iadd", o)
    def __index__(self): return 2
    def __hash__(self): return 77
    def __eq__(self, o): return NotImplemented
    def __call__(self, *a, **k): return (a, k)
c = C()
c[1] = 2
del c[3]
print(len(c), bool(c), 42 in c, 41 in c, list(c), c[5], c[1:2])
print(-c, +c, ~c, [10, 20, 30][c], hash(c), c == c, c == 1, c != 1, c(1, a=2))
c += 9
print(c)
)"),
              "set 1 2\ndel 3\n3 False True False [1, 2] 5 slice(1, 2, None)\n"
              "neg pos inv 30 77 True False True ((1,), {'a': 2})\n('iadd', 9)");
}

TEST(OperatorsOfGuests, MayBeIteratedByIndexOrByNext) {
    EXPECT_EQ(outcome(R"(
class G:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
class N:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(G()), 4 in G(), list(N()), [*N()], sum(N()))
class Bad:
    def __iter__(self): return 5
try: list(Bad())
except TypeError as e: print(e)
)"),
              "[0, 1, 4] True [1, 2, 3] [1, 2, 3] 6\niter() returned non-iterator of type 'int'");
}

TEST(OperatorsOnLists, AssignAndDeleteSlices) {
    EXPECT_EQ(outcome(R"(
l = list(range(10)); l[2:5] = "xy"; print(l)
l = list(range(10)); l[::3] = [0] * 4; print(l)
l = list(range(10)); del l[8:2:-2]; print(l)
l = list(range(5)); l[1:1] = l; print(l)
l = [1, 2, 3]; l[5:] = [9]; l[:0] = [0]; print(l)
l = [1]; m = l; l += (2, 3); l *= 2; print(m)
)"),
              "[0, 1, 'x', 'y', 5, 6, 7, 8, 9]\n[0, 1, 2, 0, 4, 5, 0, 7, 8, 0]\n"
              "[0, 1, 2, 3, 5, 7, 9]\n[0, 0, 1, 2, 3, 4, 1, 2, 3, 4]\n[0, 1, 2, 3, 9]\n"
              "[1, 2, 3, 1, 2, 3]");
}

TEST(OperatorsOnLists, SurviveGuestsThatShortenThem) {
    EXPECT_EQ(outcome(R"(
class I:
    def __index__(self): l.clear(); return 3
l = list(range(10))
try: l[I()]
except IndexError as e: print(e)
l = list(range(10)); print(l[I():])
class E:
    def __eq__(self, o): l.clear(); return False
l = [E(), E(), E()]; print(5 in l, l)
l = [E(), E()]; print(l == [1, 2])
)"),
              "list index out of range\n[]\nFalse []\nFalse");
}

class LongWork : public testing::TestWithParam<std::string_view> {};
TEST_P(LongWork, IsPaidForInSteps) {
    VmOptions options;
    options.max_steps = 300'000;
    EXPECT_EQ(run_guest(GetParam(), options).error.substr(0, 11), "limit:steps");
}
// Few instructions each, all of the work is in one operator.
INSTANTIATE_TEST_SUITE_P(
    Operators, LongWork,
    testing::Values("t = tuple(range(100000))\nfor i in range(100): hash(t)",
                    "a = 'x' * 1000000\nb = 'x' * 999999 + 'y'\nfor i in range(100): a == b",
                    "d = {i: i for i in range(10000)}\nfor i in range(100): d.copy()",
                    "s = set(range(10000))\nfor i in range(100): s | s",
                    "l = list(range(100000))\nfor i in range(100): l[1:]",
                    "x = 7 ** 100000\nfor i in range(100): x * x",
                    "class A: pass\na = A()\ns = 'n' * 1000000\nfor i in range(100): hasattr(a, s)",
                    "s = ''\nfor i in range(20000): s += '0123456789'",
                    "print(-1.5 in range(10 ** 15))",
                    "class K:\n    def __hash__(self): return 1\nd = {}\n"
                    "for i in range(2000): d[K()] = 1"));

TEST(OperatorsOnDeepValues, RaiseRecursionError) {
    EXPECT_EQ(outcome(R"(
a, b = [], []
for i in range(100000): a, b = [a], [b]
try: a == b
except RecursionError as e: print(e)
t = ()
for i in range(100000): t = (t,)
try: hash(t)
except RecursionError as e: print(e)
)"),
              "maximum recursion depth exceeded in comparison\nmaximum recursion depth exceeded");
}

TEST(OperatorsOnExceptions, LinkContextWithoutCircles) {
    EXPECT_EQ(outcome(R"(
try:
    try: 1 / 0
    except ZeroDivisionError as z:
        raise ValueError("b") from None
except ValueError as v:
    print(repr(v.__context__), v.__cause__, v.__suppress_context__)
a, b = ValueError("a"), ValueError("b")
try:
    try: raise a
    except ValueError: raise b
except ValueError: pass
try:
    try: raise b
    except ValueError: raise a
except ValueError: pass
print(a.__context__ is b, b.__context__)
try: raise 5
except TypeError as e: print(e)
e = KeyError("k"); e.add_note("n"); print(str(e), repr(e), e.args, e.__notes__)
)"),
              "ZeroDivisionError('division by zero') None True\nTrue None\n"
              "exceptions must derive from BaseException\n'k' KeyError('k') ('k',) ['n']");
}

}  // namespace
}  // namespace lang
