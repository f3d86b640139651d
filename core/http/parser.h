// http/parser.h -- the bytes of a connection into requests, strictly. RFC 9112.
//
//   RequestParser parser;
//   while (parser.wants_more()) input.remove_prefix(parser.feed(input));   // as bytes arrive
//   if (parser.fault()) ...   else message = parser.take();                // then the next one
//
// In: bytes in pieces of any size; a piece may end anywhere and hold several requests. Out: one
// message after the other, with its bytes as they were sent. Errors: a MessageFault says what is
// wrong, where, and which rule says so; the connection is of no use after it.
// Where the RFCs leave a choice, the one that leaves less room for two readings is taken: a lone
// LF, a folded line, two lengths (even equal ones), a coding besides chunked are faults.
// DIFF: h11 takes lone LFs and folded lines, llhttp does not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace http {

// LIMIT: what one message may measure. uvicorn with h11 ends a head at 64 KiB and no body.
struct ParserLimits {
    std::size_t head_bytes = std::size_t{64} << 10;  // start line and fields; trailers apart
    std::size_t body_bytes = std::size_t{16} << 20;
};

struct MessageFault {
    int status = 400;        // what RFC 9110 would have a server answer
    std::string rule;        // "RFC 9112 5.1"
    std::string sentence;    // "there is a blank between the field name and the colon"
    std::size_t offset = 0;  // of the byte that is wrong, from the start of the message
    int line = 1;            // 1-based, and in it
    int column = 1;          // 1-based, in bytes
};

// How the end of a body is found. RFC 9112 6.3.
enum class Framing : std::uint8_t { None, Length, Chunked };

struct Message {
    Request request;            // its body decoded; client_host and client_port are the caller's
    std::string bytes;          // as they were sent, chunk sizes and trailers included
    std::size_t head_size = 0;  // of `bytes`: up to and with the empty line
    Framing framing = Framing::None;
    Headers trailers;
    bool keeps_alive = true;        // the connection may be used again. RFC 9112 9.3
    bool expects_continue = false;  // the body is held back until 100. RFC 9110 10.1.1
};

class RequestParser {
  public:
    RequestParser() = default;
    explicit RequestParser(ParserLimits limits) : limits_(limits) {}

    // Takes what belongs to the message and gives how much that was: all of it, unless the message
    // ends before, or is wrong.
    std::size_t feed(std::string_view bytes);
    // The connection ended: a message that has begun is cut off, which is a fault.
    void end();

    bool wants_more() const { return !is_complete() && !fault_; }
    bool is_complete() const { return place_ == Place::Done; }
    bool has_begun() const { return !message_.bytes.empty(); }  // empty lines in front do not count
    bool is_in_body() const { return place_ > Place::Field && place_ != Place::Done; }
    const std::optional<MessageFault>& fault() const { return fault_; }
    const Message& message() const { return message_; }  // as far as it has come
    // The complete message; the parser is ready for the next one.
    Message take();

  private:
    enum class Place : std::uint8_t {
        StartLine,
        Field,
        Body,  // by length
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailer,
        Done,
    };

    struct Room {
        std::size_t limit = 0;
        std::size_t used = 0;
    };

    Room room() const;
    std::size_t take_line_bytes(std::string_view bytes);
    std::size_t take_body_bytes(std::string_view bytes);
    void check_start(std::string_view line);
    void on_line(std::string_view line);
    void on_start_line(std::string_view line);
    void on_head_end();
    void on_chunk_size(std::string_view line);
    void check(std::optional<MessageFault> fault);  // of the line that is being read
    void fail(MessageFault fault);
    void fail_too_long();

    ParserLimits limits_;
    Place place_ = Place::StartLine;
    Message message_;
    std::optional<MessageFault> fault_;
    std::size_t line_start_ = 0;  // of the line that is being read, in message_.bytes
    std::size_t missing_ = 0;     // bytes of the body, or of this chunk
    std::size_t trailers_start_ = 0;
    std::vector<std::size_t> field_starts_;
    std::size_t extension_bytes_ = 0;  // lines of chunk sizes
    int empty_lines_ = 0;              // in front of the start line
};

}  // namespace http
