#include <fmt/format.h>

#include "base/text.h"
#include "http/wire.h"
#include "session/lesson_view.h"

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
    line.parts.push_back({begin, static_cast<int>(line.text.size()), static_cast<WirePart>(part)});
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
    constexpr std::size_t kMostLines = 400;  // LIMIT: a longer body is cut on the screen
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

void add_messages(RequestView& view, const lesson::RequestRun& run) {
    const http::Wire sent =
        run.bytes.empty() ? http::render(run.request) : http::dissect(run.bytes);
    view.request_lines = split_lines(sent);
    view.start_line = base::printable(run.request.method + " " + run.request.target);
    if (!run.refused.empty() && !view.request_lines.empty())
        view.start_line = view.request_lines[0].text.substr(0, 200);
    view.response_lines = split_lines(http::render(run.response));
}

}  // namespace session
