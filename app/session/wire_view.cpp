#include "session/wire_view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "http/wire.h"

namespace session {

namespace {

WirePart part_of(http::WirePart part) {
    switch (part) {
        case http::WirePart::StartLine: return WirePart::Start;
        case http::WirePart::HeaderName: return WirePart::Name;
        case http::WirePart::HeaderValue: return WirePart::Value;
        case http::WirePart::Scheme: return WirePart::Scheme;
        case http::WirePart::Credentials: return WirePart::Credentials;
        case http::WirePart::Body: return WirePart::Body;
    }
    return WirePart::Body;
}

// A token inside the text from `begin` on, in its parts. False: there is none.
bool append_token_parts(WireLine& line, int begin, WirePart around) {
    const std::string_view text =
        std::string_view(line.text).substr(static_cast<std::size_t>(begin));
    const std::optional<TokenPlace> token = find_token(text);
    if (!token) return false;
    const auto add = [&](std::size_t from, std::size_t to, WirePart part) {
        if (from < to)
            line.parts.push_back(
                {begin + static_cast<int>(from), begin + static_cast<int>(to), part});
    };
    add(0, token->begin, around);
    add(token->begin, token->first_dot, WirePart::TokenHeader);
    add(token->first_dot + 1, token->second_dot, WirePart::TokenClaims);
    add(token->second_dot + 1, token->end, WirePart::TokenSignature);
    add(token->end, text.size(), around);
    return true;
}

// What every byte is; a later span names the bytes inside an earlier one more exactly.
std::vector<int> part_of_each_byte(const http::Wire& wire) {
    std::vector<int> parts(wire.bytes.size(), -1);
    for (const http::WireSpan& span : wire.spans)
        for (int at = span.begin; at < span.end; ++at)
            parts[static_cast<std::size_t>(at)] = static_cast<int>(part_of(span.part));
    return parts;
}

// Bytes that are no text are shown as \xNN, so one byte may take several places.
void append_shown(WireLine& line, std::string_view bytes, int part) {
    const std::string shown = base::printable(bytes, bytes.size());
    const int begin = static_cast<int>(line.text.size());
    line.text += shown;
    if (part < 0) return;
    const auto named = static_cast<WirePart>(part);
    const bool may_hold_token = named == WirePart::Credentials || named == WirePart::Body;
    if (may_hold_token && append_token_parts(line, begin, named)) return;
    line.parts.push_back({begin, static_cast<int>(line.text.size()), named});
}

WireLine make_line(const http::Wire& wire, const std::vector<int>& parts, std::size_t begin,
                   std::size_t end) {
    WireLine line;
    while (begin < end) {
        std::size_t stop = begin;
        while (stop < end && parts[stop] == parts[begin]) ++stop;
        append_shown(line, std::string_view(wire.bytes).substr(begin, stop - begin), parts[begin]);
        begin = stop;
    }
    return line;
}

std::vector<WireLine> split_lines(const http::Wire& wire) {
    constexpr std::size_t kMostLines = 20'000;  // LIMIT: a longer body is cut on the screen
    const std::vector<int> parts = part_of_each_byte(wire);
    std::vector<WireLine> lines;
    std::size_t begin = 0;
    while (begin <= wire.bytes.size() && lines.size() < kMostLines) {
        std::size_t end = wire.bytes.find('\n', begin);
        const bool last = end == std::string::npos;
        if (last) end = wire.bytes.size();
        std::size_t stop = end;
        if (!last && stop > begin && wire.bytes[stop - 1] == '\r') --stop;
        if (!last || stop > begin) lines.push_back(make_line(wire, parts, begin, stop));
        if (last) break;
        begin = end + 1;
    }
    // The blank line that ends the head says nothing when no body follows.
    while (!lines.empty() && lines.back().text.empty()) lines.pop_back();
    return lines;
}

}  // namespace

std::optional<TokenPlace> find_token(std::string_view text) {
    const auto is_of_token = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '=';
    };
    // Every JOSE header begins with `{"`, which is "eyJ" in base64url.
    for (std::size_t at = text.find("eyJ"); at != text.npos; at = text.find("eyJ", at + 1)) {
        if (at > 0 && (is_of_token(text[at - 1]) || text[at - 1] == '.')) continue;
        std::size_t dots[2] = {0, 0}, count = 0, end = at;
        for (; end < text.size() && (is_of_token(text[end]) || text[end] == '.'); ++end)
            if (text[end] == '.' && count++ < 2) dots[count - 1] = end;
        if (count == 2) return TokenPlace{at, dots[0], dots[1], end};
    }
    return std::nullopt;
}

namespace {

// Which step read which header: what schemes and parameters say of themselves.
void add_steps(RequestView& view, const lesson::Run& run, const lesson::RequestRun& request) {
    for (WireLine& line : view.request_lines) line.step = request.span.first_step;
    for (WireLine& line : view.response_lines) line.step = view.response_step;
    for (const lesson::WayStep& way : request.way) {
        if (way.kind != trace::EventKind::CredentialsRead &&
            way.kind != trace::EventKind::ParameterRead)
            continue;
        const trace::Event event = run.timeline.event_at(way.step);
        const std::string* in = event.field("in");
        const std::string* name = event.field("name");
        if (!in || !name) continue;
        if (*in == "query" && way.kind == trace::EventKind::CredentialsRead &&
            !view.request_lines.empty() && !view.request_lines[0].read) {
            view.request_lines[0].step = way.step;
            view.request_lines[0].read = true;
        }
        if (*in != "header" && *in != "cookie") continue;
        const std::string header = *in == "cookie" ? "cookie" : base::to_lower_ascii(*name);
        for (WireLine& line : view.request_lines)
            if (line.header == header && !line.read) {
                line.step = way.step;
                line.read = true;
            }
    }
}

// The headers and query parameters that carry keys: what the schemes of this run looked into.
http::KeyNames key_names(const lesson::Run& run, const lesson::RequestRun& request) {
    http::KeyNames names;
    for (const lesson::WayStep& way : request.way) {
        if (way.kind != trace::EventKind::CredentialsRead) continue;
        const trace::Event event = run.timeline.event_at(way.step);
        const std::string* in = event.field("in");
        const std::string* name = event.field("name");
        if (!in || !name) continue;
        if (*in == "header") names.headers.push_back(*name);
        if (*in == "query") names.query.push_back(*name);
    }
    return names;
}

void name_headers(std::vector<WireLine>& lines) {
    for (WireLine& line : lines) {
        if (line.parts.empty() || line.parts.front().part != WirePart::Name) continue;
        const WireSpan& name = line.parts.front();
        line.header = base::to_lower_ascii(std::string_view(line.text).substr(
            static_cast<std::size_t>(name.begin), static_cast<std::size_t>(name.end - name.begin)));
    }
}

}  // namespace

std::string text_of(const std::vector<WireLine>& lines) {
    std::string text;
    for (const WireLine& line : lines) text += line.text + "\n";
    return text;
}

void add_messages(RequestView& view, const lesson::Run& run, const lesson::RequestRun& request) {
    const http::KeyNames keys = key_names(run, request);
    view.start_line = base::printable(request.request.method + " " + request.request.target);
    view.request_lines = split_lines(request.bytes.empty() ? http::render(request.request, keys)
                                                           : http::dissect(request.bytes, keys));
    if (!request.refused.empty() && !view.request_lines.empty())
        view.start_line = view.request_lines[0].text.substr(0, 200);
    view.response_lines = split_lines(http::render(request.response));
    name_headers(view.request_lines);
    name_headers(view.response_lines);
    add_steps(view, run, request);
}

}  // namespace session
