#include "auth/scheme.h"

#include "auth/api_key.h"
#include "auth/bearer.h"
#include "auth/http_base.h"
#include "auth/http_basic.h"
#include "auth/http_bearer.h"
#include "auth/http_digest.h"
#include "auth/oauth2.h"

namespace auth {

std::string_view class_name(SchemeKind kind) {
    switch (kind) {
        case SchemeKind::OAuth2: return "OAuth2";
        case SchemeKind::OAuth2PasswordBearer: return "OAuth2PasswordBearer";
        case SchemeKind::OAuth2AuthorizationCodeBearer: return "OAuth2AuthorizationCodeBearer";
        case SchemeKind::OpenIdConnect: return "OpenIdConnect";
        case SchemeKind::HttpBase: return "HTTPBase";
        case SchemeKind::HttpBearer: return "HTTPBearer";
        case SchemeKind::HttpBasic: return "HTTPBasic";
        case SchemeKind::HttpDigest: return "HTTPDigest";
        case SchemeKind::ApiKeyHeader: return "APIKeyHeader";
        case SchemeKind::ApiKeyQuery: return "APIKeyQuery";
        case SchemeKind::ApiKeyCookie: return "APIKeyCookie";
    }
    return "";
}

Extraction extract(const Scheme& scheme, const http::Request& request) {
    switch (scheme.kind) {
        case SchemeKind::OAuth2:
        case SchemeKind::OpenIdConnect: return extract_oauth2(request);
        case SchemeKind::OAuth2PasswordBearer:
        case SchemeKind::OAuth2AuthorizationCodeBearer: return extract_oauth2_bearer(request);
        case SchemeKind::HttpBase: return extract_http_base(request, scheme.name);
        case SchemeKind::HttpBearer: return extract_http_bearer(request);
        case SchemeKind::HttpBasic: return extract_http_basic(request, scheme.realm);
        case SchemeKind::HttpDigest: return extract_http_digest(request);
        case SchemeKind::ApiKeyHeader: return extract_api_key_header(request, scheme.name);
        case SchemeKind::ApiKeyQuery: return extract_api_key_query(request, scheme.name);
        case SchemeKind::ApiKeyCookie: return extract_api_key_cookie(request, scheme.name);
    }
    return {};
}

}  // namespace auth
