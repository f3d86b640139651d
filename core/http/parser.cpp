#include "http/parser.h"

#include <algorithm>

#include "http/parser_internal.h"

namespace http {
namespace {

constexpr int kMaxEmptyLines = 8;                 // LIMIT: in front of a start line
constexpr std::size_t kMaxChunkLine = 4096;       // LIMIT: a chunk's size with its extensions
constexpr std::size_t kMaxChunkLines = 64 << 10;  // LIMIT: of all chunks of an empty message

}  // namespace

std::size_t RequestParser::feed(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && wants_more()) {
        const std::string_view rest = bytes.substr(taken);
        const bool in_data = place_ == Place::Body || place_ == Place::ChunkData;
        taken += in_data ? take_body_bytes(rest) : take_line_bytes(rest);
    }
    return taken;
}

void RequestParser::end() {
    if (!has_begun() || !wants_more()) return;
    fail(fault_at(message_.bytes.size(), "RFC 9112 8", "the request was cut off"));
}

Message RequestParser::take() {
    Message message = std::move(message_);
    *this = RequestParser(limits_);
    return message;
}

// LIMIT: how many bytes the part that is being read may have, and how many it has.
RequestParser::Room RequestParser::room() const {
    const std::size_t line = message_.bytes.size() - line_start_;
    switch (place_) {
        case Place::StartLine:
        case Place::Field: return {limits_.head_bytes, message_.bytes.size()};
        case Place::Trailer: return {limits_.head_bytes, message_.bytes.size() - trailers_start_};
        case Place::ChunkSize: return {kMaxChunkLine, line};
        case Place::ChunkEnd: return {2, line};
        case Place::Body:
        case Place::ChunkData:
        case Place::Done: return {missing_, 0};
    }
    return {};
}

void RequestParser::fail_too_long() {
    const std::size_t at = line_start_;
    switch (place_) {
        case Place::StartLine:
            return fail(fault_at(at, "RFC 9112 3", "the start line is too long", 414));
        case Place::ChunkSize:
            return fail(fault_at(at, "RFC 9112 7.1", "the line of a chunk's size is too long"));
        case Place::ChunkEnd:
            return fail(fault_at(at, "RFC 9112 7.1", "a chunk is longer than its size says"));
        case Place::Field:
        case Place::Trailer:
        case Place::Body:
        case Place::ChunkData:
        case Place::Done: return fail(fault_at(at, "RFC 6585 5", "the headers are too large", 431));
    }
}

// Up to and with the next line end. Every line ends in CR LF; no CR or LF stands elsewhere.
std::size_t RequestParser::take_line_bytes(std::string_view bytes) {
    const Room before = room();
    bytes = bytes.substr(0, before.limit - before.used + 1);
    const std::size_t found = bytes.find('\n');
    const bool ends = found != std::string_view::npos;
    const std::size_t size = ends ? found + 1 : bytes.size();
    const std::size_t seen = message_.bytes.size();
    message_.bytes += bytes.substr(0, size);
    const std::string_view line = std::string_view(message_.bytes).substr(line_start_);
    const std::size_t carriage = line.find('\r', seen > line_start_ ? seen - line_start_ - 1 : 0);
    const bool ends_well = ends && carriage == line.size() - 2;
    check_start(line);
    if (fault_) return size;
    if (carriage < line.size() - 1 && !ends_well) {
        fail(fault_at(line_start_ + carriage, "RFC 9112 2.2", "there is a CR without LF"));
    } else if (room().used > before.limit) {
        fail_too_long();
    } else if (ends && !ends_well) {
        fail(fault_at(message_.bytes.size() - 1, "RFC 9112 2.2", "a line ends in LF without CR"));
    } else if (ends) {
        on_line(line.substr(0, line.size() - 2));
        line_start_ = message_.bytes.size();
    }
    return size;
}

// What cannot become a line that fits here is refused before the line ends, if it ever does; and
// first, so that it does not matter in how many pieces the line comes.
void RequestParser::check_start(std::string_view line) {
    const char first = line.front();
    Headers ignored;
    if (place_ == Place::StartLine && first != '\r' && first != '\n')
        check(check_method(line.substr(0, line.find_first_of(" \t\r\n"))));
    else if ((place_ == Place::Field || place_ == Place::Trailer) &&
             (first == ' ' || first == '\t'))
        check(parse_field_line(line, ignored));
    else if (place_ == Place::ChunkEnd && first != '\r')
        fail_too_long();
}

void RequestParser::on_line(std::string_view line) {
    switch (place_) {
        case Place::StartLine: return on_start_line(line);
        case Place::Field:
            if (line.empty()) return on_head_end();
            field_starts_.push_back(line_start_);
            return check(parse_field_line(line, message_.request.headers));
        case Place::ChunkSize: return on_chunk_size(line);
        case Place::ChunkEnd:
            if (!line.empty()) return fail_too_long();
            place_ = Place::ChunkSize;
            return;
        case Place::Trailer:
            if (!line.empty()) return check(parse_field_line(line, message_.trailers));
            place_ = Place::Done;
            return;
        case Place::Body:
        case Place::ChunkData:
        case Place::Done: return;
    }
}

// An empty line in front of a request is passed over. RFC 9112 2.2.
void RequestParser::on_start_line(std::string_view line) {
    if (line.empty() && ++empty_lines_ > kMaxEmptyLines)
        return fail(fault_at(0, "RFC 9112 2.2", "there are too many empty lines"));
    if (line.empty()) return message_.bytes.clear();
    check(parse_start_line(line, message_));
    place_ = Place::Field;
}

void RequestParser::on_head_end() {
    message_.head_size = message_.bytes.size();
    std::size_t length = 0;
    if (MaybeFault wrong = read_head(message_, field_starts_, length)) return fail(*wrong);
    if (length > limits_.body_bytes)
        return fail(fault_at(message_.head_size, "RFC 9110 15.5.14", "the body is too large", 413));
    missing_ = length;
    place_ = message_.framing == Framing::Chunked ? Place::ChunkSize
             : length > 0                         ? Place::Body
                                                  : Place::Done;
}

void RequestParser::on_chunk_size(std::string_view line) {
    if (MaybeFault wrong = parse_chunk_size(line, missing_)) return check(wrong);
    extension_bytes_ += line.size();
    if (missing_ > limits_.body_bytes - message_.request.body.size())
        return fail(fault_at(line_start_, "RFC 9110 15.5.14", "the body is too large", 413));
    if (extension_bytes_ > kMaxChunkLines + 2 * message_.request.body.size())
        return fail(
            fault_at(line_start_, "RFC 9112 7.1.1", "the chunks are more extensions than content"));
    place_ = missing_ > 0 ? Place::ChunkData : Place::Trailer;
    trailers_start_ = message_.bytes.size();
}

std::size_t RequestParser::take_body_bytes(std::string_view bytes) {
    const std::string_view part = bytes.substr(0, std::min(missing_, bytes.size()));
    message_.bytes += part;
    message_.request.body += part;
    missing_ -= part.size();
    if (missing_ > 0) return part.size();
    line_start_ = message_.bytes.size();
    place_ = place_ == Place::Body ? Place::Done : Place::ChunkEnd;
    return part.size();
}

void RequestParser::check(MaybeFault fault) {
    if (!fault) return;
    fault->offset += line_start_;
    fail(std::move(*fault));
}

void RequestParser::fail(MessageFault fault) {
    const std::string_view before =
        std::string_view(message_.bytes).substr(0, std::min(fault.offset, message_.bytes.size()));
    fault.line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    fault.column = 1 + static_cast<int>(before.size() - (before.rfind('\n') + 1));
    fault_ = std::move(fault);
}

}  // namespace http
