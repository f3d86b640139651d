#include "http/url_parts.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace http {
namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

bool is_scheme(std::string_view text) {
    if (text.empty() || !is_alpha(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return is_alpha(c) || base::is_digit(c) || in(c, "+-."); });
}

std::optional<int> read_port(std::string_view digits) {
    int port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return port <= 65535 ? std::optional(port) : std::nullopt;
}

bool is_host_name(std::string_view host) {
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return is_alpha(c) || base::is_digit(c) || in(c, "._~%!$&'()*+,;=-");
    });
}

bool is_ip_literal(std::string_view host) {
    if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
    const std::string_view inside = host.substr(1, host.size() - 2);
    if (inside.find(':') == std::string_view::npos) return false;
    return std::all_of(inside.begin(), inside.end(), [](char c) {
        return base::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || in(c, ":.");
    });
}

std::string replace_char(std::string_view text, char from, std::string_view to) {
    std::string out;
    for (const char c : text)
        if (c == from)
            out += to;
        else
            out += c;
    return out;
}

}  // namespace

UrlParts split_url(std::string_view url) {
    UrlParts parts;
    if (const std::size_t colon = url.find(':');
        colon != std::string_view::npos && is_scheme(url.substr(0, colon))) {
        parts.scheme = base::to_lower_ascii(url.substr(0, colon));
        url.remove_prefix(colon + 1);
    }
    if (url.starts_with("//")) {
        url.remove_prefix(2);
        const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
        parts.netloc = url.substr(0, end);
        url.remove_prefix(end);
    }
    if (const std::size_t hash = url.find('#'); hash != std::string_view::npos) {
        parts.fragment = url.substr(hash + 1);
        url = url.substr(0, hash);
    }
    if (const std::size_t mark = url.find('?'); mark != std::string_view::npos) {
        parts.query = url.substr(mark + 1);
        url = url.substr(0, mark);
    }
    parts.path = url;
    return parts;
}

std::string join_url(const UrlParts& parts) {
    std::string out = parts.scheme.empty() ? "" : parts.scheme + ":";
    const bool has_authority = !parts.netloc.empty();
    if (has_authority) out += "//" + parts.netloc;
    if (has_authority && !parts.path.empty() && !parts.path.starts_with('/')) out += "/";
    out += parts.path;
    if (!parts.query.empty()) out += "?" + parts.query;
    if (!parts.fragment.empty()) out += "#" + parts.fragment;
    return out;
}

Authority split_authority(std::string_view netloc) {
    Authority out;
    if (const std::size_t at = netloc.rfind('@'); at != std::string_view::npos) {
        const std::string_view user = netloc.substr(0, at);
        const std::size_t colon = user.find(':');
        out.username = std::string(user.substr(0, colon));
        if (colon != std::string_view::npos) out.password = std::string(user.substr(colon + 1));
        netloc.remove_prefix(at + 1);
    }
    const std::size_t bracket = netloc.rfind(']');
    const std::size_t colon = netloc.rfind(':');
    const bool has_port =
        colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    out.host = netloc.substr(0, has_port ? colon : netloc.size());
    if (has_port) out.port = read_port(netloc.substr(colon + 1));
    return out;
}

std::string join_authority(const Authority& authority) {
    std::string out;
    if (authority.username) {
        out += *authority.username;
        if (authority.password) out += ":" + *authority.password;
        out += "@";
    }
    out += authority.host;
    if (authority.port) out += ":" + std::to_string(*authority.port);
    return out;
}

std::string host_name(std::string_view netloc) {
    std::string host = base::to_lower_ascii(split_authority(netloc).host);
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    return host;
}

std::optional<HostHeader> parse_host_header(std::string_view value) {
    HostHeader out;
    const std::size_t bracket = value.rfind(']');
    const std::size_t colon = value.find(':', bracket == std::string_view::npos ? 0 : bracket);
    out.host = value.substr(0, std::min(colon, value.size()));
    if (colon != std::string_view::npos) {
        out.port = value.substr(colon + 1);
        if (out.port.empty() || !std::all_of(out.port.begin(), out.port.end(), base::is_digit))
            return std::nullopt;
    }
    if (!is_host_name(out.host) && !is_ip_literal(out.host)) return std::nullopt;
    return out;
}

UrlParts url_of(const Request& request) {
    UrlParts parts;
    parts.scheme = request.scheme;
    parts.netloc = "testserver";
    const std::string* field = request.headers.get("host");
    const auto host = field ? parse_host_header(*field) : std::nullopt;
    if (host && (host->port.empty() || read_port(host->port)))
        parts.netloc = host->host + (host->port.empty() ? "" : ":" + host->port);
    parts.path = replace_char(replace_char(request.path, '?', "%3F"), '#', "%23");
    parts.path = replace_char(parts.path, '\\', "%5C");
    parts.query = base::latin1_to_utf8(request.query);
    return parts;
}

}  // namespace http
