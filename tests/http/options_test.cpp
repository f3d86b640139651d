#include "http/options.h"

#include <gtest/gtest.h>

namespace http {
namespace {

TEST(Options, ParametersAreNamedInLowerCaseAndUnquoted) {
    const Options options = parse_options("form-data; Name=\"a;b\"; FILENAME = \"x\\\"y\" ");
    EXPECT_EQ(options.value, "form-data");
    EXPECT_EQ(options.find("name"), "a;b");
    EXPECT_EQ(options.find("filename"), "x\"y");
    EXPECT_EQ(options.find("other"), std::nullopt);
}

TEST(Options, TheLastOfARepeatedParameterCounts) {
    EXPECT_EQ(parse_options("a; b=1; b=2").find("b"), "2");
}

TEST(Options, ExtendedParametersAreIgnored) {
    EXPECT_EQ(parse_options("a; name*=utf-8''x; name=y").find("name"), "y");
}

TEST(Options, AFileNameLosesItsFolder) {
    EXPECT_EQ(parse_options("a; filename=\"C:\\dir\\f.txt\"").find("filename"), "f.txt");
}

TEST(Options, OpenQuotesDoNotRunAway) {
    EXPECT_EQ(parse_options("a; name=\"open; b=1").find("name"), "\"open; b=1");
}

}  // namespace
}  // namespace http
