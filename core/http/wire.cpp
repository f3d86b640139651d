#include "http/wire.h"

#include <algorithm>

#include "base/text.h"
#include "http/status.h"
#include "http/url.h"

namespace http {
namespace {

class WireWriter {
  public:
    void part(WirePart what, std::string_view text, int header = -1) {
        const int begin = here();
        wire_.bytes += text;
        wire_.spans.push_back({what, begin, here(), header});
    }
    void plain(std::string_view text) { wire_.bytes += text; }
    // A span inside what was written last: `size` bytes, `offset` behind `begin`.
    void inside(WirePart what, int begin, std::size_t offset, std::size_t size, int header) {
        if (size == 0) return;
        const int from = begin + static_cast<int>(offset);
        wire_.spans.push_back({what, from, from + static_cast<int>(size), header});
    }
    int here() const { return static_cast<int>(wire_.bytes.size()); }
    Wire take() { return std::move(wire_); }

  private:
    Wire wire_;
};

bool is_any_of(std::string_view name, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [name](const std::string& other) {
        return base::equals_ignoring_case(name, other);
    });
}

// "Bearer abc": the scheme, and behind the blanks what goes with it.
void mark_scheme(WireWriter& out, std::string_view value, int begin, int header) {
    const std::size_t blank = std::min(value.find(' '), value.size());
    out.inside(WirePart::Scheme, begin, 0, blank, header);
    const std::size_t rest = value.find_first_not_of(' ', blank);
    if (rest != std::string_view::npos)
        out.inside(WirePart::Credentials, begin, rest, value.size() - rest, header);
}

// "a=1; b=2": each value.
void mark_cookies(WireWriter& out, std::string_view value, int begin, int header) {
    for (std::size_t at = 0; at < value.size();) {
        const std::size_t end = std::min(value.find(';', at), value.size());
        const std::size_t equals = value.find('=', at);
        if (equals < end)
            out.inside(WirePart::Credentials, begin, equals + 1, end - equals - 1, header);
        at = end + 1;
    }
}

void mark_value(WireWriter& out, std::string_view name, std::string_view value, int begin,
                int header, const KeyNames& keys) {
    if (base::equals_ignoring_case(name, "authorization") ||
        base::equals_ignoring_case(name, "www-authenticate"))
        mark_scheme(out, value, begin, header);
    else if (base::equals_ignoring_case(name, "cookie"))
        mark_cookies(out, value, begin, header);
    else if (is_any_of(name, keys.headers))
        out.inside(WirePart::Credentials, begin, 0, value.size(), header);
}

void write_headers(WireWriter& out, const Headers& headers, const KeyNames& keys) {
    int index = 0;
    for (const HeaderField& field : headers) {
        out.part(WirePart::HeaderName, field.name, index);
        out.plain(": ");
        const int begin = out.here();
        out.part(WirePart::HeaderValue, field.value, index);
        mark_value(out, field.name, field.value, begin, index, keys);
        out.plain("\r\n");
        ++index;
    }
    out.plain("\r\n");
}

// "Name: value" with its line end, as it was sent.
void copy_field(WireWriter& out, std::string_view line, int index, const KeyNames& keys) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return out.plain(line);
    const std::string_view name = line.substr(0, colon);
    const std::string_view rest = line.substr(colon + 1);
    const std::string_view value = base::trim(rest);
    const std::size_t blanks =
        value.empty() ? rest.size() : static_cast<std::size_t>(value.data() - rest.data());
    out.part(WirePart::HeaderName, name, index);
    out.plain(line.substr(colon, 1 + blanks));
    if (value.empty()) return;
    const int begin = out.here();
    out.part(WirePart::HeaderValue, value, index);
    mark_value(out, name, value, begin, index, keys);
    out.plain(rest.substr(blanks + value.size()));
}

// "GET /x?api_key=abc HTTP/1.1": the value of each key.
void write_start_line(WireWriter& out, std::string_view line, const KeyNames& keys) {
    const int begin = out.here();
    out.part(WirePart::StartLine, line);
    if (keys.query.empty()) return;
    const std::size_t target_end = std::min(line.rfind(' '), line.size());
    for (std::size_t at = line.find('?'); at < target_end;) {
        const std::size_t name = at + 1;
        const std::size_t end = std::min(line.find('&', name), target_end);
        const std::size_t equals = line.find('=', name);
        if (equals < end) {
            const std::string known = percent_decode(line.substr(name, equals - name));
            if (std::find(keys.query.begin(), keys.query.end(), known) != keys.query.end())
                out.inside(WirePart::Credentials, begin, equals + 1, end - equals - 1, -1);
        }
        at = end;
    }
}

Wire finish(WireWriter& out, const std::string& body) {
    if (!body.empty()) out.part(WirePart::Body, body);
    return out.take();
}

}  // namespace

std::string_view name_of(WirePart part) {
    switch (part) {
        case WirePart::StartLine: return "start line";
        case WirePart::HeaderName: return "header name";
        case WirePart::HeaderValue: return "header value";
        case WirePart::Scheme: return "scheme";
        case WirePart::Credentials: return "credentials";
        case WirePart::Body: return "body";
    }
    return "";
}

Wire render(const Request& request, const KeyNames& keys) {
    WireWriter out;
    write_start_line(out, request.method + " " + request.target + " HTTP/" + request.http_version,
                     keys);
    out.plain("\r\n");
    write_headers(out, request.headers, keys);
    return finish(out, request.body);
}

Wire render(const Response& response) {
    WireWriter out;
    std::string line = "HTTP/1.1 " + std::to_string(response.status) + " ";
    line += reason_phrase(response.status);
    out.part(WirePart::StartLine, line);
    out.plain("\r\n");
    write_headers(out, response.headers, {});
    return finish(out, response.body);
}

Wire dissect(std::string_view bytes, const KeyNames& keys) {
    WireWriter out;
    int index = -1;  // of the field; the start line comes first
    while (!bytes.empty()) {
        const std::size_t found = bytes.find('\n');
        const std::size_t size = found == std::string_view::npos ? bytes.size() : found + 1;
        const std::string_view line = bytes.substr(0, size);
        const std::string_view text = base::trim(line, "\r\n");
        bytes.remove_prefix(size);
        if (index < 0 && !text.empty()) {
            const auto front = static_cast<std::size_t>(text.data() - line.data());
            out.plain(line.substr(0, front));
            write_start_line(out, text, keys);
            out.plain(line.substr(front + text.size()));
        } else if (text.empty()) {
            out.plain(line);
            if (index >= 0) break;  // the end of the head
            continue;               // an empty line in front of the request
        } else {
            copy_field(out, line, index, keys);
        }
        ++index;
    }
    if (!bytes.empty()) out.part(WirePart::Body, bytes);
    return out.take();
}

}  // namespace http
