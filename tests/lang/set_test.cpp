// The orders are what CPython prints with PYTHONHASHSEED=0.
#include <gtest/gtest.h>

#include "guest.h"
#include "lang/dict.h"
#include "lang/hash.h"

namespace lang {
namespace {

TEST(Set, IteratesInCPythonsOrder) {
    EXPECT_EQ(value_of("{\"apple\", \"banana\", \"cherry\", \"date\", \"fig\"} | set()"),
              "{'banana', 'fig', 'cherry', 'apple', 'date'}");
    EXPECT_EQ(value_of("set(\"the quick brown fox jumps over the lazy dog\".split())"),
              "{'brown', 'fox', 'the', 'over', 'quick', 'jumps', 'lazy', 'dog'}");
    EXPECT_EQ(value_of("set(range(0, 300, 37))"), "{0, 259, 37, 296, 74, 111, 148, 185, 222}");
    EXPECT_EQ(value_of("set(\"hello\") | set(\"world\")"), "{'d', 'r', 'h', 'o', 'e', 'w', 'l'}");
    EXPECT_EQ(value_of("set(\"hello\") ^ set(\"world\")"), "{'d', 'h', 'r', 'e', 'w'}");
    EXPECT_EQ(value_of("set(\"hello world\") - set(\"low\")"), "{' ', 'd', 'r', 'h', 'e'}");
    EXPECT_EQ(value_of("set(\"abcdefghij\") & set(\"hijkabc\")"), "{'h', 'b', 'i', 'c', 'a', 'j'}");
    EXPECT_EQ(value_of("frozenset([\"é\", \"日本\", \"😀\", \"z\"])"),
              "frozenset({'日本', 'é', '😀', 'z'})");
    EXPECT_EQ(value_of("set([1.5, (1, 2), \"a\", None is None, 10**30, -1, -2])"),
              "{1.5, 1000000000000000000000000000000, (1, 2), True, 'a', -2, -1}");
    EXPECT_EQ(value_of("[s := set(range(20)), s.discard(3), s.add(103), s.pop(), s.pop(), s][-1]"),
              "{2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 103}");
    EXPECT_EQ(value_of("set(dict.fromkeys(\"zyxwvutsrq\"))"),
              "{'y', 'q', 'x', 'u', 's', 'z', 'r', 't', 'v', 'w'}");
    EXPECT_EQ(value_of("set(b\"bytes\")"), "{98, 101, 115, 116, 121}");
    EXPECT_EQ(value_of("set(frozenset(str(i) for i in range(12)))"),
              "{'7', '11', '9', '2', '0', '8', '4', '5', '6', '10', '1', '3'}");
}

TEST(Set, KeepsCPythonsOrderWhenItChangesInPlace) {
    EXPECT_EQ(value_of("[s := set(\"abcdefgh\"), s.discard(\"c\"), s.discard(\"e\"), s.add(\"z\"), "
                       "s.add(\"y\"), s][-1]"),
              "{'d', 'y', 'f', 'z', 'g', 'h', 'b', 'a'}");
    EXPECT_EQ(
        value_of(
            "[s := set(range(0, 60, 3)), s.difference_update(range(0, 60, 6)), s.add(99), s][-1]"),
        "{3, 9, 15, 21, 27, 33, 39, 45, 51, 57, 99}");
    EXPECT_EQ(
        value_of("[s := set(\"hello world\"), s.symmetric_difference_update(\"wonder\"), s][-1]"),
        "{' ', 'n', 'h', 'l'}");
    EXPECT_EQ(value_of("[s := set(\"spam and eggs\"), s.intersection_update(\"eggs and ham\"), "
                       "s.update(\"xyz\"), s][-1]"),
              "{' ', 'd', 'y', 'x', 's', 'n', 'z', 'g', 'a', 'm', 'e'}");
    EXPECT_EQ(value_of("[s := set(\"quick brown fox\"), s.pop(), s.pop(), s.add(\"Q\"), s][-1]"),
              "{'u', 'f', 'n', 'x', 'r', 'Q', 'k', 'b', 'i', 'c', 'o', 'w'}");
    EXPECT_EQ(value_of("set(\"abcdef\").difference(\"ace\", [\"b\"])"), "{'d', 'f'}");
    EXPECT_EQ(value_of("set(\"abcdef\").intersection(\"fedxyz\", \"ef\")"), "{'e', 'f'}");
}

TEST(Set, HashesAsCPython) {
    EXPECT_EQ(value_of("hash(\"\")"), "0");
    EXPECT_EQ(value_of("hash(\"a\")"), "4644417185603328019");
    EXPECT_EQ(value_of("hash(\"hello world\")"), "-5642461784034726774");
    EXPECT_EQ(value_of("hash(\"é\")"), "6047309291227476195");
    EXPECT_EQ(value_of("hash(\"日本\")"), "6243316497235261705");
    EXPECT_EQ(value_of("hash(\"😀\")"), "-3536540696076613844");
    EXPECT_EQ(value_of("hash(b\"abc\")"), "-4594863902769663758");
    EXPECT_EQ(value_of("hash(())"), "5740354900026072187");
    EXPECT_EQ(value_of("hash((1, \"a\", 2.5))"), "-8030008116423961961");
    EXPECT_EQ(value_of("hash(((), (1,)))"), "-7715943332640168325");
    EXPECT_EQ(value_of("hash(-1)"), "-2");
    EXPECT_EQ(value_of("hash(2**61 - 1)"), "0");
    EXPECT_EQ(value_of("hash(-2**61)"), "-2");
    EXPECT_EQ(value_of("hash(10**40)"), "1388497483929617590");
    EXPECT_EQ(value_of("hash(0.5)"), "1152921504606846976");
    EXPECT_EQ(value_of("hash(-1.0)"), "-2");
    EXPECT_EQ(value_of("hash(1e300)"), "1224995262755759164");
    EXPECT_EQ(value_of("hash(float(\"inf\"))"), "314159");
    EXPECT_EQ(value_of("hash(frozenset())"), "133146708735736");
    EXPECT_EQ(value_of("hash(frozenset([1, \"b\", 3]))"), "-4191731021851201394");
    EXPECT_EQ(value_of("hash(True)"), "1");
    EXPECT_EQ(value_of("hash(range(3))"), "-8338477496398685190");
}

TEST(Set, KnowsItsRelations) {
    EXPECT_EQ(value_of("({1, 2} < {1, 2, 3}, {1, 2} <= {1, 2}, {1} > set(), {1} == {1.0}, "
                       "{1, 2} != {1}, frozenset([1]) == {1}, {1}.isdisjoint({2}))"),
              "(True, True, True, True, True, True, True)");
    EXPECT_EQ(value_of("sorted({'b': 1, 'a': 2}.keys() & ['a', 'c'])"), "['a']");
}

TEST(Set, SurvivesItemsThatChangeItWhileItIsSearched) {
    EXPECT_EQ(outcome(R"(
s = set()
class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return 7
    def __eq__(self, other):
        if len(s) > 3: s.clear()
        return self.v == other.v
for i in range(30): s.add(K(i))
print(len(s) <= 5)
)"),
              "True");
    EXPECT_EQ(outcome("s = {1}\nfor x in s: s.add(x + 1)"),
              "RuntimeError: Set changed size during iteration");
}

}  // namespace
}  // namespace lang
