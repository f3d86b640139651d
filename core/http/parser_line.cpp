// Single lines: the start line with its target, fields, chunk sizes.
#include <algorithm>

#include "base/text.h"
#include "http/characters.h"
#include "http/parser_internal.h"
#include "http/url.h"

namespace http {
namespace {

constexpr std::size_t kMaxMethod = 64;  // LIMIT: the longest registered one has 17

// Bytes that a target may hold: visible ASCII. RFC 9112 3.2, RFC 3986 2.
// DIFF: `"<>\^`{|}` belong in escapes but are taken, as h11 and llhttp take them.
MaybeFault check_target_bytes(std::string_view target, std::size_t start) {
    for (std::size_t i = 0; i < target.size(); ++i) {
        const auto byte = static_cast<unsigned char>(target[i]);
        if (byte == '#')
            return fault_at(start + i, "RFC 9112 3.2", "a fragment (#) is never sent to a server");
        if (byte < 0x21 || byte == 0x7F)
            return fault_at(start + i, "RFC 9112 3.2",
                            "there is a control character in the target");
        if (byte >= 0x80)
            return fault_at(start + i, "RFC 3986 2",
                            "the target holds a byte beyond ASCII that is not escaped with %");
    }
    return std::nullopt;
}

void set_target(Request& request, std::string_view target, std::string_view origin_form) {
    const std::string method = std::move(request.method);
    request = make_request(method, origin_form);
    request.target = target;
}

// "http://host:port/path?query": the path is matched, and the host stands for the Host field.
MaybeFault parse_absolute_form(std::string_view target, std::size_t start, Request& request) {
    const std::size_t authority = target.find("://") + 3;
    const std::size_t path = std::min(target.find_first_of("/?", authority), target.size());
    const std::string_view host = target.substr(authority, path - authority);
    if (host.empty() || host.find('@') != std::string_view::npos)
        return fault_at(start + authority, "RFC 9110 4.2",
                        host.empty() ? "the target names no host"
                                     : "a user name in the target is not accepted");
    std::string origin_form(target.substr(path));
    if (!origin_form.starts_with('/')) origin_form.insert(0, "/");
    set_target(request, target, origin_form);
    return std::nullopt;
}

bool is_absolute_form(std::string_view target) {
    const auto starts_with = [target](std::string_view scheme) {
        return base::equals_ignoring_case(target.substr(0, scheme.size()), scheme);
    };
    return starts_with("http://") || starts_with("https://");
}

// "host:port", for CONNECT alone. RFC 9112 3.2.3.
bool is_authority_form(std::string_view target) {
    const std::size_t colon = target.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view port = target.substr(colon + 1);
    return !port.empty() && port.find_first_not_of("0123456789") == std::string_view::npos &&
           target.find_first_of("/?@") == std::string_view::npos;
}

MaybeFault parse_target(std::string_view target, std::size_t start, Request& request) {
    if (MaybeFault wrong = check_target_bytes(target, start)) return wrong;
    const bool connects = request.method == "CONNECT";
    if (target.empty())
        return fault_at(start, "RFC 9112 3", "there is more than one blank, or no target");
    if (connects && !is_authority_form(target))
        return fault_at(start, "RFC 9112 3.2.3", "CONNECT names a host and a port, nothing else");
    if (target.starts_with('/') || connects) {
        set_target(request, target, target);
        return std::nullopt;
    }
    if (is_absolute_form(target)) return parse_absolute_form(target, start, request);
    if (target != "*")
        return fault_at(start, "RFC 9112 3.2.1", "the target does not begin with a slash");
    if (request.method != "OPTIONS")
        return fault_at(start, "RFC 9112 3.2.4", "the target * is for OPTIONS alone");
    set_target(request, target, target);
    return std::nullopt;
}

MaybeFault parse_version(std::string_view version, std::size_t start, Request& request) {
    const bool is_http = version.size() == 8 && version.starts_with("HTTP/") &&
                         base::is_digit(version[5]) && version[6] == '.' &&
                         base::is_digit(version[7]);
    if (!is_http)
        return fault_at(start, "RFC 9112 2.3",
                        "the start line does not end in a version like HTTP/1.1");
    if (version == "HTTP/2.0")
        return fault_at(start, "RFC 9113 3.4", "this is HTTP/2, which is not spoken here", 505);
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return fault_at(start, "RFC 9110 2.5", "only HTTP/1.0 and HTTP/1.1 are spoken here", 505);
    request.http_version = version.substr(5);
    return std::nullopt;
}

// token or quoted-string, from `at` on; moves `at` behind it. RFC 9110 5.6.4.
bool skip_word(std::string_view line, std::size_t& at) {
    if (at < line.size() && line[at] == '"') {
        for (++at; at < line.size() && line[at] != '"'; ++at)
            if (line[at] == '\\' && at + 1 < line.size()) ++at;
        return at++ < line.size();
    }
    const std::size_t start = at;
    while (at < line.size() && is_token_char(line[at])) ++at;
    return at > start;
}

void skip_blanks(std::string_view line, std::size_t& at) {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
}

// *( BWS ";" BWS name [ BWS "=" BWS value ] ). RFC 9112 7.1.1.
bool skip_extensions(std::string_view line, std::size_t& at) {
    while (at < line.size()) {
        skip_blanks(line, at);
        if (at == line.size() || line[at] != ';') return false;
        skip_blanks(line, ++at);
        if (!skip_word(line, at)) return false;
        std::size_t equals = at;
        skip_blanks(line, equals);
        if (equals == line.size() || line[equals] != '=') continue;
        at = equals + 1;
        skip_blanks(line, at);
        if (!skip_word(line, at)) return false;
    }
    return true;
}

}  // namespace

MaybeFault check_method(std::string_view method) {
    const bool too_long = method.size() > kMaxMethod;
    method = method.substr(0, kMaxMethod + 1);
    const auto wrong = std::find_if_not(method.begin(), method.end(), is_token_char);
    if (method.starts_with('\x16'))
        return fault_at(0, "RFC 9112 3", "this is TLS: the address must begin with http://");
    if (method.empty())
        return fault_at(0, "RFC 9112 3", "there is a blank in front of the start line");
    if (wrong != method.end())
        return fault_at(static_cast<std::size_t>(wrong - method.begin()), "RFC 9110 9.1",
                        "the method holds a character that no method may have");
    if (too_long)
        return fault_at(kMaxMethod, "RFC 9112 3", "the method is longer than 64 characters", 501);
    return std::nullopt;
}

MaybeFault parse_start_line(std::string_view line, Message& message) {
    Request& request = message.request;
    const std::size_t method_end = line.find_first_of(" \t");
    const std::string_view method = line.substr(0, method_end);
    if (MaybeFault wrong = check_method(method)) return wrong;
    if (method_end == std::string_view::npos)
        return fault_at(method.size(), "RFC 9112 3", "there is no target and no version");
    if (line[method_end] == '\t')
        return fault_at(method_end, "RFC 9112 3",
                        "the parts of the start line are parted by blanks");
    const std::size_t target_start = method_end + 1;
    const std::size_t target_end = line.find(' ', target_start);
    if (target_end == std::string_view::npos)
        return fault_at(line.size(), "RFC 9112 3",
                        "there is no version: HTTP/0.9 is not spoken here");
    request.method = method;
    const std::string_view target = line.substr(target_start, target_end - target_start);
    if (MaybeFault wrong = parse_target(target, target_start, request)) return wrong;
    return parse_version(line.substr(target_end + 1), target_end + 1, request);
}

MaybeFault parse_field_line(std::string_view line, Headers& fields) {
    if (line[0] == ' ' || line[0] == '\t')
        return fault_at(0, "RFC 9112 5.2", "a field that goes on in a second line is not accepted");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return fault_at(line.size(), "RFC 9112 5", "a header line has no colon");
    const std::string_view name = line.substr(0, colon);
    const auto odd = std::find_if_not(name.begin(), name.end(), is_token_char);
    const auto odd_at = static_cast<std::size_t>(odd - name.begin());
    if (name.empty()) return fault_at(0, "RFC 9112 5", "a header has no name");
    if (odd != name.end() && (*odd == ' ' || *odd == '\t') &&
        name.find_first_not_of(" \t", odd_at) == std::string_view::npos)
        return fault_at(odd_at, "RFC 9112 5.1",
                        "there is a blank between a header's name and the colon");
    if (odd != name.end())
        return fault_at(odd_at, "RFC 9110 5.1",
                        "a header's name holds a character that none may have");
    const std::string_view rest = line.substr(colon + 1);
    const auto wrong = std::find_if_not(rest.begin(), rest.end(), is_value_char);
    if (wrong != rest.end())
        return fault_at(colon + 1 + static_cast<std::size_t>(wrong - rest.begin()), "RFC 9110 5.5",
                        "there is a control character in a header's value");
    fields.add(name, base::trim(rest, " \t"));
    return std::nullopt;
}

MaybeFault parse_chunk_size(std::string_view line, std::size_t& size) {
    constexpr std::size_t kMaxDigits = 15;  // so that it cannot overflow
    std::size_t at = 0;
    size = 0;
    for (; at < line.size(); ++at) {
        const char c = base::ascii_lower(line[at]);
        if (!base::is_digit(c) && !(c >= 'a' && c <= 'f')) break;
        if (at >= kMaxDigits) return fault_at(at, "RFC 9112 7.1", "a chunk is too long");
        size = size * 16 + static_cast<std::size_t>(base::is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    if (at == 0) return fault_at(0, "RFC 9112 7.1", "a chunk's size is not a hexadecimal number");
    if (!skip_extensions(line, at))
        return fault_at(at, "RFC 9112 7.1.1", "what follows a chunk's size is no extension");
    return std::nullopt;
}

}  // namespace http
