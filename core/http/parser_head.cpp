// What the fields of a head say together. RFC 9112 3.2, 6, 9; RFC 9110 7.2, 8.6, 10.1.1.
#include "base/text.h"
#include "http/characters.h"
#include "http/parser_internal.h"

namespace http {
namespace {

// The fields of one name: how many, the first value, where they stand.
struct Found {
    int count = 0;
    std::string_view value;
    std::size_t first = 0;
    std::size_t last = 0;
};

Found find_field(const Headers& headers, const FieldStarts& starts, std::string_view name) {
    Found found;
    std::size_t index = 0;
    for (const HeaderField& field : headers) {
        if (base::equals_ignoring_case(field.name, name)) {
            if (found.count++ == 0) {
                found.value = field.value;
                found.first = starts[index];
            }
            found.last = starts[index];
        }
        ++index;
    }
    return found;
}

// One of a list's words, as "Connection: keep-alive, upgrade" has them.
bool lists(const Headers& headers, std::string_view name, std::string_view word) {
    for (const std::string_view value : headers.get_all(name))
        for (const std::string_view part : base::split(value, ','))
            if (base::equals_ignoring_case(base::trim(part, " \t"), word)) return true;
    return false;
}

// uri-host [ ":" port ]. RFC 3986 3.2.2.
bool is_host(std::string_view value) {
    for (const char c : value) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool digit = c >= '0' && c <= '9';
        if (!letter && !digit &&
            std::string_view("-._~%!$&'()*+,;=:[]").find(c) == std::string_view::npos)
            return false;
    }
    return true;
}

MaybeFault read_host(Message& message, const FieldStarts& starts) {
    Request& request = message.request;
    const Found host = find_field(request.headers, starts, "host");
    if (host.count == 0 && request.http_version == "1.1")
        return fault_at(message.head_size - 2, "RFC 9112 3.2", "HTTP/1.1 wants a Host header");
    if (host.count > 1)
        return fault_at(host.last, "RFC 9112 3.2", "there is more than one Host header");
    if (!is_host(host.value))
        return fault_at(host.first, "RFC 9112 3.2", "the Host header names no host");
    const std::size_t scheme_end = request.target.find("://");
    if (request.target.starts_with('/') || scheme_end == std::string::npos) return std::nullopt;
    // The target's host counts, whatever Host says. RFC 9112 3.2.2.
    const std::string_view behind = std::string_view(request.target).substr(scheme_end + 3);
    const std::string_view authority = behind.substr(0, behind.find_first_of("/?"));
    if (!is_host(authority)) return fault_at(0, "RFC 9112 3.2.2", "the target names no host");
    request.headers.set("host", authority);
    return std::nullopt;
}

MaybeFault read_coding(Message& message, const Found& coding, const Found& length) {
    if (message.request.http_version == "1.0")
        return fault_at(coding.first, "RFC 9112 6.1", "HTTP/1.0 knows no Transfer-Encoding");
    if (length.count > 0)
        return fault_at(std::max(coding.first, length.first), "RFC 9112 6.3",
                        "both Content-Length and Transfer-Encoding say how long the body is");
    if (coding.count > 1)
        return fault_at(coding.last, "RFC 9112 6.1", "there is more than one Transfer-Encoding");
    if (!base::equals_ignoring_case(coding.value, "chunked"))
        return fault_at(coding.first, "RFC 9112 6.1",
                        "a body's only transfer coding may be chunked", 501);
    message.framing = Framing::Chunked;
    return std::nullopt;
}

MaybeFault read_length(Message& message, const Found& field, std::size_t& length) {
    constexpr std::size_t kMaxDigits = 18;  // so that it cannot overflow
    if (field.count > 1)
        return fault_at(field.last, "RFC 9110 8.6", "there is more than one Content-Length");
    const std::string_view digits = field.value;
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return fault_at(field.first, "RFC 9110 8.6", "Content-Length is not a number of bytes");
    if (digits.size() > kMaxDigits)
        return fault_at(field.first, "RFC 9110 8.6", "Content-Length is too large");
    for (const char c : digits) length = length * 10 + static_cast<std::size_t>(c - '0');
    message.framing = Framing::Length;
    return std::nullopt;
}

bool keeps_alive(const Request& request) {
    if (lists(request.headers, "connection", "close")) return false;
    return request.http_version == "1.1" || lists(request.headers, "connection", "keep-alive");
}

}  // namespace

MaybeFault read_head(Message& message, const FieldStarts& starts, std::size_t& length) {
    const Headers& headers = message.request.headers;
    if (MaybeFault wrong = read_host(message, starts)) return wrong;
    const Found coding = find_field(headers, starts, "transfer-encoding");
    const Found size = find_field(headers, starts, "content-length");
    if (coding.count > 0) {
        if (MaybeFault wrong = read_coding(message, coding, size)) return wrong;
    } else if (size.count > 0) {
        if (MaybeFault wrong = read_length(message, size, length)) return wrong;
    }
    message.keeps_alive = keeps_alive(message.request);
    message.expects_continue =
        message.request.http_version == "1.1" && lists(headers, "expect", "100-continue");
    return std::nullopt;
}

}  // namespace http
