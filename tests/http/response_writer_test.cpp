#include "http/response_writer.h"

#include <gtest/gtest.h>

namespace http {
namespace {

constexpr std::string_view kFront = "date: Thu, 01 Jan 1970 00:00:00 GMT\r\nserver: authwalk\r\n";

std::string sent(const Response& response, const Asked& asked = {}) {
    return write_response(response, asked, 0).bytes;
}
After after(const Response& response, const Asked& asked = {}) {
    return write_response(response, asked, 0).after;
}

Response text(std::string_view body) {
    Response response;
    response.body = body;
    response.headers = {{"content-length", std::to_string(body.size())}};
    return response;
}

TEST(ResponseWriter, DateAndServerComeFirst) {
    EXPECT_EQ(sent(text("hi")),
              "HTTP/1.1 200 OK\r\n" + std::string(kFront) + "content-length: 2\r\n\r\nhi");
    EXPECT_EQ(after(text("hi")), After::KeepAlive);
}

TEST(ResponseWriter, WithoutALengthTheBodyComesInChunks) {
    Response response;
    response.body = std::string(26, 'x');
    EXPECT_EQ(sent(response), "HTTP/1.1 200 OK\r\n" + std::string(kFront) +
                                  "transfer-encoding: chunked\r\n\r\n1a\r\n" + response.body +
                                  "\r\n0\r\n\r\n");
    EXPECT_EQ(
        sent(response, {"GET", "1.0", After::KeepAlive}),
        "HTTP/1.1 200 OK\r\n" + std::string(kFront) + "connection: close\r\n\r\n" + response.body);
    response.headers.add("Transfer-Encoding", "Chunked");
    EXPECT_EQ(sent(response), "HTTP/1.1 200 OK\r\n" + std::string(kFront) +
                                  "Transfer-Encoding: Chunked\r\n\r\n1a\r\n" + response.body +
                                  "\r\n0\r\n\r\n");
}

TEST(ResponseWriter, HeadAndNoContentHaveNoBody) {
    EXPECT_EQ(sent(text("hi"), {"HEAD", "1.1", After::KeepAlive}),
              "HTTP/1.1 200 OK\r\n" + std::string(kFront) + "content-length: 2\r\n\r\n");
    Response empty;
    empty.status = 204;
    EXPECT_EQ(sent(empty), "HTTP/1.1 204 No Content\r\n" + std::string(kFront) + "\r\n");
}

TEST(ResponseWriter, TheEndOfTheConnectionIsAnnounced) {
    const Asked last{"GET", "1.1", After::Close};
    EXPECT_NE(sent(text("hi"), last).find("connection: close\r\n\r\n"), std::string::npos);
    EXPECT_EQ(after(text("hi"), last), After::Close);
    Response closing = text("hi");
    closing.headers.add("Connection", "close");
    EXPECT_EQ(after(closing), After::Close);
    EXPECT_EQ(sent(closing).find("connection: close"), std::string::npos);
    EXPECT_NE(sent(text("hi"), {"GET", "1.0", After::KeepAlive}).find("connection: keep-alive"),
              std::string::npos);
}

TEST(ResponseWriter, ABodyOfAnotherLengthEndsTheConnection) {
    Response response = text("hi");
    response.headers.set("content-length", "1");
    EXPECT_TRUE(sent(response).ends_with("connection: close\r\n\r\n"));
    response.headers.set("content-length", "9");
    EXPECT_TRUE(sent(response).ends_with("\r\n\r\nhi"));
    EXPECT_EQ(after(response), After::Close);
}

TEST(ResponseWriter, AHeaderThatWouldBreakTheMessageIsA500) {
    for (const HeaderField& field :
         {HeaderField{"X-A", "1\r\nset-cookie: x"}, HeaderField{"a b", "1"}, HeaderField{"", "1"},
          HeaderField{"transfer-encoding", "gzip"}}) {
        Response response = text("hi");
        response.headers.add(field.name, field.value);
        EXPECT_TRUE(sent(response).starts_with("HTTP/1.1 500 ")) << field.name;
        EXPECT_TRUE(sent(response).ends_with("\r\n\r\nInternal Server Error"));
    }
}

TEST(ResponseWriter, WhatCannotBeReadIsAnsweredInUvicornsWords) {
    EXPECT_EQ(sent(invalid_request_response(), {"GET", "1.1", After::Close}),
              "HTTP/1.1 400 Bad Request\r\n" + std::string(kFront) +
                  "content-type: text/plain; charset=utf-8\r\ncontent-length: 30\r\n"
                  "connection: close\r\n\r\nInvalid HTTP request received.");
}

}  // namespace
}  // namespace http
