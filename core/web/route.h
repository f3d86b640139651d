// web/route.h -- routes as registered, and what holds them: an APIRouter or the application.
// Source: Starlette routing.py, FastAPI routing.py.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/native.h"
#include "web/depend_plan.h"
#include "web/heap_charge.h"
#include "web/path_pattern.h"

namespace web {

// What becomes of a returned value.
struct ResponsePlan {
    std::optional<int> status_code;
    lang::Value status_given;    // status_code= as written, for include_router
    lang::Value response_class;  // empty: JSONResponse
    lang::Value model;           // response_model= or the return annotation; empty: none
    bool model_given = false;    // response_model= was written, perhaps as None
    FieldTypePtr type;           // null: the value is rendered as it is
};

struct Route {
    std::string path;  // with the prefixes of its routers
    PathPattern pattern;
    std::vector<std::string> methods;       // sorted, upper case
    std::string name;                       // the function's
    lang::Value endpoint;                   // empty: a page of the application itself
    std::vector<lang::Value> dependencies;  // Depends() of application, routers, decorator
    ResponsePlan response;
    RoutePlan plan;
    std::string page;  // of the application itself: the body
    std::string page_type;
    HeapCharge charge;
    bool allows(std::string_view method) const;
};

struct ExceptionHandler {
    std::optional<int> status;
    lang::Value cls;  // when there is no status
    lang::Value handler;
};

// Behind FastAPI and APIRouter objects.
struct RouterObject : lang::Payload {
    bool is_app = false;
    std::string prefix;
    std::vector<lang::Value> dependencies;
    lang::Value response_class;  // default_response_class; empty: JSONResponse
    std::vector<std::shared_ptr<Route>> routes;
    // Of an application only.
    ChargedVector<ExceptionHandler> handlers;
    ChargedVector<lang::Value> middleware;  // functions, outermost last
    ChargedVector<lang::Value> on_startup;
    ChargedVector<lang::Value> on_shutdown;
    lang::Value lifespan;  // empty: none
    bool redirect_slashes = true;
    HeapCharge charge;

    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

// What a decorator or add_api_route was told.
struct RouteOptions {
    std::vector<std::string> methods;
    std::vector<lang::Value> dependencies;
    ResponsePlan response;
    std::string name;
};

// Plans the route and adds it; `path` without the router's prefix.
lang::Completion add_route(lang::Vm& vm, RouterObject& router, std::string_view path,
                           const lang::Value& endpoint, RouteOptions options);
lang::Completion include_router(lang::Vm& vm, RouterObject& router, const RouterObject& included,
                                std::string_view prefix,
                                const std::vector<lang::Value>& dependencies);
// "A path prefix must start with '/'", "... must not end with '/'".
lang::Completion check_prefix(lang::Vm& vm, std::string_view prefix);

// The pages of the application itself; an empty URL: not there.
struct Pages {
    std::string title = "FastAPI";
    std::string version = "0.1.0";
    std::string openapi_url = "/openapi.json";
    std::string docs_url = "/docs";
    std::string redoc_url = "/redoc";
};
void add_pages(RouterObject& app, const Pages& pages);

}  // namespace web
