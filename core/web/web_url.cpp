#include "web/web_url.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace web {
namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_plain(char c) {
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
}

struct Special {
    std::string_view scheme;
    int port;
};
constexpr Special kSpecial[] = {
    {"http", 80}, {"https", 443}, {"ws", 80}, {"wss", 443}, {"ftp", 21}};

std::optional<int> default_port(std::string_view scheme) {
    for (const Special& special : kSpecial)
        if (scheme == special.scheme) return special.port;
    return std::nullopt;
}

std::string encoded(std::string_view text, std::string_view also) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (is_plain(c) && also.find(c) == std::string_view::npos) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out.push_back('%');
        out.push_back(kHex[byte >> 4U]);
        out.push_back(kHex[byte & 15U]);
    }
    return out;
}

// RFC 3492: the letters of a label that is not ASCII, as "xn--...".
std::string punycode(std::string_view label) {
    std::vector<std::uint32_t> points;
    for (std::size_t i = 0; i < label.size();) {
        const auto decoded = base::decode_utf8(label, i);
        points.push_back(static_cast<std::uint32_t>(decoded.code_point));
        i += static_cast<std::size_t>(decoded.size);
    }
    std::string out;
    for (const std::uint32_t point : points)
        if (point < 0x80) out.push_back(static_cast<char>(point));
    std::uint32_t handled = static_cast<std::uint32_t>(out.size());
    const std::uint32_t basic = handled;
    if (basic > 0) out.push_back('-');
    std::uint32_t n = 128, delta = 0, bias = 72;
    const auto digit = [](std::uint32_t d) {
        return static_cast<char>(d < 26 ? 'a' + d : '0' + (d - 26));
    };
    while (handled < points.size()) {
        std::uint32_t next = UINT32_MAX;
        for (const std::uint32_t point : points)
            if (point >= n) next = std::min(next, point);
        delta += (next - n) * (handled + 1);
        n = next;
        for (const std::uint32_t point : points) {
            if (point < n) ++delta;
            if (point != n) continue;
            std::uint32_t q = delta;
            for (std::uint32_t k = 36;; k += 36) {
                const std::uint32_t t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
                if (q < t) break;
                out.push_back(digit(t + (q - t) % (36 - t)));
                q = (q - t) / (36 - t);
            }
            out.push_back(digit(q));
            delta = handled == basic ? delta / 700 : delta / 2;
            delta += delta / (handled + 1);
            std::uint32_t k = 0;
            for (; delta > 455; k += 36) delta /= 35;
            bias = k + 36 * delta / (delta + 38);
            delta = 0;
            ++handled;
        }
        ++delta;
        ++n;
    }
    return "xn--" + out;
}

std::string host_fault(std::string_view given, bool is_special, std::string& out) {
    if (given.empty()) return is_special ? "empty host" : "";
    if (given.starts_with('[')) {
        out = base::to_lower_ascii(given);
        return given.ends_with(']') ? "" : "invalid IPv6 address";
    }
    if (!is_special) {
        out = encoded(given, "");
        return "";
    }
    constexpr std::string_view kForbiddenInHost = " #/:<>?@[\\]^|%\t\n\r";
    for (const std::string_view label : base::split(given, '.')) {
        if (!out.empty() || label.data() != given.data()) out.push_back('.');
        const std::string lower = base::to_lower_ascii(label);
        if (lower.find_first_of(kForbiddenInHost) != std::string::npos)
            return "invalid international domain name";
        const bool ascii = std::all_of(lower.begin(), lower.end(),
                                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        out += ascii ? lower : punycode(lower);
    }
    const std::size_t dot = out.rfind('.');
    const std::string last = dot == std::string::npos ? out : out.substr(dot + 1);
    const bool numeric = !last.empty() && std::all_of(last.begin(), last.end(), base::is_digit);
    if (!numeric) return "";
    const std::vector<std::string_view> parts = base::split(out, '.');
    bool fits = parts.size() == 4;
    for (const std::string_view part : parts)
        fits = fits && !part.empty() && part.size() <= 3 &&
               std::all_of(part.begin(), part.end(), base::is_digit) &&
               std::stoi(std::string(part)) < 256;
    return fits ? "" : "invalid IPv4 address";
}

std::string authority_fault(std::string_view authority, bool is_special, WebUrl& out,
                            std::string& shown) {
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
        const std::string_view user = authority.substr(0, at);
        const std::size_t colon = user.find(':');
        constexpr std::string_view kUserSet = "\"#<>?`{}/:;=@[\\]^|'";
        out.username = encoded(user.substr(0, colon), kUserSet);
        shown += *out.username;
        if (colon != std::string_view::npos) {
            out.password = encoded(user.substr(colon + 1), kUserSet);
            shown += ":" + *out.password;
        }
        shown += "@";
        authority.remove_prefix(at + 1);
    }
    const std::size_t bracket = authority.rfind(']');
    std::size_t colon = authority.rfind(':');
    if (colon != std::string_view::npos && bracket != std::string_view::npos && colon < bracket)
        colon = std::string_view::npos;
    std::string host;
    std::string fault = host_fault(authority.substr(0, colon), is_special, host);
    if (!fault.empty()) return fault;
    if (!host.empty()) out.host = host;
    shown += host;
    out.port = default_port(out.scheme);
    if (colon == std::string_view::npos || colon + 1 == authority.size()) return "";
    const std::string_view port = authority.substr(colon + 1);
    if (port.size() > 5 || !std::all_of(port.begin(), port.end(), base::is_digit) ||
        std::stoi(std::string(port)) > 65535)
        return "invalid port number";
    const int number = std::stoi(std::string(port));
    if (out.port != number) shown += ":" + std::to_string(number);
    out.port = number;
    return "";
}

// "." and ".." are walked.
std::string tidy_path(std::string_view path, bool is_special) {
    std::vector<std::string> kept;
    std::string given(path);
    if (is_special) std::replace(given.begin(), given.end(), '\\', '/');
    if (given.starts_with('/')) given.erase(0, 1);
    const std::vector<std::string_view> parts = base::split(given, '/');
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        if (parts[i] == "..") {
            if (!kept.empty()) kept.pop_back();
            if (last) kept.emplace_back();
        } else if (parts[i] == ".") {
            if (last) kept.emplace_back();
        } else {
            kept.push_back(encoded(parts[i], "\"#<>?`{}^"));
        }
    }
    std::string out;
    for (const std::string& part : kept) out += "/" + part;
    return out;
}

std::string_view take_scheme(std::string_view text) {
    if (text.empty() || !is_alpha(text[0])) return "";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ':') return text.substr(0, i);
        if (!is_alpha(text[i]) && !base::is_digit(text[i]) &&
            std::string_view("+-.").find(text[i]) == std::string_view::npos)
            return "";
    }
    return "";
}

}  // namespace

std::string read_web_url(std::string_view given, WebUrl& out) {
    std::string cleaned;
    for (const char c : base::trim(given, " \t\n\r\f\v"))
        if (c != '\t' && c != '\n' && c != '\r') cleaned.push_back(c);
    std::string_view text = cleaned;
    if (text.empty()) return "input is empty";
    const std::string_view scheme = take_scheme(text);
    if (scheme.empty()) return "relative URL without a base";
    out.scheme = base::to_lower_ascii(scheme);
    text.remove_prefix(scheme.size() + 1);
    const bool is_special = default_port(out.scheme).has_value();
    const std::size_t hash = text.find('#');
    if (hash != std::string_view::npos) {
        out.fragment = encoded(text.substr(hash + 1), "\"<>`");
        text = text.substr(0, hash);
    }
    const std::size_t question = text.find('?');
    if (question != std::string_view::npos) {
        out.query = encoded(text.substr(question + 1), is_special ? "\"#<>'" : "\"#<>");
        text = text.substr(0, question);
    }
    out.text = out.scheme + ":";
    const bool has_authority = is_special || text.starts_with("//");
    if (has_authority) {
        while (!text.empty() && (text[0] == '/' || (is_special && text[0] == '\\'))) {
            text.remove_prefix(1);
            if (!is_special && cleaned.size() - text.size() >= scheme.size() + 3) break;
        }
        const std::size_t end = std::min(text.find_first_of(is_special ? "/\\" : "/"), text.size());
        out.text += "//";
        std::string shown;
        std::string fault = authority_fault(text.substr(0, end), is_special, out, shown);
        if (!fault.empty()) return fault;
        out.text += shown;
        text.remove_prefix(end);
    }
    const std::string path = has_authority
                                 ? (text.empty() && !is_special ? "" : tidy_path(text, is_special))
                                 : encoded(text, "");
    if (!path.empty()) out.path = path;
    out.text += path;
    if (out.query) out.text += "?" + *out.query;
    if (out.fragment) out.text += "#" + *out.fragment;
    return "";
}

}  // namespace web
