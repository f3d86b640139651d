#include "auth/scopes.h"

#include <unordered_set>

#include "base/text.h"

namespace auth {
namespace {

// Length of the white space (str.isspace) that starts at `at`; 0 when none does.
std::size_t space_at(std::string_view text, std::size_t at) {
    const base::Decoded c = base::decode_utf8(text, at);
    const char32_t p = c.code_point;
    const bool is_space = (p >= 9 && p <= 13) || (p >= 0x1C && p <= 0x20) || p == 0x85 ||
                          p == 0xA0 || p == 0x1680 || (p >= 0x2000 && p <= 0x200A) || p == 0x2028 ||
                          p == 0x2029 || p == 0x202F || p == 0x205F || p == 0x3000;
    return is_space ? static_cast<std::size_t>(c.size) : 0;
}

}  // namespace

std::vector<std::string> join_scopes(std::span<const std::string> outer,
                                     std::span<const std::string> inner) {
    std::vector<std::string> joined;
    std::unordered_set<std::string_view> known;
    for (const std::span<const std::string> part : {outer, inner})
        for (const std::string& scope : part)
            if (known.insert(scope).second) joined.push_back(scope);
    return joined;
}

std::vector<std::string> split_scopes(std::string_view text) {
    std::vector<std::string> words;
    bool inside_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t space = space_at(text, at);
        const std::size_t size =
            space > 0 ? space : static_cast<std::size_t>(base::decode_utf8(text, at).size);
        if (space == 0) {
            if (!inside_word) words.emplace_back();
            words.back() += text.substr(at, size);
        }
        inside_word = space == 0;
        at += size;
    }
    return words;
}

std::string scope_text(std::span<const std::string> scopes) {
    std::string text;
    for (const std::string& scope : scopes) {
        if (&scope != &scopes.front()) text.push_back(' ');
        text += scope;
    }
    return text;
}

}  // namespace auth
