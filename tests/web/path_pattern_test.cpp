#include "web/path_pattern.h"

#include <gtest/gtest.h>

#include <optional>

namespace web {
namespace {

using Captures = std::vector<std::string>;

// What the parameters capture; nothing when the path does not match.
std::optional<Captures> captured(std::string_view declared, std::string_view path) {
    const base::Result<PathPattern> pattern = compile_path(declared);
    std::vector<std::string_view> found;
    if (!pattern.ok() || !match_path(pattern.value(), path, found)) return std::nullopt;
    return Captures(found.begin(), found.end());
}

std::string refusal(std::string_view declared) {
    const base::Result<PathPattern> pattern = compile_path(declared);
    return pattern.ok() ? "" : pattern.error().message;
}

TEST(PathPattern, PlainPathsMatchExactly) {
    EXPECT_EQ(captured("/users/me", "/users/me"), Captures{});
    EXPECT_EQ(captured("/users/me", "/users/me/"), std::nullopt);
    EXPECT_EQ(captured("/users/me", "/users/you"), std::nullopt);
    EXPECT_EQ(captured("/users/me", "/Users/me"), std::nullopt);
    EXPECT_EQ(captured("", ""), Captures{});
}

TEST(PathPattern, AParameterTakesOneSegment) {
    EXPECT_EQ(captured("/users/{id}", "/users/7"), Captures{"7"});
    EXPECT_EQ(captured("/users/{id}", "/users/"), std::nullopt);
    EXPECT_EQ(captured("/users/{id}", "/users/7/posts"), std::nullopt);
    EXPECT_EQ(captured("/a/{x}/b/{y}", "/a/1/b/2"), (Captures{"1", "2"}));
}

TEST(PathPattern, APathParameterTakesAnything) {
    EXPECT_EQ(captured("/files/{p:path}", "/files/a/b.txt"), Captures{"a/b.txt"});
    EXPECT_EQ(captured("/files/{p:path}", "/files/"), Captures{""});
    EXPECT_EQ(captured("/files/{p:path}", "/files"), std::nullopt);
}

TEST(PathPattern, NumbersAndUuidsAreChecked) {
    EXPECT_EQ(captured("/n/{n:int}", "/n/12"), Captures{"12"});
    EXPECT_EQ(captured("/n/{n:int}", "/n/-1"), std::nullopt);
    EXPECT_EQ(captured("/x/{x:float}", "/x/1.5"), Captures{"1.5"});
    EXPECT_EQ(captured("/x/{x:float}", "/x/1."), std::nullopt);
    EXPECT_EQ(captured("/u/{u:uuid}", "/u/12345678-1234-5678-1234-567812345678"),
              Captures{"12345678-1234-5678-1234-567812345678"});
    EXPECT_EQ(captured("/u/{u:uuid}", "/u/1234"), std::nullopt);
}

TEST(PathPattern, TheFirstOfSeveralGreedyParametersTakesMost) {
    EXPECT_EQ(captured("/{a:path}/{b:path}", "/x/y/z"), (Captures{"x/y", "z"}));
    EXPECT_EQ(captured("/{a}.{b}", "/x.y.z"), (Captures{"x.y", "z"}));
    EXPECT_EQ(captured("/{a:path}x", "/axbx"), Captures{"axb"});
    EXPECT_EQ(captured("/{a:int}{b:int}", "/123"), (Captures{"12", "3"}));
    EXPECT_EQ(captured("/{a:float}{b:int}", "/1.25"), (Captures{"1.2", "5"}));
    EXPECT_EQ(captured("/{a:float}{b:path}", "/1.x"), (Captures{"1", ".x"}));
    EXPECT_EQ(captured("/{a:uuid}{b}", "/12345678123456781234567812345678z"),
              (Captures{"12345678123456781234567812345678", "z"}));
}

TEST(PathPattern, ManyPathParametersDoNotBacktrack) {
    std::string path;
    for (int i = 0; i < 4000; ++i) path += "/a";
    EXPECT_EQ(captured("/{a:path}/{b:path}/{c:path}/{d:path}/x", path), std::nullopt);
    EXPECT_TRUE(captured("/{a:path}/{b:path}/{c:path}/{d:path}/a", path).has_value());
}

TEST(PathPattern, ALineFeedAtTheEndIsLeftOver) {
    EXPECT_EQ(captured("/me", "/me\n"), Captures{});
    EXPECT_EQ(captured("/f/{p:path}", "/f/a\nb"), std::nullopt);
}

TEST(PathPattern, BracesThatAreNoPlaceholderAreText) {
    EXPECT_EQ(captured("/{}", "/{}"), Captures{});
    EXPECT_EQ(captured("/{1x}", "/{1x}"), Captures{});
}

TEST(PathPattern, FaultsAreNamed) {
    EXPECT_EQ(refusal("/{a:color}"), "Unknown path convertor 'color'");
    EXPECT_EQ(refusal("/{a}/{a}"), "Duplicated param name a at path /{a}/{a}");
}

TEST(PathPattern, KnowsItsNamesAndItsFormat) {
    PathPattern pattern = compile_path("/a/{x:int}/{y:path}").value();
    EXPECT_EQ(parameter_names(pattern), (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(path_format(pattern), "/a/{x}/{y}");
}

}  // namespace
}  // namespace web
