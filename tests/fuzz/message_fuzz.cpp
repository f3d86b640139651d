// The bytes of a connection. The first byte says in how large pieces they arrive: the messages, and
// what is wrong with them, are the same however they come.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/curl.h"
#include "http/parser.h"
#include "http/response_writer.h"
#include "http/wire.h"

namespace {

constexpr http::ParserLimits kSmall{2000, 500};

void require(bool holds) {
    if (!holds) std::abort();
}

// Everything that was read, as one text.
std::string read_all(std::string_view bytes, std::size_t piece) {
    http::RequestParser parser(kSmall);
    std::string read;
    while (!bytes.empty()) {
        const std::string part(bytes.substr(0, piece));  // its own memory
        const std::size_t taken = parser.feed(part);
        require(taken > 0 && taken <= part.size());
        bytes.remove_prefix(taken);
        if (parser.is_complete()) {
            const http::Message message = parser.take();
            require(message.head_size <= message.bytes.size());
            require(message.request.body.size() <= kSmall.body_bytes);
            read += message.bytes + "\n" + message.request.body + "\n";
            read += http::curl_command(message.request, "http://h") + "\n";
        }
        if (parser.fault()) break;
    }
    parser.end();
    if (parser.fault()) read += parser.fault()->sentence + std::to_string(parser.fault()->offset);
    return read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    const std::size_t piece = std::size_t{1} + data[0] % 32;
    require(read_all(bytes, bytes.size()) == read_all(bytes, piece));
    require(http::dissect(bytes).bytes == bytes);
    // A response never breaks the message that it is written into.
    http::Response response;
    response.headers.add(bytes.substr(0, piece), bytes.substr(std::min(piece, bytes.size())));
    const std::string head = http::write_response(response, {}, 0).bytes;
    require(head.find("\r\n\r\n") != std::string::npos);
    return 0;
}
