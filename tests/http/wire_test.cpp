#include "http/wire.h"

#include <gtest/gtest.h>

namespace http {
namespace {

std::vector<std::string> texts(const Wire& wire, WirePart part) {
    std::vector<std::string> found;
    for (const WireSpan& span : wire.spans)
        if (span.part == part)
            found.push_back(wire.bytes.substr(static_cast<std::size_t>(span.begin),
                                              static_cast<std::size_t>(span.end - span.begin)));
    return found;
}
using Texts = std::vector<std::string>;

TEST(Wire, ARequestIsRenderedAsHttp11) {
    Request request = make_request("POST", "/a?b=c");
    request.headers = {{"Host", "h"}, {"X", ""}};
    request.body = "data";
    const Wire wire = render(request);
    EXPECT_EQ(wire.bytes, "POST /a?b=c HTTP/1.1\r\nHost: h\r\nX: \r\n\r\ndata");
    EXPECT_EQ(texts(wire, WirePart::StartLine), Texts{"POST /a?b=c HTTP/1.1"});
    EXPECT_EQ(texts(wire, WirePart::HeaderName), (Texts{"Host", "X"}));
    EXPECT_EQ(texts(wire, WirePart::Body), Texts{"data"});
}

TEST(Wire, SchemeAndCredentialsAreMarked) {
    Request request = make_request("GET", "/");
    request.headers = {{"authorization", "Bearer  to k"}, {"Cookie", "a=1; b=22"}, {"X-Key", "k"}};
    const Wire wire = render(request, {{"x-key"}, {}});
    EXPECT_EQ(texts(wire, WirePart::Scheme), Texts{"Bearer"});
    EXPECT_EQ(texts(wire, WirePart::Credentials), (Texts{"to k", "1", "22", "k"}));
}

TEST(Wire, ASchemeAloneHasNoCredentials) {
    Request request = make_request("GET", "/");
    request.headers = {{"Authorization", "Bearer"}, {"Authorization", ""}};
    const Wire wire = render(request);
    EXPECT_EQ(texts(wire, WirePart::Scheme), Texts{"Bearer"});
    EXPECT_EQ(texts(wire, WirePart::Credentials), Texts{});
}

TEST(Wire, AResponseNamesItsReason) {
    Response response{401, {{"www-authenticate", "Basic realm=\"x\""}}, ""};
    const Wire wire = render(response);
    EXPECT_EQ(wire.bytes,
              "HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm=\"x\"\r\n\r\n");
    EXPECT_EQ(texts(wire, WirePart::Scheme), Texts{"Basic"});
    EXPECT_TRUE(texts(wire, WirePart::Body).empty());
}

TEST(Wire, WhatCameInIsTakenApartAsItIs) {
    const std::string bytes =
        "\r\nPOST /a HTTP/1.1\r\nhOst:t\r\nAuthorization:  Bearer x \r\nX-Key: k\r\nodd\r\n"
        "Empty:\r\n\r\nbo\r\ndy";
    const Wire wire = dissect(bytes, {{"x-key"}, {}});
    EXPECT_EQ(wire.bytes, bytes);
    EXPECT_EQ(texts(wire, WirePart::StartLine), Texts{"POST /a HTTP/1.1"});
    EXPECT_EQ(texts(wire, WirePart::HeaderName),
              (Texts{"hOst", "Authorization", "X-Key", "Empty"}));
    EXPECT_EQ(texts(wire, WirePart::HeaderValue), (Texts{"t", "Bearer x", "k"}));
    EXPECT_EQ(texts(wire, WirePart::Scheme), Texts{"Bearer"});
    EXPECT_EQ(texts(wire, WirePart::Credentials), (Texts{"x", "k"}));
    EXPECT_EQ(texts(wire, WirePart::Body), Texts{"bo\r\ndy"});
}

TEST(Wire, AnythingCanBeTakenApart) {
    for (const std::string_view bytes :
         {"", "\r\n", "\n\n\n", "a", "a\n:", ":\n:\n", "a\r\nb", "\ra\nb"})
        EXPECT_EQ(dissect(bytes).bytes, bytes);
}

TEST(Wire, MarksAKeyInTheQuery) {
    Request request = make_request("GET", "/x?a=1&api%5Fkey=abc&b");
    const Wire wire = render(request, {{}, {"api_key"}});
    std::vector<std::string> marked;
    for (const WireSpan& span : wire.spans)
        if (span.part == WirePart::Credentials)
            marked.push_back(wire.bytes.substr(static_cast<std::size_t>(span.begin),
                                               static_cast<std::size_t>(span.end - span.begin)));
    EXPECT_EQ(marked, (std::vector<std::string>{"abc"}));
    EXPECT_EQ(dissect(wire.bytes, {{}, {"api_key"}}).spans.size(), wire.spans.size());
}

}  // namespace
}  // namespace http
