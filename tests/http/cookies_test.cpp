#include "http/cookies.h"

#include <gtest/gtest.h>

namespace http {
namespace {

TEST(Cookies, TheLastOfARepeatedNameCounts) {
    EXPECT_EQ(parse_cookie_header("a=1; b=2; a=3"), (Pairs{{"a", "3"}, {"b", "2"}}));
}

TEST(Cookies, PiecesAreReadAsBrowsersWriteThem) {
    EXPECT_EQ(parse_cookie_header("a=1;b = 2 ;; =x; flag; c=d=e"),
              (Pairs{{"a", "1"}, {"b", "2"}, {"", "flag"}, {"c", "d=e"}}));
    EXPECT_EQ(parse_cookie_header(""), Pairs{});
    EXPECT_EQ(parse_cookie_header("a="), (Pairs{{"a", ""}}));
}

TEST(Cookies, AllHeadersAreRead) {
    const Headers headers{{"Cookie", "a=1"}, {"X", "y"}, {"cookie", "a=2; b=3"}};
    EXPECT_EQ(cookies_of(headers), (Pairs{{"a", "2"}, {"b", "3"}}));
}

TEST(Cookies, QuotedValuesAreUnquoted) {
    EXPECT_EQ(parse_cookie_header(R"(a="x\073y"; b="q\"q"; c="open)"),
              (Pairs{{"a", "x;y"}, {"b", "q\"q"}, {"c", "\"open"}}));
    EXPECT_EQ(unquote_cookie("\""), "\"");
    EXPECT_EQ(unquote_cookie(R"("\400")"), "400");
}

TEST(Cookies, ManyDistinctNamesTakeLinearTime) {
    std::string header;
    for (int i = 0; i < 200000; ++i) header += "c" + std::to_string(i) + "=v;";
    EXPECT_EQ(parse_cookie_header(header).size(), 200000U);
}

TEST(Cookies, OddValuesAreQuoted) {
    EXPECT_EQ(quote_cookie("plain-1"), "plain-1");
    EXPECT_EQ(quote_cookie(""), "\"\"");
    EXPECT_EQ(quote_cookie("v a;l"), R"("v a\073l")");
    EXPECT_EQ(quote_cookie("\"\\"), R"("\"\\")");
    EXPECT_EQ(quote_cookie("\xC3\xA9"), R"("\351")");
}

TEST(Cookies, AttributesAreSortedByName) {
    SetCookie cookie;
    cookie.name = "sid";
    cookie.value = "v a;l";
    cookie.http_only = true;
    cookie.secure = true;
    cookie.max_age_s = 60;
    cookie.domain = "example.org";
    EXPECT_EQ(render_set_cookie(cookie).value(),
              R"(sid="v a\073l"; Domain=example.org; HttpOnly; Max-Age=60; Path=/; SameSite=lax; )"
              "Secure");
}

TEST(Cookies, ADeletedCookieIsEmptyAndExpired) {
    SetCookie cookie;
    cookie.name = "old";
    cookie.max_age_s = 0;
    cookie.expires = http_date(1795440656);
    EXPECT_EQ(render_set_cookie(cookie).value(),
              "old=\"\"; expires=Mon, 23 Nov 2026 13:30:56 GMT; Max-Age=0; Path=/; SameSite=lax");
}

TEST(Cookies, NamesThatHttpRefusesAreErrors) {
    SetCookie cookie;
    cookie.name = "a b";
    EXPECT_EQ(render_set_cookie(cookie).error().message, "Illegal key 'a b'");
    cookie.name = "Path";
    EXPECT_EQ(render_set_cookie(cookie).error().message, "Attempt to set a reserved key 'Path'");
    cookie.name = "ok";
    cookie.path = "/\r\nset-cookie: x=1";
    EXPECT_FALSE(render_set_cookie(cookie).ok());
}

TEST(Cookies, DatesAreWrittenForAnyCentury) {
    EXPECT_EQ(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    EXPECT_EQ(http_date(-1), "Wed, 31 Dec 1969 23:59:59 GMT");
    EXPECT_EQ(http_date(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
}

}  // namespace
}  // namespace http
