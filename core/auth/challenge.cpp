#include "auth/challenge.h"

namespace auth {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

Refusal unauthorized(std::string_view challenge, std::string reason) {
    Refusal refusal;
    refusal.headers.add("WWW-Authenticate", challenge);
    refusal.reason = std::move(reason);
    return refusal;
}

std::string basic_challenge(const std::optional<std::string>& realm) {
    return realm && !realm->empty() ? "Basic realm=\"" + *realm + "\"" : "Basic";
}

std::string title_case(std::string_view text) {
    std::string out;
    bool inside_word = false;
    for (const char c : text) {
        out.push_back(inside_word ? lower(c) : upper(c));
        inside_word = is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
    }
    return out;
}

}  // namespace auth
