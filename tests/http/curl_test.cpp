#include "http/curl.h"

#include <gtest/gtest.h>

namespace http {
namespace {

constexpr std::string_view kOrigin = "http://127.0.0.1:8000";

// A request with the headers that curl would send anyway, so that a test shows only its own.
Request plain(std::string_view method, std::string_view target) {
    Request request = make_request(method, target);
    request.headers = {{"Host", "t"}, {"User-Agent", "u"}, {"Accept", "*/*"}};
    return request;
}
constexpr std::string_view kPlain = " -H 'Host: t' -H 'User-Agent: u' -H 'Accept: */*' ";

std::string around(std::string_view before, std::string_view after) {
    return "curl -i" + std::string(before) + std::string(kPlain) + std::string(after);
}

TEST(Curl, AGetIsTheUrlAndItsHeaders) {
    EXPECT_EQ(curl_command(plain("GET", "/protected"), kOrigin),
              around("", "http://127.0.0.1:8000/protected"));
}

TEST(Curl, TheQueryIsQuoted) {
    EXPECT_EQ(curl_command(plain("GET", "/a?x=1&y='2'"), kOrigin),
              around("", R"('http://127.0.0.1:8000/a?x=1&y='\''2'\''')"));
}

TEST(Curl, WhatCurlAddsByItselfIsSwitchedOff) {
    EXPECT_EQ(curl_command(make_request("GET", "/"), kOrigin),
              "curl -i -H Host: -H User-Agent: -H Accept: http://127.0.0.1:8000/");
}

TEST(Curl, RepeatedHeadersStayAndEmptyOnesEndInASemicolon) {
    Request request = plain("GET", "/");
    request.headers = {{"host", "t"}, {"user-agent", "u"}, {"accept", "*/*"},
                       {"X-A", "1"},  {"X-A", "2"},        {"X-Empty", ""}};
    EXPECT_EQ(curl_command(request, kOrigin),
              "curl -i -H 'host: t' -H 'user-agent: u' -H 'accept: */*' -H 'X-A: 1' "
              "-H 'X-A: 2' -H 'X-Empty;' http://127.0.0.1:8000/");
}

TEST(Curl, ABodyOfTextIsGivenRaw) {
    Request request = plain("POST", "/token");
    request.headers.add("content-length", "8");
    request.headers.add("content-type", "application/json");
    request.body = "@it's a\n";
    EXPECT_EQ(curl_command(request, kOrigin),
              around("",
                     "-H 'content-type: application/json' -H Expect: --data-raw "
                     "'@it'\\''s a\n' http://127.0.0.1:8000/token"));
}

TEST(Curl, ABodyOfBytesComesOutOfPrintf) {
    Request request = plain("PUT", "/x");
    request.headers.add("Content-Length", "6");
    request.body = std::string("\0%'\\\xFFz", 6);
    EXPECT_EQ(curl_command(request, kOrigin),
              "printf '\\000\\045\\047\\134\\377z' | " +
                  around(" -X PUT",
                         "-H Content-Type: -H Expect: --data-binary @- http://127.0.0.1:8000/x"));
}

TEST(Curl, AnEmptyPostKeepsItsLength) {
    Request request = plain("POST", "/x");
    request.headers.add("content-length", "0");
    EXPECT_EQ(curl_command(request, kOrigin),
              around(" -X POST", "-H 'content-length: 0' http://127.0.0.1:8000/x"));
}

TEST(Curl, HeadIsAskedForAsHead) {
    EXPECT_EQ(curl_command(plain("HEAD", "/x"), kOrigin),
              around(" --head", "http://127.0.0.1:8000/x"));
}

TEST(Curl, OddTargetsArriveAsTheyAre) {
    EXPECT_EQ(curl_command(plain("GET", "/a/../b"), kOrigin),
              around("", "--path-as-is http://127.0.0.1:8000/a/../b"));
    EXPECT_EQ(curl_command(plain("GET", "/a?x[0]=1"), kOrigin),
              around("", "--globoff 'http://127.0.0.1:8000/a?x[0]=1'"));
    EXPECT_EQ(curl_command(plain("OPTIONS", "*"), kOrigin),
              around(" -X OPTIONS", "--request-target '*' http://127.0.0.1:8000/"));
    EXPECT_EQ(curl_command(plain("GET", "/\xFF"), kOrigin),
              around("", "--request-target $'/\\377' http://127.0.0.1:8000/"));
}

TEST(Curl, HeadersThatAreNoTextAreEscaped) {
    Request request = plain("GET", "/");
    request.headers.add("X-A", "a\tb'\xE9");
    request.headers.add("X-B", "caf\xC3\xA9");
    EXPECT_EQ(curl_command(request, kOrigin),
              around("",
                     "-H $'X-A: a\\011b\\047\\351' -H 'X-B: caf\xC3\xA9' "
                     "http://127.0.0.1:8000/"));
}

TEST(Curl, AnOldVersionIsAskedFor) {
    Request request = plain("GET", "/");
    request.http_version = "1.0";
    EXPECT_EQ(curl_command(request, kOrigin), around(" --http1.0", "http://127.0.0.1:8000/"));
}

}  // namespace
}  // namespace http
