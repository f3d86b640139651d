// auth/scheme.h -- the scheme a program declared, and the one door to all extractors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "auth/credentials.h"

namespace auth {

enum class SchemeKind : std::uint8_t {
    OAuth2,
    OAuth2PasswordBearer,
    OAuth2AuthorizationCodeBearer,
    OpenIdConnect,
    HttpBase,
    HttpBearer,
    HttpBasic,
    HttpDigest,
    ApiKeyHeader,
    ApiKeyQuery,
    ApiKeyCookie,
};

struct Scheme {
    SchemeKind kind = SchemeKind::OAuth2PasswordBearer;
    std::string name;                  // APIKey*: of the field; HttpBase: the scheme
    std::optional<std::string> realm;  // HttpBasic
    bool auto_error = true;
};

std::string_view class_name(SchemeKind kind);  // "OAuth2PasswordBearer"
Extraction extract(const Scheme& scheme, const http::Request& request);

}  // namespace auth
