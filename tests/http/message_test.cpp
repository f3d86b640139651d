#include "http/message.h"

#include <gtest/gtest.h>

#include "http/status.h"

namespace http {
namespace {

TEST(Message, TheTargetIsSplitAndThePathDecoded) {
    const Request request = make_request("GET", "/a%20b/%C3%A9?x=%20&y");
    EXPECT_EQ(request.raw_path, "/a%20b/%C3%A9");
    EXPECT_EQ(request.path, "/a b/\xC3\xA9");
    EXPECT_EQ(request.query, "x=%20&y");
    EXPECT_TRUE(request.has_query);
    EXPECT_FALSE(make_request("GET", "/a").has_query);
    EXPECT_TRUE(make_request("GET", "/a?").has_query);
}

TEST(Message, DefaultHeadersComeFirstUnlessGiven) {
    Request request = make_request("POST", "/");
    request.body = "abc";
    request.headers = {{"User-Agent", "curl"}, {"X", "1"}};
    add_default_headers(request);
    EXPECT_EQ(request.headers, (Headers{{"host", "testserver"},
                                        {"content-length", "3"},
                                        {"accept", "*/*"},
                                        {"accept-encoding", "gzip, deflate"},
                                        {"connection", "keep-alive"},
                                        {"User-Agent", "curl"},
                                        {"X", "1"}}));
}

TEST(Message, AGetWithoutBodyHasNoLength) {
    Request request = make_request("GET", "/");
    add_default_headers(request);
    EXPECT_EQ(request.headers.get("content-length"), nullptr);
}

TEST(Status, PhrasesAreThoseOfPython314) {
    EXPECT_EQ(reason_phrase(401), "Unauthorized");
    EXPECT_EQ(reason_phrase(418), "I'm a Teapot");
    EXPECT_EQ(reason_phrase(413), "Content Too Large");
    EXPECT_EQ(reason_phrase(422), "Unprocessable Content");
    EXPECT_EQ(reason_phrase(599), "");
    EXPECT_EQ(reason_phrase(0), "");
}

TEST(Status, SomeAnswersHaveNoBody) {
    EXPECT_TRUE(has_no_body(204));
    EXPECT_TRUE(has_no_body(304));
    EXPECT_TRUE(has_no_body(101));
    EXPECT_FALSE(has_no_body(200));
    EXPECT_FALSE(has_no_body(205));
}

}  // namespace
}  // namespace http
