#include "http/url_parts.h"

#include <gtest/gtest.h>

namespace http {
namespace {

TEST(UrlParts, AreCutAndJoinedAgain) {
    const std::string url = "https://user:pw@Example.com:8443/a/b?c=d#e";
    const UrlParts parts = split_url(url);
    EXPECT_EQ(parts.scheme, "https");
    EXPECT_EQ(parts.netloc, "user:pw@Example.com:8443");
    EXPECT_EQ(parts.path, "/a/b");
    EXPECT_EQ(parts.query, "c=d");
    EXPECT_EQ(parts.fragment, "e");
    EXPECT_EQ(join_url(parts), url);
    EXPECT_EQ(split_url("/just/a?path").path, "/just/a");
    EXPECT_EQ(split_url("mailto:a@b").scheme, "mailto");
    EXPECT_EQ(split_url("1a:b").scheme, "");
}

TEST(UrlParts, AnAuthorityHasUserHostAndPort) {
    const Authority all = split_authority("user:pw@[::1]:80");
    EXPECT_EQ(all.username, "user");
    EXPECT_EQ(all.password, "pw");
    EXPECT_EQ(all.host, "[::1]");
    EXPECT_EQ(all.port, 80);
    EXPECT_EQ(join_authority(all), "user:pw@[::1]:80");
    EXPECT_EQ(host_name("user@Example.COM:80"), "example.com");
    EXPECT_EQ(host_name("[::1]"), "::1");
    EXPECT_FALSE(split_authority("host:99999").port);
}

TEST(UrlParts, AHostHeaderThatCouldChangeTheUrlIsNone) {
    EXPECT_EQ(parse_host_header("example.com")->host, "example.com");
    EXPECT_EQ(parse_host_header("example.com:80")->port, "80");
    EXPECT_EQ(parse_host_header("[::1]:80")->host, "[::1]");
    for (const std::string_view bad :
         {"", "a b", "a/b", "a@b", "a:", "a:b", "[x]", "a:1:2", "a?b", "[::1"})
        EXPECT_FALSE(parse_host_header(bad)) << bad;
}

TEST(UrlParts, ARequestWithoutAUsableHostIsTheTestServers) {
    Request request = make_request("GET", "/a%3Fb?c=d");
    EXPECT_EQ(join_url(url_of(request)), "http://testserver/a%3Fb?c=d");
    request.headers.add("Host", "evil/..");
    EXPECT_EQ(url_of(request).netloc, "testserver");
    request.headers.set("Host", "example.com:8000");
    EXPECT_EQ(url_of(request).netloc, "example.com:8000");
}

}  // namespace
}  // namespace http
