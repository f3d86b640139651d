// http/response_writer.h -- a response as the bytes that go back. RFC 9112; uvicorn
// httptools_impl.py for what is added: date and server in front, chunks where the length is not
// given, "connection: close" where the connection ends.
// In: what the program answered. Out: bytes, and whether the connection may be used again.
// Errors: a header that would break the message is answered 500, as uvicorn does.
// DIFF: `server` says authwalk, because that is who answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.h"

namespace http {

enum class After : std::uint8_t { KeepAlive, Close };

// Of the request that is answered.
struct Asked {
    std::string_view method = "GET";
    std::string_view http_version = "1.1";
    After after = After::KeepAlive;
};

struct Sent {
    std::string bytes;
    After after = After::KeepAlive;
};

Sent write_response(const Response& response, const Asked& asked, std::int64_t now_s);

// The answer when a message cannot be read at all: uvicorn's words, whatever is wrong.
Response invalid_request_response();
// Its reason phrase as a text.
Response status_response(int status);

}  // namespace http
