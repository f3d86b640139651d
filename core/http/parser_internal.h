// http/parser_internal.h -- the rules of single lines and of a whole head, as pure functions.
// Errors: nullopt is good; a fault's offset counts from the start of the line, in read_head from
// the start of the message.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "http/parser.h"

namespace http {

using MaybeFault = std::optional<MessageFault>;
using FieldStarts = std::vector<std::size_t>;  // of each field's line, in the message's bytes

inline MessageFault fault_at(std::size_t offset, std::string_view rule, std::string_view sentence,
                             int status = 400) {
    return {status, std::string(rule), std::string(sentence), offset};
}

MaybeFault check_method(std::string_view method);
// "GET /path HTTP/1.1" without its end.
MaybeFault parse_start_line(std::string_view line, Message& message);
// "Name: value" without its end; added to `fields`.
MaybeFault parse_field_line(std::string_view line, Headers& fields);
// What the fields say together: Host, framing, connection, expect. `length`: of the body.
MaybeFault read_head(Message& message, const FieldStarts& starts, std::size_t& length);
// "1a;name=value" without its end: the size.
MaybeFault parse_chunk_size(std::string_view line, std::size_t& size);

}  // namespace http
