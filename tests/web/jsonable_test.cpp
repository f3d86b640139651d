// Values to JSON text and back.
#include "web/jsonable.h"

#include "web/values.h"

namespace web {
namespace {

TEST(ToJson, PlainValuesAreWrittenAsPythonDoes) {
    Values values;
    EXPECT_EQ(values.json("{'t': True, 'n': None, 'i': -7, 'big': 2**70, 'e': ''}"),
              R"({"t":true,"n":null,"i":-7,"big":1180591620717411303424,"e":""})");
    EXPECT_EQ(values.json("[1.0, 1e16, 1e-7, -0.0, 1e22]"), "[1.0,1e+16,1e-07,-0.0,1e+22]");
    EXPECT_EQ(values.json("(1, [2, ()])"), "[1,[2,[]]]");
    EXPECT_EQ(values.json("b'abc'"), "\"abc\"");
}

TEST(ToJson, TextIsEscapedWhereItMustBe) {
    Values values;
    EXPECT_EQ(values.json(R"('\xe9\u2028\t\x01\x7f"\\/')"),
              "\"\xC3\xA9\xE2\x80\xA8\\t\\u0001\x7F\\\"\\\\/\"");
    EXPECT_EQ(values.json(R"('\ud800')").substr(0, 18), "UnicodeEncodeError");
}

TEST(ToJson, KeysBecomeText) {
    Values values;
    EXPECT_EQ(values.json("{5: 1, None: 2, True: 3, 1.5: 4, b'b': 5}"),
              R"({"5":1,"null":2,"true":3,"1.5":4,"b":5})");
    EXPECT_EQ(values.json("{'_sa_state': 1, '_other': 2}"), R"({"_other":2})");
    EXPECT_EQ(values.json("{(1, 2): 3}").substr(0, 9), "TypeError");
}

TEST(ToJson, SetsAndGeneratorsAreLists) {
    Values values;
    EXPECT_EQ(values.json("{3}"), "[3]");
    EXPECT_EQ(values.json("frozenset(['z'])"), "[\"z\"]");
    EXPECT_EQ(values.json("(c.upper() for c in 'ab')"), R"(["A","B"])");
}

TEST(ToJson, NumbersThatJsonDoesNotHaveAreErrors) {
    Values values;
    EXPECT_EQ(values.json("float('nan')"),
              "ValueError: Out of range float values are not JSON compliant: nan");
    EXPECT_EQ(values.json("[float('-inf')]"),
              "ValueError: Out of range float values are not JSON compliant: -inf");
}

TEST(ToJson, ObjectsAreTheirAttributes) {
    Values values(
        "class Point:\n"
        "    def __init__(self): self.x, self.y = 1, [2]\n"
        "class Pairs:\n"
        "    def __iter__(self): return iter([('a', 1)])\n"
        "def function(): pass\n");
    EXPECT_EQ(values.json("Point()"), R"({"x":1,"y":[2]})");
    EXPECT_EQ(values.json("Pairs()"), R"({"a":1})");
    EXPECT_EQ(values.json("function"), "{}");
    EXPECT_EQ(values.json("ValueError('x')"), "{}");
    EXPECT_EQ(values.json("object()").substr(0, 10), "ValueError");
    EXPECT_EQ(values.json("len").substr(0, 10), "ValueError");
}

TEST(ToJson, EnumsAreTheirValues) {
    Values values(
        "from enum import Enum, IntEnum\n"
        "class Kind(Enum):\n    a = 'kind-a'\n"
        "class Level(IntEnum):\n    high = 2\n");
    EXPECT_EQ(values.json("[Kind.a, Level.high, {Kind.a: 1}]"), R"(["kind-a",2,{"kind-a":1}])");
}

TEST(ToJson, CyclesAndDepthAreErrors) {
    Values values(
        "a = []\n"
        "a.append(a)\n"
        "deep = []\n"
        "for _ in range(5000): deep = [deep]\n");
    EXPECT_EQ(values.json("a").substr(0, 14), "RecursionError");
    EXPECT_EQ(values.json("deep").substr(0, 14), "RecursionError");
    std::string out;
    EXPECT_EQ(values.error(dump_json(values.vm(), values.of("a"), out)),
              "ValueError: Circular reference detected");
}

TEST(ToJson, AShareThatDoublesEndsInALimit) {
    lang::VmOptions options;
    options.max_memory_bytes = std::size_t{4} << 20;
    Values values("x = ['0123456789']\nfor _ in range(60): x = [x, x]\n", options);
    std::string out;
    EXPECT_TRUE(to_json(values.vm(), values.of("x"), out).stopped());
}

TEST(DumpJson, OnlyWhatJsonHas) {
    Values values;
    std::string out;
    EXPECT_EQ(values.error(dump_json(values.vm(), values.of("{1}"), out)),
              "TypeError: Object of type set is not JSON serializable");
    EXPECT_EQ(values.error(dump_json(values.vm(), values.of("{(1,): 2}"), out)),
              "TypeError: keys must be str, int, float, bool or None, not tuple");
}

// -- reading -------------------------------------------------------------------------------------

std::string read_json(Values& values, std::string_view text) {
    std::optional<JsonFault> fault;
    lang::Completion value = json_value(values.vm(), text, fault);
    if (!value.ok()) return values.error(value);
    if (fault) return fault->message + " @" + std::to_string(fault->position);
    return values.repr(value.value());
}

TEST(JsonValue, ValuesAreThoseOfPython) {
    Values values;
    EXPECT_EQ(read_json(values, " {\"a\": [1, 2.5, null, true, -0, 1e2], \"a\": {}} "),
              "{'a': {}}");
    EXPECT_EQ(read_json(values, "[NaN, Infinity, -Infinity]"), "[nan, inf, -inf]");
    EXPECT_EQ(read_json(values, "12345678901234567890123"), "12345678901234567890123");
    EXPECT_EQ(read_json(values, R"("\u00e9\ud83d\ude00\n\/")"), "'\xC3\xA9\xF0\x9F\x98\x80\\n/'");
    EXPECT_EQ(read_json(values, R"("\ud800")"), "'\\ud800'");
}

TEST(JsonValue, FaultsAreNamedAndPlaced) {
    Values values;
    for (const auto& [text, fault] : std::initializer_list<std::pair<const char*, const char*>>{
             {"", "Expecting value @0"},
             {"{bad json", "Expecting property name enclosed in double quotes @1"},
             {"{'a': 1}", "Expecting property name enclosed in double quotes @1"},
             {"[1,2", "Expecting ',' delimiter @4"},
             {"[1 2]", "Expecting ',' delimiter @3"},
             {"[1,]", "Illegal trailing comma before end of array @2"},
             {"{\"username\": \"ann\",}", "Illegal trailing comma before end of object @18"},
             {"{\"a\" 1}", "Expecting ':' delimiter @5"},
             {"{\"a\":", "Expecting value @5"},
             {"[", "Expecting value @1"},
             {"tru", "Expecting value @0"},
             {"-", "Expecting value @0"},
             {"01", "Extra data @1"},
             {"1 x", "Extra data @2"},
             {"\"abc", "Unterminated string starting at @0"},
             {"\"a\nb\"", "Invalid control character at @2"},
             {"\"\\x\"", "Invalid \\escape @1"},
             {"\"\\u12\"", "Invalid \\uXXXX escape @2"},
             {"[\"\xC3\xA9\", x]", "Expecting value @6"},
             {"\xEF\xBB\xBF{}", "Unexpected UTF-8 BOM (decode using utf-8-sig) @0"}})
        EXPECT_EQ(read_json(values, text), fault) << text;
}

TEST(JsonValue, DepthIsBounded) {
    Values values;
    EXPECT_EQ(read_json(values, std::string(100000, '[')).substr(0, 14), "RecursionError");
    std::string deep = std::string(5000, '[') + std::string(5000, ']');
    std::optional<JsonFault> fault;
    EXPECT_TRUE(json_value(values.vm(), deep, fault).ok());
    EXPECT_FALSE(fault);
}

TEST(JsonValue, BytesTellTheirEncoding) {
    Values values;
    std::optional<JsonFault> fault;
    const auto read_bytes = [&](std::string_view bytes) {
        lang::Completion value = json_value_of_bytes(values.vm(), bytes, fault);
        return value.ok() ? values.repr(value.value()) : values.error(value).substr(0, 18);
    };
    EXPECT_EQ(read_bytes("\xEF\xBB\xBF[1]"), "[1]");
    EXPECT_EQ(read_bytes(std::string_view("[\0001\0]\0", 6)), "[1]");
    EXPECT_EQ(read_bytes("[\"\xFF\"]"), "UnicodeDecodeError");
}

}  // namespace
}  // namespace web
