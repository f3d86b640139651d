#include "http/parser.h"

#include <gtest/gtest.h>

namespace http {
namespace {

// The first message of `bytes`, or its fault as "line:column sentence".
struct Parsed {
    Message message;
    std::string fault;
    std::string rest;
};

Parsed parse(std::string_view bytes, ParserLimits limits = {}) {
    RequestParser parser(limits);
    Parsed parsed;
    parsed.rest = bytes.substr(parser.feed(bytes));
    if (parser.wants_more()) parser.end();
    if (const auto& fault = parser.fault())
        parsed.fault = std::to_string(fault->line) + ":" + std::to_string(fault->column) + " " +
                       fault->sentence;
    else
        parsed.message = parser.take();
    return parsed;
}

std::string fault_of(std::string_view bytes, ParserLimits limits = {}) {
    return parse(bytes, limits).fault;
}

// A head with one more line.
std::string with(std::string_view line) {
    return "GET / HTTP/1.1\r\nHost: t\r\n" + std::string(line) + "\r\n\r\n";
}

TEST(Parser, AGetWithoutBody) {
    const Parsed parsed = parse("GET /a%20b?x=1 HTTP/1.1\r\nHost: t\r\nAccept: */*\r\n\r\nnext");
    EXPECT_EQ(parsed.fault, "");
    const Request& request = parsed.message.request;
    EXPECT_EQ(request.method, "GET");
    EXPECT_EQ(request.target, "/a%20b?x=1");
    EXPECT_EQ(request.path, "/a b");
    EXPECT_EQ(request.query, "x=1");
    EXPECT_EQ(request.headers, (Headers{{"Host", "t"}, {"Accept", "*/*"}}));
    EXPECT_EQ(parsed.message.framing, Framing::None);
    EXPECT_TRUE(parsed.message.keeps_alive);
    EXPECT_EQ(parsed.rest, "next");
}

TEST(Parser, KeepsOrderRepeatsCaseAndTheBytesAsSent) {
    const std::string bytes = "GET / HTTP/1.1\r\nhOst:t\r\nX-A:\t 1 \r\nx-a: 2\r\nX-Empty:\r\n\r\n";
    const Parsed parsed = parse(bytes);
    EXPECT_EQ(parsed.message.request.headers,
              (Headers{{"hOst", "t"}, {"X-A", "1"}, {"x-a", "2"}, {"X-Empty", ""}}));
    EXPECT_EQ(parsed.message.bytes, bytes);
    EXPECT_EQ(parsed.message.head_size, bytes.size());
}

TEST(Parser, ABodyByLength) {
    const Parsed parsed = parse("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 003\r\n\r\na=1b");
    EXPECT_EQ(parsed.message.request.body, "a=1");
    EXPECT_EQ(parsed.message.framing, Framing::Length);
    EXPECT_EQ(parsed.rest, "b");
}

TEST(Parser, ABodyInChunksWithExtensionsAndTrailers) {
    const std::string bytes =
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3\r\na=1\r\n1F ; a = \"q;\\\"\" ;b\r\n0123456789012345678901234567890\r\n"
        "00;last\r\nX-Sum: 5\r\nContent-Length: 1\r\n\r\n";
    const Parsed parsed = parse(bytes + "GET");
    EXPECT_EQ(parsed.fault, "");
    EXPECT_EQ(parsed.message.request.body, "a=10123456789012345678901234567890");
    EXPECT_EQ(parsed.message.trailers, (Headers{{"X-Sum", "5"}, {"Content-Length", "1"}}));
    EXPECT_FALSE(parsed.message.request.headers.contains("x-sum"));
    EXPECT_EQ(parsed.message.bytes, bytes);
    EXPECT_EQ(parsed.rest, "GET");
}

TEST(Parser, FormsOfTheTarget) {
    const Request absolute =
        parse("GET HTTP://h:80/a?b HTTP/1.1\r\nHost: other\r\n\r\n").message.request;
    EXPECT_EQ(absolute.target, "HTTP://h:80/a?b");
    EXPECT_EQ(absolute.path, "/a");
    EXPECT_EQ(absolute.query, "b");
    EXPECT_EQ(*absolute.headers.get("host"), "h:80");
    EXPECT_EQ(parse("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n").message.request.path, "/");
    EXPECT_EQ(parse("OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n").message.request.path, "*");
    EXPECT_EQ(parse("CONNECT h:443 HTTP/1.1\r\nHost: h\r\n\r\n").message.request.path, "h:443");
    EXPECT_EQ(fault_of("CONNECT /a HTTP/1.1\r\nHost: h\r\n\r\n"),
              "1:9 CONNECT names a host and a port, nothing else");
    EXPECT_EQ(fault_of("GET http://u:p@h/ HTTP/1.1\r\nHost: h\r\n\r\n"),
              "1:12 a user name in the target is not accepted");
    EXPECT_EQ(fault_of("GET http:///a HTTP/1.1\r\nHost: h\r\n\r\n"),
              "1:12 the target names no host");
    EXPECT_EQ(fault_of("GET a HTTP/1.1\r\nHost: h\r\n\r\n"),
              "1:5 the target does not begin with a slash");
    EXPECT_EQ(fault_of("GET /a#b HTTP/1.1\r\nHost: h\r\n\r\n"),
              "1:7 a fragment (#) is never sent to a server");
}

TEST(Parser, WhetherTheConnectionGoesOn) {
    const auto keeps = [](std::string_view version, std::string_view fields) {
        return parse("GET / HTTP/" + std::string(version) + "\r\nHost: t\r\n" +
                     std::string(fields) + "\r\n")
            .message.keeps_alive;
    };
    EXPECT_TRUE(keeps("1.1", ""));
    EXPECT_FALSE(keeps("1.1", "Connection: Close\r\n"));
    EXPECT_FALSE(keeps("1.1", "Connection: x, close\r\n"));
    EXPECT_FALSE(keeps("1.0", ""));
    EXPECT_TRUE(keeps("1.0", "Connection: keep-alive\r\n"));
}

TEST(Parser, AClientThatWaitsForContinueIsNoticed) {
    RequestParser parser;
    parser.feed("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\nExpect: 100-Continue\r\n\r\n");
    EXPECT_TRUE(parser.wants_more());
    EXPECT_TRUE(parser.is_in_body());
    EXPECT_TRUE(parser.message().expects_continue);
    EXPECT_EQ(parser.feed("abc"), 3U);
    EXPECT_TRUE(parser.is_complete());
    EXPECT_FALSE(parse("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n").message.expects_continue);
}

TEST(Parser, SaysWhatIsWrongAndWhere) {
    EXPECT_EQ(fault_of(with("A : b")),
              "3:2 there is a blank between a header's name and the colon");
    EXPECT_EQ(fault_of(with("A B: c")), "3:2 a header's name holds a character that none may have");
    EXPECT_EQ(fault_of(with(": c")), "3:1 a header has no name");
    EXPECT_EQ(fault_of(with("abc")), "3:4 a header line has no colon");
    EXPECT_EQ(fault_of(with("A: b\r\n c")),
              "4:1 a field that goes on in a second line is not accepted");
    EXPECT_EQ(fault_of(with("A: b\x01"
                            "c")),
              "3:5 there is a control character in a header's value");
    EXPECT_EQ(fault_of(with("A: b\rc")), "3:5 there is a CR without LF");
    EXPECT_EQ(fault_of("GET / HTTP/1.1\nHost: t\n\n"), "1:15 a line ends in LF without CR");
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\n\r\n"), "2:1 HTTP/1.1 wants a Host header");
    EXPECT_EQ(fault_of(with("Host: u")), "3:1 there is more than one Host header");
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost: a b\r\n\r\n"), "2:1 the Host header names no host");
    EXPECT_EQ(fault_of(with("Content-Length: 1x")), "3:1 Content-Length is not a number of bytes");
    EXPECT_EQ(fault_of("GET /\r\n"), "1:6 there is no version: HTTP/0.9 is not spoken here");
    EXPECT_EQ(fault_of("GET / HTTP/1.2\r\n"), "1:7 only HTTP/1.0 and HTTP/1.1 are spoken here");
    EXPECT_EQ(fault_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
              "1:5 the target * is for OPTIONS alone");
    EXPECT_EQ(fault_of("GET  / HTTP/1.1\r\n"), "1:5 there is more than one blank, or no target");
}

TEST(Parser, RefusesWhatIsNoHttpBeforeALineEnds) {
    EXPECT_EQ(fault_of(std::string_view("\x16\x03\x01\x02\x00", 5)),
              "1:1 this is TLS: the address must begin with http://");
    EXPECT_EQ(fault_of(std::string_view("\0\1\2", 3)),
              "1:1 the method holds a character that no method may have");
    EXPECT_EQ(fault_of(std::string(100, 'A')), "1:65 the method is longer than 64 characters");
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\n A"),
              "2:1 a field that goes on in a second line is not accepted");
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab"),
              "6:2 a chunk is longer than its size says");
}

TEST(Parser, TellsWhenARequestIsCutOff) {
    EXPECT_EQ(fault_of("GET / HTTP/1.1\r\nHost"), "2:5 the request was cut off");
    EXPECT_EQ(fault_of(with("Content-Length: 5") + "abc"), "5:4 the request was cut off");
    RequestParser nothing;
    nothing.feed("\r\n");
    nothing.end();
    EXPECT_FALSE(nothing.fault());
}

TEST(Parser, HoldsItsLimits) {
    const ParserLimits limits{100, 10};
    const std::string head = "POST / HTTP/1.1\r\nHost: t\r\n";
    EXPECT_EQ(fault_of("GET /" + std::string(200, 'a'), limits), "1:1 the start line is too long");
    EXPECT_EQ(fault_of(with("A: " + std::string(200, 'a')), limits),
              "3:1 the headers are too large");
    EXPECT_EQ(fault_of(head + "Content-Length: 10\r\n\r\n0123456789", limits), "");
    EXPECT_EQ(fault_of(head + "Content-Length: 11\r\n\r\n", limits), "5:1 the body is too large");
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(fault_of(chunked + "a\r\n0123456789\r\n0\r\n\r\n", limits), "");
    EXPECT_EQ(fault_of(chunked + "a\r\n0123456789\r\n1\r\n", limits), "7:1 the body is too large");
    EXPECT_EQ(fault_of(chunked + "0\r\nA: " + std::string(200, 'a'), limits),
              "6:1 the headers are too large");
    EXPECT_EQ(fault_of(chunked + "1;" + std::string(5000, 'a')),
              "5:1 the line of a chunk's size is too long");
    std::string wasteful = chunked;
    for (int i = 0; i < 30; ++i) wasteful += "1;" + std::string(4000, 'a') + "\r\nx\r\n";
    EXPECT_EQ(fault_of(wasteful).substr(4), " the chunks are more extensions than content");
    std::string lines;
    for (int i = 0; i < 9; ++i) lines += "\r\n";
    EXPECT_EQ(fault_of(lines), "1:1 there are too many empty lines");
}

TEST(Parser, TheSizeOfOneLargePieceDoesNotMatter) {
    RequestParser parser;
    const std::string large = "GET /" + std::string(std::size_t{1} << 20, 'a');
    EXPECT_LT(parser.feed(large), std::size_t{70} << 10);
    ASSERT_TRUE(parser.fault());
    EXPECT_EQ(parser.fault()->status, 414);
}

// However the bytes come in pieces, the result is the same.
void expect_same_in_pieces(const std::string& bytes) {
    const Parsed whole = parse(bytes);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        RequestParser parser;
        std::size_t taken = parser.feed(std::string_view(bytes).substr(0, cut));
        if (parser.wants_more()) taken += parser.feed(std::string_view(bytes).substr(cut));
        if (parser.wants_more()) parser.end();
        if (parser.fault()) {
            EXPECT_EQ(std::to_string(parser.fault()->line) + ":" +
                          std::to_string(parser.fault()->column) + " " + parser.fault()->sentence,
                      whole.fault)
                << "cut at " << cut;
            continue;
        }
        const Message message = parser.take();
        EXPECT_EQ(whole.fault, "");
        EXPECT_EQ(message.bytes, whole.message.bytes);
        EXPECT_EQ(message.request.headers, whole.message.request.headers);
        EXPECT_EQ(message.request.body, whole.message.request.body);
        EXPECT_EQ(message.trailers, whole.message.trailers);
    }
}

TEST(Parser, PiecesMayEndAnywhere) {
    expect_same_in_pieces("\r\n\r\nGET /a?b HTTP/1.1\r\nHost: t\r\nA: 1\r\n\r\nGET");
    expect_same_in_pieces("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nhello!");
    expect_same_in_pieces(
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
        "3;x=\"y\"\r\na=1\r\n0\r\nA: b\r\n\r\nrest");
    expect_same_in_pieces(with("A : b"));
    expect_same_in_pieces(with("A: b\rc"));
    expect_same_in_pieces("GET / HTTP/1.1\nHost: t\n\n");
    expect_same_in_pieces(
        "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n"
        "2\r\nabc\r\n0\r\n\r\n");
}

TEST(Parser, PipelinedRequestsComeOneAfterTheOther) {
    std::string_view input = "GET /1 HTTP/1.1\r\nHost: t\r\n\r\nGET /2 HTTP/1.1\r\nHost: t\r\n\r\n";
    RequestParser parser;
    for (const char* path : {"/1", "/2"}) {
        input.remove_prefix(parser.feed(input));
        ASSERT_TRUE(parser.is_complete());
        EXPECT_EQ(parser.take().request.path, path);
    }
    EXPECT_TRUE(input.empty());
}

}  // namespace
}  // namespace http
