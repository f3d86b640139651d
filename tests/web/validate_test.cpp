// Values held against annotations, in pydantic 2's words.
#include "web/validate.h"

#include "web/values.h"

namespace web {
namespace {

std::string field_error(std::string_view type, std::string_view msg, std::string_view input,
                        std::string_view ctx = "") {
    std::string text = R"({"type":")" + std::string(type) + R"(","loc":[],"msg":")" +
                       std::string(msg) + R"(","input":)" + std::string(input);
    if (!ctx.empty()) text += R"(,"ctx":)" + std::string(ctx);
    return text + "}";
}

const std::string kIntWords =
    "Input should be a valid integer, unable to parse string as an integer";
const std::string kBoolWords = "Input should be a valid boolean, unable to interpret input";

Constraints bounds(Values& values, std::string_view which, std::string_view limit) {
    Constraints c;
    (which == "ge"   ? c.ge
     : which == "gt" ? c.gt
     : which == "le" ? c.le
     : which == "lt" ? c.lt
                     : c.multiple_of) = values.of(limit);
    return c;
}

TEST(ValidateInt, TextIsReadAsPydanticReadsIt) {
    Values values;
    for (const auto& [text, number] :
         {std::pair("'5'", "5"), std::pair("' 5 '", "5"), std::pair("'+7'", "7"),
          std::pair("'007'", "7"), std::pair("'1_000'", "1000"), std::pair("'1.0'", "1"),
          std::pair("'-0'", "0"), std::pair("'99999999999999999999'", "99999999999999999999"),
          std::pair("b'12'", "12")})
        EXPECT_EQ(values.validated("int", text), number) << text;
    for (const char* text : {"x", "", "0x10", "1e3", "1.5", "_1", "1_", "1__0", "+", "1 0"})
        EXPECT_EQ(values.validated("int", "'" + std::string(text) + "'"),
                  field_error("int_parsing", kIntWords, "\"" + std::string(text) + "\""))
            << text;
}

TEST(ValidateInt, OtherTypesAreTakenOrRefused) {
    Values values;
    EXPECT_EQ(values.validated("int", "20.0"), "20");
    EXPECT_EQ(values.validated("int", "True"), "1");
    EXPECT_EQ(values.validated("int", "2 ** 70"), "1180591620717411303424");
    EXPECT_EQ(values.validated("int", "20.5"),
              field_error("int_from_float",
                          "Input should be a valid integer, got a number with a fractional part",
                          "20.5"));
    EXPECT_EQ(values.validated("int", "None"),
              field_error("int_type", "Input should be a valid integer", "null"));
    EXPECT_EQ(
        values.validated("int", "1e20"),
        field_error("int_parsing_size",
                    "Unable to parse input string as an integer, exceeded maximum size", "1e+20"));
    EXPECT_EQ(values.validated("int", "'" + std::string(4301, '1') + "'").substr(0, 26),
              R"({"type":"int_parsing_size")");
}

TEST(ValidateInt, StrictTakesIntsOnly) {
    Values values;
    Constraints strict;
    strict.strict = true;
    EXPECT_EQ(values.validated("int", "1", strict), "1");
    for (const auto& [input, shown] :
         {std::pair("'1'", "\"1\""), std::pair("1.0", "1.0"), std::pair("True", "true")})
        EXPECT_EQ(values.validated("int", input, strict),
                  field_error("int_type", "Input should be a valid integer", shown));
}

TEST(ValidateNumber, BoundsAreShownAsTheFieldsType) {
    Values values;
    EXPECT_EQ(values.validated("int", "'0'", bounds(values, "ge", "1")),
              field_error("greater_than_equal", "Input should be greater than or equal to 1",
                          "\"0\"", R"({"ge":1})"));
    EXPECT_EQ(values.validated("int", "10", bounds(values, "lt", "10")),
              field_error("less_than", "Input should be less than 10", "10", R"({"lt":10})"));
    EXPECT_EQ(
        values.validated("float", "'0'", bounds(values, "gt", "0")),
        field_error("greater_than", "Input should be greater than 0", "\"0\"", R"({"gt":0.0})"));
    EXPECT_EQ(values.validated("float", "'nan'", bounds(values, "le", "1.5")),
              field_error("less_than_equal", "Input should be less than or equal to 1.5", "\"nan\"",
                          R"({"le":1.5})"));
    EXPECT_EQ(
        values.validated("int", "3", bounds(values, "multiple_of", "2")),
        field_error("multiple_of", "Input should be a multiple of 2", "3", R"({"multiple_of":2})"));
    EXPECT_EQ(values.validated("float", "0.3", bounds(values, "multiple_of", "0.1")), "0.3");
}

TEST(ValidateNumber, LargeAndSmallLimitsHaveNoExponent) {
    Values values;
    EXPECT_NE(values.validated("float", "0.0", bounds(values, "gt", "1e20"))
                  .find("greater than 100000000000000000000\""),
              std::string::npos);
    EXPECT_NE(values.validated("float", "-1.0", bounds(values, "gt", "1.5e-7"))
                  .find("greater than 0.00000015\""),
              std::string::npos);
}

TEST(ValidateFloat, TextAndIntsBecomeFloats) {
    Values values;
    EXPECT_EQ(values.validated("float", "'.5'"), "0.5");
    EXPECT_EQ(values.validated("float", "' 1e2 '"), "100.0");
    EXPECT_EQ(values.validated("float", "3"), "3.0");
    EXPECT_EQ(
        values.validated("float", "'x'"),
        field_error("float_parsing",
                    "Input should be a valid number, unable to parse string as a number", "\"x\""));
    EXPECT_EQ(values.validated("float", "[]"),
              field_error("float_type", "Input should be a valid number", "[]"));
}

TEST(ValidateBool, WordsInAnyCaseAreTaken) {
    Values values;
    for (const char* yes : {"'1'", "'on'", "'T'", "'TRUE'", "'y'", "'Yes'", "1", "1.0", "True"})
        EXPECT_EQ(values.validated("bool", yes), "True") << yes;
    for (const char* no : {"'0'", "'off'", "'f'", "'False'", "'N'", "'no'", "0", "False"})
        EXPECT_EQ(values.validated("bool", no), "False") << no;
    EXPECT_EQ(values.validated("bool", "' true '"),
              field_error("bool_parsing", kBoolWords, "\" true \""));
    EXPECT_EQ(values.validated("bool", "2"), field_error("bool_parsing", kBoolWords, "2"));
    EXPECT_EQ(values.validated("bool", "None"),
              field_error("bool_type", "Input should be a valid boolean", "null"));
    EXPECT_EQ(values.validated("bool", "1.5"),
              field_error("bool_type", "Input should be a valid boolean", "1.5"));
}

TEST(ValidateStr, OnlyTextIsText) {
    Values values;
    EXPECT_EQ(values.validated("str", "'a'"), "'a'");
    EXPECT_EQ(values.validated("str", "b'a'"), "'a'");
    EXPECT_EQ(values.validated("str", "5"),
              field_error("string_type", "Input should be a valid string", "5"));
    EXPECT_EQ(values.validated("str", "b'\\xff'").substr(0, 24), "UnicodeDecodeError: 'utf");
}

TEST(ValidateStr, LengthsCountCharacters) {
    Values values;
    Constraints c;
    c.min_length = 3;
    c.max_length = 5;
    EXPECT_EQ(values.validated("str", "'\xC3\xA9\xC3\xA9\xC3\xA9'", c),
              "'\xC3\xA9\xC3\xA9\xC3\xA9'");
    EXPECT_EQ(values.validated("str", "'ab'", c),
              field_error("string_too_short", "String should have at least 3 characters", "\"ab\"",
                          R"({"min_length":3})"));
    EXPECT_EQ(values.validated("str", "'abcdef'", c),
              field_error("string_too_long", "String should have at most 5 characters",
                          "\"abcdef\"", R"({"max_length":5})"));
    c.min_length = 1;
    EXPECT_NE(values.validated("str", "''", c).find("at least 1 character\""), std::string::npos);
}

TEST(ValidateStr, APatternIsSearchedFor) {
    Values values;
    Constraints c;
    c.pattern = "^[a-z]+$";
    EXPECT_EQ(values.validated("str", "'abc'", c), "'abc'");
    EXPECT_EQ(values.validated("str", "'ABC'", c),
              field_error("string_pattern_mismatch", "String should match pattern '^[a-z]+$'",
                          "\"ABC\"", R"({"pattern":"^[a-z]+$"})"));
    c.pattern = "(";
    EXPECT_EQ(values.validated("str", "'a'", c),
              "ValueError: Invalid schema: regex parse error: unclosed group");
    c.pattern = "a";
    EXPECT_EQ(values.validated("int", "1", c),
              "TypeError: Unable to apply constraint 'pattern' to schema of type "
              "'constrained-int'");
}

TEST(ValidateBytes, TextBecomesUtf8) {
    Values values;
    EXPECT_EQ(values.validated("bytes", "'abc'"), "b'abc'");
    EXPECT_EQ(values.validated("bytes", "1"),
              field_error("bytes_type", "Input should be a valid bytes", "1"));
}

TEST(ValidateNone, OnlyNoneIsNone) {
    Values values;
    EXPECT_EQ(values.validated("None", "None"), "None");
    EXPECT_EQ(values.validated("None", "1"),
              field_error("none_required", "Input should be None", "1"));
}

TEST(ValidateUnion, NoneIsTakenBeforeTheRest) {
    Values values;
    EXPECT_EQ(values.validated("int | None", "None"), "None");
    EXPECT_EQ(values.validated("int | None", "'5'"), "5");
    EXPECT_EQ(values.validated("int | None", "'x'"),
              field_error("int_parsing", kIntWords, "\"x\""));
}

TEST(ValidateUnion, TheBestFitWins) {
    Values values;
    EXPECT_EQ(values.validated("int | str", "'3'"), "'3'");
    EXPECT_EQ(values.validated("int | bool | None", "True"), "True");
    EXPECT_EQ(values.validated("int | bool | None", "'5'"), "5");
    EXPECT_EQ(values.validated("float | int", "1"), "1");
}

TEST(ValidateUnion, ErrorsNameTheMember) {
    Values values;
    EXPECT_EQ(values.validated("int | bool | None", "'x'"),
              R"({"type":"int_parsing","loc":["int"],"msg":")" + kIntWords +
                  R"(","input":"x"},{"type":"bool_parsing","loc":["bool"],"msg":")" + kBoolWords +
                  R"(","input":"x"})");
    EXPECT_NE(values.validated("list[int] | int", "None").find(R"("loc":["list[int]"])"),
              std::string::npos);
}

TEST(ValidateList, EveryItemIsChecked) {
    Values values;
    EXPECT_EQ(values.validated("list[int]", "['1', 2]"), "[1, 2]");
    EXPECT_EQ(values.validated("list[int]", "(1, 2)"), "[1, 2]");
    EXPECT_EQ(values.validated("list", "[None, 'x']"), "[None, 'x']");
    EXPECT_EQ(values.validated("list[int]", "[1, 'x', None]"),
              R"({"type":"int_parsing","loc":[1],"msg":")" + kIntWords +
                  R"(","input":"x"},{"type":"int_type","loc":[2],)"
                  R"("msg":"Input should be a valid integer","input":null})");
    EXPECT_EQ(values.validated("list[int]", "'12'"),
              field_error("list_type", "Input should be a valid list", "\"12\""));
    EXPECT_EQ(values.validated("list[int]", "{'a': 1}"),
              field_error("list_type", "Input should be a valid list", R"({"a":1})"));
}

TEST(ValidateList, ItsLengthHasBounds) {
    Values values;
    Constraints c;
    c.min_length = 1;
    c.max_length = 3;
    EXPECT_EQ(values.validated("list[int]", "[]", c),
              field_error("too_short", "List should have at least 1 item after validation, not 0",
                          "[]", R"({"field_type":"List","min_length":1,"actual_length":0})"));
    EXPECT_EQ(values.validated("list[int]", "['x', 1, 2, 3, 4]", c),
              field_error("too_long", "List should have at most 3 items after validation, not 5",
                          R"(["x",1,2,3,4])",
                          R"({"field_type":"List","max_length":3,"actual_length":5})"));
}

TEST(ValidateSet, RepeatsAreDropped) {
    Values values;
    EXPECT_EQ(values.validated("set[int]", "[1, '1', 2]"), "{1, 2}");
    EXPECT_EQ(values.validated("set[int]", "5"),
              field_error("set_type", "Input should be a valid set", "5"));
    EXPECT_NE(values.validated("set", "[[]]").find("set_item_not_hashable"), std::string::npos);
    EXPECT_EQ(values.validated("frozenset[int]", "[1]"), "frozenset({1})");
}

TEST(ValidateTuple, MissingAndExtraItemsAreErrors) {
    Values values;
    EXPECT_EQ(values.validated("tuple[int, str]", "['1', 'a']"), "(1, 'a')");
    EXPECT_EQ(values.validated("tuple[int, ...]", "['1', 2, 3]"), "(1, 2, 3)");
    EXPECT_EQ(values.validated("tuple[int, str]", "[1]"),
              R"({"type":"missing","loc":[1],"msg":"Field required","input":[1]})");
    EXPECT_EQ(
        values.validated("tuple[int, str]", "[1, 'a', 2]"),
        field_error("too_long", "Tuple should have at most 2 items after validation, not 3",
                    R"([1,"a",2])", R"({"field_type":"Tuple","max_length":2,"actual_length":3})"));
    EXPECT_EQ(values.validated("tuple[int]", "'ab'"),
              field_error("tuple_type", "Input should be a valid tuple", "\"ab\""));
}

TEST(ValidateDict, KeysAndValuesAreChecked) {
    Values values;
    EXPECT_EQ(values.validated("dict[str, int]", "{'a': '1'}"), "{'a': 1}");
    EXPECT_EQ(values.validated("dict", "{1: None}"), "{1: None}");
    EXPECT_EQ(values.validated("dict[str, int]", "{'b': 'x'}"),
              R"({"type":"int_parsing","loc":["b"],"msg":")" + kIntWords + R"(","input":"x"})");
    EXPECT_NE(values.validated("dict[int, int]", "{'k': 1}").find(R"("loc":["k","[key]"])"),
              std::string::npos);
    EXPECT_EQ(values.validated("dict", "[1]"),
              field_error("dict_type", "Input should be a valid dictionary", "[1]"));
}

constexpr std::string_view kTyping =
    "from typing import Any, Annotated, Literal, Optional, Union\n"
    "from fastapi import Query\n";
constexpr std::string_view kEnums =
    "from enum import Enum, IntEnum\n"
    "class Color(str, Enum):\n"
    "    red = 'red'\n"
    "    green = 'green'\n"
    "class Level(IntEnum):\n"
    "    low = 1\n"
    "    high = 2\n";

TEST(ValidateEnum, AMemberIsFoundByItsValue) {
    Values values(kEnums);
    EXPECT_EQ(values.validated("Color", "'red'"), "<Color.red: 'red'>");
    EXPECT_EQ(values.validated("Color", "Color.green"), "<Color.green: 'green'>");
    EXPECT_EQ(values.validated("Level", "'2'"), "<Level.high: 2>");
    EXPECT_EQ(values.validated("Color", "'RED'"),
              field_error("enum", "Input should be 'red' or 'green'", "\"RED\"",
                          R"({"expected":"'red' or 'green'"})"));
    EXPECT_EQ(values.validated("Level", "3"),
              field_error("enum", "Input should be 1 or 2", "3", R"({"expected":"1 or 2"})"));
}

TEST(ValidateLiteral, TypesMustBeTheSame) {
    Values values(kTyping);
    EXPECT_EQ(values.validated("Literal['one', 'two', 3]", "3"), "3");
    EXPECT_EQ(values.validated("Literal['one', 'two', 3]", "'3'"),
              field_error("literal_error", "Input should be 'one', 'two' or 3", "\"3\"",
                          R"({"expected":"'one', 'two' or 3"})"));
    EXPECT_NE(values.validated("Literal[1]", "True").find("literal_error"), std::string::npos);
    EXPECT_NE(values.validated("Literal['only']", "'x'").find("Input should be 'only'\""),
              std::string::npos);
}

TEST(ValidateTyping, AliasesMeanWhatTheyStandFor) {
    Values values(kTyping);
    EXPECT_EQ(values.validated("Any", "[1]"), "[1]");
    EXPECT_EQ(values.validated("Optional[int]", "None"), "None");
    EXPECT_EQ(values.validated("Union[int, str]", "'a'"), "'a'");
    EXPECT_EQ(values.validated("Annotated[int, Query(ge=5)]", "'4'"),
              field_error("greater_than_equal", "Input should be greater than or equal to 5",
                          "\"4\"", R"({"ge":5})"));
}

TEST(CompileType, PlainClassesHaveNoSchema) {
    Values values("class Plain: pass\n");
    EXPECT_EQ(values.validated("Plain", "1"), "(no schema)");
    EXPECT_EQ(values.validated("list[Plain]", "1"), "(no schema)");
}

TEST(FieldShape, ScalarsAndSequencesAreToldApart) {
    Values values(kTyping);
    const auto type = [&](std::string_view annotation) {
        FieldTypePtr out;
        EXPECT_TRUE(compile_type(values.vm(), values.of(annotation), {}, out).ok());
        return out;
    };
    EXPECT_TRUE(is_scalar(*type("int | None")));
    EXPECT_TRUE(is_scalar(*type("Literal['a']")));
    EXPECT_FALSE(is_scalar(*type("list[str]")));
    EXPECT_FALSE(is_scalar(*type("dict")));
    EXPECT_TRUE(is_scalar_sequence(*type("list[str]")));
    EXPECT_TRUE(is_scalar_sequence(*type("list[str] | None")));
    EXPECT_FALSE(is_scalar_sequence(*type("str")));
    EXPECT_FALSE(is_scalar_sequence(*type("list[dict]")));
    EXPECT_TRUE(accepts_none(*type("int | None")));
    EXPECT_FALSE(accepts_none(*type("int")));
}

}  // namespace
}  // namespace web
