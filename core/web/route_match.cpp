#include "web/route_match.h"

#include <algorithm>

#include "http/url.h"
#include "http/url_parts.h"

namespace web {
namespace {

std::string without_slashes(std::string path) {
    while (!path.empty() && path.back() == '/') path.pop_back();
    return path;
}

std::string redirect_location(const http::Request& request, std::string_view path) {
    http::UrlParts url = http::url_of(request);
    http::Request other = request;
    other.path = path;
    url.path = http::url_of(other).path;
    return http::quote(http::join_url(url), ":/%#?=@[]!$&'()*+,;");
}

bool some_route_matches(const RouterObject& router, std::string_view path) {
    std::vector<std::string_view> captures;
    return std::any_of(router.all.begin(), router.all.end(), [&](const auto& route) {
        return route->kind != RouteKind::WebSocket && match_path(route->pattern, path, captures);
    });
}

}  // namespace

bool Route::allows(std::string_view method) const {
    if (kind == RouteKind::Mount) return true;
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

std::string_view route_path(const http::Request& request) {
    const std::string_view path = request.path;
    const std::string_view root = request.root_path;
    if (root.empty() || !path.starts_with(root)) return path;
    const std::string_view rest = path.substr(root.size());
    return rest.empty() || rest.starts_with('/') ? rest : path;
}

RouteMatch match_route(const RouterObject& router, const http::Request& request) {
    RouteMatch match;
    const std::string_view path = route_path(request);
    for (const std::shared_ptr<Route>& route : router.all) {
        if (route->kind == RouteKind::WebSocket) continue;
        if (!match_path(route->pattern, path, match.captures)) continue;
        if (route->allows(request.method)) {
            match.kind = MatchKind::Full;
            match.route = route;
            return match;
        }
        if (match.kind == MatchKind::WrongMethod) continue;  // the first one names the methods
        match.kind = MatchKind::WrongMethod;
        match.route = route;
    }
    if (match.kind == MatchKind::WrongMethod) return match;
    if (!router.redirect_slashes || path == "/") return match;
    const bool slash = path.ends_with('/');
    const std::string other = slash ? without_slashes(std::string(path)) : std::string(path) + "/";
    if (!some_route_matches(router, other)) return match;
    match.kind = MatchKind::RedirectSlash;
    match.location =
        redirect_location(request, slash ? without_slashes(request.path) : request.path + "/");
    return match;
}

std::string allow_header(const Route& route) {
    std::string out;
    for (const std::string& method : route.methods) out += (out.empty() ? "" : ", ") + method;
    return out;
}

}  // namespace web
