#include "auth/pem.h"

#include "auth/base64.h"

namespace auth {

std::optional<PemBlock> read_pem(std::string_view text) {
    constexpr std::string_view kBegin = "-----BEGIN ", kDashes = "-----";
    const auto begin = text.find(kBegin);
    if (begin == text.npos) return std::nullopt;
    const auto label_at = begin + kBegin.size();
    const auto label_end = text.find(kDashes, label_at);
    if (label_end == text.npos) return std::nullopt;
    PemBlock block;
    block.label = text.substr(label_at, label_end - label_at);
    const auto body_at = label_end + kDashes.size();
    const auto end = text.find("-----END " + block.label + "-----", body_at);
    if (end == text.npos) return std::nullopt;
    std::string_view body = text.substr(body_at, end - body_at);
    if (body.find(':') != body.npos) {  // headers, then an empty line (RFC 1421)
        block.encrypted = body.find("ENCRYPTED") != body.npos;
        auto blank = body.find("\n\n");
        if (blank == body.npos) blank = body.find("\n\r\n");
        if (blank == body.npos) return std::nullopt;
        body = body.substr(blank);
    }
    std::string digits;
    for (const char c : body)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') digits.push_back(c);
    auto der = base64_decode_strict(digits);
    if (!der.ok() || der->empty()) return std::nullopt;
    block.der = std::move(der).value();
    return block;
}

}  // namespace auth
