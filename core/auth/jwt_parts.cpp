#include "auth/jwt_parts.h"

#include "auth/base64.h"

namespace auth {

base::Result<JwtParts> split_jwt(std::string_view token) {
    const auto last = token.rfind('.');
    const auto first = token.find('.');
    if (first == token.npos || first == last) return base::Error{"", "Not enough segments"};
    return JwtParts{token.substr(0, first), token.substr(first + 1, last - first - 1),
                    token.substr(last + 1), token.substr(0, last)};
}

std::optional<std::string> decode_jwt_part(std::string_view part) {
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const std::string_view digits = part.substr(0, part.find_last_not_of('=') + 1);
    const std::size_t padding = part.size() - digits.size();
    if (padding > 2 || (padding > 0 && part.size() % 4 != 0)) return std::nullopt;
    if (digits.find_first_not_of(kAlphabet) != digits.npos) return std::nullopt;
    auto decoded = base64url_decode_unpadded(digits);
    if (!decoded.ok() || base64url_encode_unpadded(*decoded) != digits) return std::nullopt;
    return std::move(decoded).value();
}

}  // namespace auth
