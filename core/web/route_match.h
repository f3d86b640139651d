// web/route_match.h -- which route answers a request. Starlette routing.py Router.app.
// Out: the first route whose path and method match; else the first whose path matches (405); else
// a redirect when the path with or without its last slash would match; else nothing (404).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "web/route.h"

namespace web {

enum class MatchKind : std::uint8_t { Full, WrongMethod, RedirectSlash, None };

struct RouteMatch {
    MatchKind kind = MatchKind::None;
    std::shared_ptr<Route> route;            // Full, WrongMethod
    std::vector<std::string_view> captures;  // Full; views into the request's path
    std::string location;                    // RedirectSlash
};

// `router.all` must be up to date.
RouteMatch match_route(const RouterObject& router, const http::Request& request);

// The path as the application's routes see it: without what is mounted in front.
std::string_view route_path(const http::Request& request);

std::string allow_header(const Route& route);  // "PATCH, PUT"

}  // namespace web
