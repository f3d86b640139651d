#include "http/form.h"

#include <gtest/gtest.h>

namespace http {
namespace {

constexpr std::string_view kMultipart = "multipart/form-data; boundary=x";

std::string part(std::string_view disposition, std::string_view value) {
    return "--x\r\nContent-Disposition: form-data; " + std::string(disposition) + "\r\n\r\n" +
           std::string(value) + "\r\n";
}

std::vector<std::pair<std::string, std::string>> fields(const Form& form) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const FormField& field : form) pairs.emplace_back(field.name, field.value);
    return pairs;
}
using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(Form, UrlencodedFieldsAreDecodedInOrder) {
    const auto form = parse_form("application/x-www-form-urlencoded",
                                 "username=a+b&password=c%2Bd&&flag&username=%ff&x=1;y=2");
    ASSERT_TRUE(form.ok());
    EXPECT_EQ(fields(*form), (Fields{{"username", "a b"},
                                     {"password", "c+d"},
                                     {"flag", ""},
                                     {"username", "\xEF\xBF\xBD"},
                                     {"x", "1;y=2"}}));
}

TEST(Form, OtherMediaTypesGiveNothing) {
    EXPECT_TRUE(parse_form("application/json", "a=1")->empty());
    EXPECT_TRUE(parse_form("", "a=1")->empty());
}

TEST(Form, ATypeWithParametersKeepsItsCase) {
    EXPECT_EQ(parse_form("Application/X-WWW-Form-Urlencoded", "a=1")->size(), 1U);
    EXPECT_EQ(parse_form("application/x-www-form-urlencoded; charset=utf-8", "a=1")->size(), 1U);
    EXPECT_TRUE(parse_form("Application/X-WWW-Form-Urlencoded; charset=UTF-8", "a=1")->empty());
}

TEST(Form, TooManyOrTooLargeUrlencodedFieldsAreRefused) {
    std::string body;
    for (int i = 0; i < 1001; ++i) body += "a=1&";
    EXPECT_EQ(parse_urlencoded(body).error().message,
              "Too many fields. Maximum number of fields is 1000.");
    EXPECT_EQ(parse_urlencoded("a=" + std::string((1 << 20) + 1, 'x')).error().message,
              "Field exceeded maximum size of 1024KB.");
}

TEST(Multipart, FieldsAndFilesAreRead) {
    const std::string body = part("name=\"username\"", "mia") +
                             part("name=\"f\"; filename=\"a.txt\"", "\xFF\r\n--y") + "--x--\r\n";
    const auto form = parse_multipart(kMultipart, body);
    ASSERT_TRUE(form.ok());
    EXPECT_EQ(fields(*form), (Fields{{"username", "mia"}, {"f", "\xFF\r\n--y"}}));
    EXPECT_FALSE((*form)[0].is_file);
    EXPECT_TRUE((*form)[1].is_file);
    EXPECT_EQ((*form)[1].file_name, "a.txt");
}

TEST(Multipart, TheBoundaryMayBeQuotedAndPrefixedByBlankLines) {
    const auto form = parse_multipart("multipart/form-data; boundary=\"x\"",
                                      "\r\n\r\n" + part("name=a", "1") + "--x--");
    ASSERT_TRUE(form.ok());
    EXPECT_EQ(fields(*form), (Fields{{"a", "1"}}));
}

TEST(Multipart, ABodyThatEndsEarlyKeepsWhatWasWhole) {
    const std::string whole = part("name=a", "1");
    const std::string cut = whole + part("name=b", "2");
    EXPECT_EQ(fields(*parse_multipart(kMultipart, cut)), (Fields{{"a", "1"}}));
    for (std::size_t size = 0; size < cut.size(); ++size)
        EXPECT_TRUE(parse_multipart(kMultipart, cut.substr(0, size)).ok()) << size;
}

TEST(Multipart, WhatIsWrongIsSaidInStarlettesWords) {
    const auto message = [](std::string_view type, std::string_view body) {
        const auto form = parse_multipart(type, body);
        return form.ok() ? std::string("(none)") : form.error().message;
    };
    EXPECT_EQ(message("multipart/form-data", "x"), "Missing boundary in multipart.");
    EXPECT_EQ(message(kMultipart, "garbage"), "Invalid multipart data.");
    EXPECT_EQ(message(kMultipart, "--x\r\nBad Name: 1\r\n\r\n"), "Invalid multipart data.");
    EXPECT_EQ(message(kMultipart, "--x\r\n: 1\r\n\r\n"), "Invalid multipart data.");
    EXPECT_EQ(message(kMultipart, "--xy"), "Invalid multipart data.");
    EXPECT_EQ(message(kMultipart, part("filename=a", "1") + "--x--"),
              "The Content-Disposition header field \"name\" must be provided.");
    EXPECT_EQ(message(kMultipart, part("name*=utf-8''a", "1") + "--x--"),
              "The Content-Disposition header field \"name\" must be provided.");
}

TEST(Multipart, LimitsAreKept) {
    std::string many;
    for (int i = 0; i < 1001; ++i) many += part("name=a", "1");
    EXPECT_EQ(parse_multipart(kMultipart, many + "--x--").error().message,
              "Too many fields. Maximum number of fields is 1000.");
    const std::string large(1 << 20, 'x');
    EXPECT_EQ(parse_multipart(kMultipart, part("name=a", large + "y") + "--x--").error().message,
              "Part exceeded maximum size of 1024KB.");
    EXPECT_TRUE(parse_multipart(kMultipart, part("name=a", large) + "--x--").ok());
    const std::string long_header = "--x\r\nX: " + std::string(5000, 'a') + "\r\n\r\n";
    EXPECT_EQ(parse_multipart(kMultipart, long_header).error().message, "Invalid multipart data.");
}

TEST(Multipart, AMillionPartsEndQuickly) {
    std::string body;
    for (int i = 0; i < 1000000; ++i) body += "--x\r\nA: b\r\n\r\n\r\n";
    EXPECT_FALSE(parse_multipart(kMultipart, body).ok());
    std::string almost;
    for (int i = 0; i < 1000000; ++i) almost += "\r\n--x-";
    EXPECT_TRUE(parse_multipart(kMultipart,
                                "--x\r\nContent-Disposition: a; name=f; filename=g"
                                "\r\n\r\n" +
                                    almost)
                    .ok());
}

}  // namespace
}  // namespace http
