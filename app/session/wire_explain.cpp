#include <array>

#include "auth/base64.h"
#include "base/text.h"
#include "session/wire_view.h"

namespace session {

namespace {

struct HeaderNote {
    std::string_view name, says, source;
};
constexpr std::array kHeaders = {
    HeaderNote{"accept", "Which media types the client can use in the answer.", "RFC 9110 12.5.1"},
    HeaderNote{"accept-encoding", "Which compressions the client can undo.", "RFC 9110 12.5.3"},
    HeaderNote{"accept-language", "Which languages the reader prefers.", "RFC 9110 12.5.4"},
    HeaderNote{"access-control-allow-origin", "Which pages may read this answer in a browser.",
               "Fetch 3.3.3"},
    HeaderNote{"allow", "Which methods this path answers to.", "RFC 9110 10.2.1"},
    HeaderNote{"authorization", "How the client says who it is: a scheme, then its credentials.",
               "RFC 9110 11.6.2"},
    HeaderNote{"cache-control", "Who may keep the answer, and for how long.", "RFC 9111 5.2"},
    HeaderNote{"connection", "Whether the connection stays open.", "RFC 9110 7.6.1"},
    HeaderNote{"content-length", "How many bytes the body has.", "RFC 9110 8.6"},
    HeaderNote{"content-type", "What the body is: its media type.", "RFC 9110 8.3"},
    HeaderNote{"cookie", "What the server asked the client to remember, sent back.",
               "RFC 6265 4.2"},
    HeaderNote{"date", "When the answer was made.", "RFC 9110 6.6.1"},
    HeaderNote{"etag", "A mark of this version of the answer.", "RFC 9110 8.8.3"},
    HeaderNote{"host", "Which server of that address is meant.", "RFC 9110 7.2"},
    HeaderNote{"location", "Where to go instead.", "RFC 9110 10.2.2"},
    HeaderNote{"origin", "Which page of which site made the browser ask.", "Fetch 3.2"},
    HeaderNote{"referer", "The page that led here.", "RFC 9110 10.1.3"},
    HeaderNote{"server", "The program that answers.", "RFC 9110 10.2.4"},
    HeaderNote{"set-cookie", "What the client shall remember and send back from now on.",
               "RFC 6265 4.1"},
    HeaderNote{"transfer-encoding", "How the body is cut into pieces on its way.", "RFC 9112 6.1"},
    HeaderNote{"user-agent", "The program that asks.", "RFC 9110 10.1.5"},
    HeaderNote{"vary", "Which request headers the answer depends on.", "RFC 9110 12.5.5"},
    HeaderNote{"www-authenticate",
               "What the client must send to be let in: the challenge of a 401.",
               "RFC 9110 11.6.1"},
};

std::string explain_header(const WireLine& line) {
    for (const HeaderNote& note : kHeaders)
        if (note.name == line.header)
            return std::string(note.says) + " " + std::string(note.source) + ".";
    return "A header that this program, or the one that asks, gives a meaning to. RFC 9110 5.1.";
}

bool is_answer(const WireLine& line) { return line.text.starts_with("HTTP/"); }

}  // namespace

std::string_view name_of(WirePart part) {
    switch (part) {
        case WirePart::Start: return "start line";
        case WirePart::Name: return "header name";
        case WirePart::Value: return "header value";
        case WirePart::Scheme: return "scheme";
        case WirePart::Credentials: return "credentials";
        case WirePart::TokenHeader: return "token: header";
        case WirePart::TokenClaims: return "token: claims";
        case WirePart::TokenSignature: return "token: signature";
        case WirePart::Body: return "body";
    }
    return {};
}

std::string explain(const WireLine& line, WirePart part) {
    switch (part) {
        case WirePart::Start:
            return is_answer(line) ? "The version, the status and its reason in words. RFC 9112 4."
                                   : "The method, what is asked for, and the version. RFC 9112 3.";
        case WirePart::Name:
        case WirePart::Value: return explain_header(line);
        case WirePart::Scheme:
            return line.header == "www-authenticate"
                       ? "The scheme that the server wants to see. RFC 9110 11.3."
                       : "How the credentials behind it are meant; case does not matter. RFC 9110 "
                         "11.1.";
        case WirePart::Credentials:
            return line.header == "www-authenticate"
                       ? "What goes with the challenge: its realm, scopes, an error. RFC 9110 11.3."
                       : "What proves who asks. Whoever reads this line can use it: only TLS keeps "
                         "it from others. RFC 9110 11.4.";
        case WirePart::TokenHeader:
            return "Which algorithm signed the token. base64url, not encrypted. RFC 7515 4.1.";
        case WirePart::TokenClaims:
            return "What the token says, readable by anyone: base64url, not encrypted. RFC 7519 4.";
        case WirePart::TokenSignature:
            return "Proves that whoever has the key wrote the two parts before it. RFC 7515 5.2.";
        case WirePart::Body:
            return "The content, behind the empty line that ends the headers. RFC 9112 6.";
    }
    return {};
}

std::optional<std::string> open_basic(const lesson::RequestRun& request) {
    const std::string* value = request.request.headers.get("authorization");
    if (!value) return std::nullopt;
    const std::size_t blank = value->find(' ');
    if (blank == value->npos || !base::equals_ignoring_case(value->substr(0, blank), "basic"))
        return std::nullopt;
    const auto decoded = auth::base64_decode(base::trim(value->substr(blank)));
    if (!decoded.ok()) return std::nullopt;
    return base::printable(*decoded, 200);
}

}  // namespace session
