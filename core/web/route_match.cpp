#include "web/route_match.h"

#include <algorithm>

#include "base/text.h"
#include "http/url.h"

namespace web {
namespace {

std::string without_slashes(std::string path) {
    while (!path.empty() && path.back() == '/') path.pop_back();
    return path;
}

// http://HOST/path?query with the Host header's value; characters that no URL has are escaped.
std::string redirect_location(const http::Request& request, std::string_view path) {
    const std::string* host = request.headers.get("host");
    std::string url = "http://" + base::latin1_to_utf8(host ? *host : "testserver");
    url += path;
    if (!request.query.empty()) url += "?" + request.query;
    return http::quote(url, ":/%#?=@[]!$&'()*+,;");
}

bool some_route_matches(const RouterObject& router, std::string_view path) {
    std::vector<std::string_view> captures;
    return std::any_of(router.routes.begin(), router.routes.end(), [&](const auto& route) {
        return match_path(route->pattern, path, captures);
    });
}

}  // namespace

bool Route::allows(std::string_view method) const {
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

RouteMatch match_route(const RouterObject& router, const http::Request& request) {
    RouteMatch match;
    for (const std::shared_ptr<Route>& route : router.routes) {
        if (!match_path(route->pattern, request.path, match.captures)) continue;
        if (route->allows(request.method)) {
            match.kind = MatchKind::Full;
            match.route = route.get();
            return match;
        }
        if (match.kind == MatchKind::WrongMethod) continue;  // the first one names the methods
        match.kind = MatchKind::WrongMethod;
        match.route = route.get();
    }
    if (match.kind == MatchKind::WrongMethod) return match;
    if (!router.redirect_slashes || request.path == "/") return match;
    const std::string other =
        request.path.ends_with('/') ? without_slashes(request.path) : request.path + "/";
    if (!some_route_matches(router, other)) return match;
    match.kind = MatchKind::RedirectSlash;
    match.location = redirect_location(request, other);
    return match;
}

std::string allow_header(const Route& route) {
    std::string out;
    for (const std::string& method : route.methods) out += (out.empty() ? "" : ", ") + method;
    return out;
}

}  // namespace web
