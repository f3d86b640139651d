#include "lang/highlight.h"

#include <gtest/gtest.h>

#include <string>

namespace lang {
namespace {

// "def:Keyword f:Function ..." in the order of the text.
std::string colours(std::string_view source) {
    static constexpr const char* kNames[] = {"Keyword", "Name",    "Function", "Decorator",
                                             "Builtin", "String",  "Field",    "Number",
                                             "Comment", "Operator"};
    std::string out;
    for (const ColouredSpan& span : highlight(source)) {
        if (span.kind == ColourKind::Operator) continue;
        out += (out.empty() ? "" : " ") +
               std::string(source.substr(span.begin, span.end - span.begin)) + ":" +
               kNames[static_cast<int>(span.kind)];
    }
    return out;
}

TEST(Highlight, DefinitionsAndCallsAreFunctions) {
    EXPECT_EQ(colours("def f(x): g(x)"), "def:Keyword f:Function x:Name g:Function x:Name");
    EXPECT_EQ(colours("class A(B): pass"), "class:Keyword A:Function B:Name pass:Keyword");
}

TEST(Highlight, BuiltinsAreKnownUnlessTheyAreAttributes) {
    EXPECT_EQ(colours("print(len, a.len)"), "print:Builtin len:Builtin a:Name len:Name");
}

TEST(Highlight, ADecoratorIsOnePieceUpToItsArguments) {
    EXPECT_EQ(
        colours("@app.get('/')\nx = a @ b"),
        "@:Decorator app:Decorator .:Decorator get:Decorator '/':String x:Name a:Name b:Name");
}

TEST(Highlight, FStringsShowTheirFields) {
    EXPECT_EQ(colours("f'a{b:>{w}}c'"),
              "f':String a:String {:Field b:Name >:String {:Field w:Name }:Field }:Field c:String "
              "':String");
}

TEST(Highlight, CommentsStandInOrder) {
    EXPECT_EQ(colours("# a\nx # b\n# c"), "# a:Comment x:Name # b:Comment # c:Comment");
}

TEST(Highlight, SoftKeywordsDependOnTheirPlace) {
    EXPECT_EQ(colours("match x:\n  case 1: pass"),
              "match:Keyword x:Name case:Keyword 1:Number pass:Keyword");
    EXPECT_EQ(colours("match = case"), "match:Name case:Name");
    EXPECT_EQ(colours("type X = int"), "type:Keyword X:Name int:Builtin");
}

TEST(Highlight, BrokenSourceStillHasColours) {
    EXPECT_EQ(colours("x = 'abc\ny = 0x + $"), "x:Name 'abc:String y:Name");
    EXPECT_EQ(colours("f'{a"), "f':String {:Field a:Name");
    EXPECT_EQ(colours("(]) def"), "def:Keyword");
}

// Cuts and doubles pieces of a text in every place: spans stay in order and inside.
TEST(Highlight, NoTextMakesItFail) {
    const std::string text =
        "@a.b(1)\nasync def f(x: int = 0x1F, *y) -> str:\n\tif x:\n\t\treturn f\"{x!r:>{y}}\" 'z' "
        "b'' \\\n\t# c \xC3\xA9\n    match x:\n        case [1, *_]: pass\n'''q\n";
    for (std::size_t cut = 0; cut < text.size(); ++cut) {
        for (const std::size_t length : {1, 3, 9}) {
            std::string broken = text;
            broken.erase(cut, length);
            if (cut % 2) broken.insert(cut / 2, text.substr(cut, length));
            std::uint32_t end = 0;
            for (const ColouredSpan& span : highlight(broken)) {
                ASSERT_GE(span.begin, end);
                ASSERT_GT(span.end, span.begin);
                ASSERT_LE(span.end, broken.size());
                end = span.end;
            }
        }
    }
}

}  // namespace
}  // namespace lang
