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
#include "web/model_dump.h"
#include "web/path_pattern.h"

namespace web {

// What becomes of the values that a function yields.
enum class StreamKind : std::uint8_t {
    None,    // it returns one
    Lines,   // of JSON
    Events,  // server-sent
    Chunks,  // of the answer's body
};

// What becomes of a returned value.
struct ResponsePlan {
    std::optional<int> status_code;
    lang::Value status_given;    // status_code= as written, for include_router
    lang::Value response_class;  // empty: JSONResponse
    lang::Value model;           // response_model= or the return annotation; empty: none
    bool model_given = false;    // response_model= was written, perhaps as None
    FieldTypePtr type;           // null: the value is rendered as it is
    StreamKind stream = StreamKind::None;
    FieldTypePtr item_type;              // of what is yielded; null: any
    DumpOptions dump{.by_alias = true};  // response_model_include= and its kin
};

// What the OpenAPI document says about a route and does not change its answers. Empty: not given.
struct RouteDoc {
    std::vector<std::string> tags;
    lang::Value summary, description, operation_id, openapi_extra;
    lang::Value response_description;
    lang::Value unique_id;               // generate_unique_id_function=; the innermost counts
    std::vector<lang::Value> responses;  // dicts; what stands in a later one counts
    std::vector<lang::Value> callbacks;  // APIRoute objects
    bool deprecated = false;
    bool in_schema = true;
};

// How a router stands in another one: what comes in front of, or goes with, each of its routes.
struct Inclusion {
    lang::Value router;  // the APIRouter; empty: none
    std::string prefix;
    std::vector<lang::Value> dependencies;
    lang::Value response_class;
    RouteDoc doc;
    std::optional<bool> strict_content_type;
};

enum class RouteKind : std::uint8_t {
    Function,   // a path operation
    Plain,      // app.add_route(): function(request) gives the response
    Page,       // of the application itself
    Mount,      // an application of its own for everything below the path
    WebSocket,  // known, and refused when it is asked for
    Included,   // stands for all routes of a router, those to come as well
};

struct Route {
    RouteKind kind = RouteKind::Function;
    std::string path;  // with the prefixes of its routers
    PathPattern pattern;
    std::vector<std::string> methods;       // sorted, upper case
    std::string name;                       // the function's
    lang::Value object;                     // the APIRoute that a route_class= made; empty: none
    lang::Value handler;                    // what its get_route_handler() gave
    lang::Value endpoint;                   // of a mount the application; empty: a page
    std::vector<lang::Value> dependencies;  // Depends() of application, routers, decorator
    ResponsePlan response;
    RoutePlan plan;
    RouteDoc doc;
    std::optional<bool> strict_content_type;  // false: a body of no type is JSON; empty: true
    std::string unique_name;  // what generate_unique_id_function gave; "": FastAPI's own
    Inclusion inclusion;
    HeapCharge charge;
    bool allows(std::string_view method) const;
};

struct ExceptionHandler {
    std::optional<int> status;
    lang::Value cls;  // when there is no status
    lang::Value handler;
};

// A class (or function) that makes a layer around what is inside, and its other arguments.
struct MiddlewareEntry {
    lang::Value cls;
    lang::Value positional;  // Tuple
    lang::Value keywords;    // Dict
    void visit(void (*each)(lang::Value& value, void* context), void* context) {
        for (lang::Value* value : {&cls, &positional, &keywords}) each(*value, context);
    }
};

// Behind FastAPI and APIRouter objects.
struct RouterObject : lang::Payload {
    bool is_app = false;
    std::string prefix;
    std::vector<lang::Value> dependencies;
    lang::Value response_class;  // default_response_class; empty: JSONResponse
    RouteDoc doc;                // for all of its routes
    std::optional<bool> strict_content_type;
    std::vector<std::shared_ptr<Route>> routes;
    std::vector<std::shared_ptr<Route>> all;  // with those of included routers; effective_routes()
    std::uint64_t all_version = 0;            // WebState::routes_version when `all` was made
    // Of an application only.
    ChargedVector<ExceptionHandler> handlers;
    ChargedVector<MiddlewareEntry> middleware;  // outermost last
    ChargedVector<lang::Value> layers;          // made of them; outermost last
    bool started = false;                       // the layers have been made
    std::string root_path;                      // FastAPI(root_path=)
    ChargedVector<lang::Value> on_startup;
    ChargedVector<lang::Value> on_shutdown;
    lang::Value lifespan;        // empty: none
    lang::Value lifespan_state;  // what it yielded: every request's state begins with it
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
    RouteDoc doc;
    std::optional<bool> strict_content_type;
};

// Plans the route and adds it; `path` without the router's prefix.
lang::Completion add_route(lang::Vm& vm, RouterObject& router, std::string_view path,
                           const lang::Value& endpoint, RouteOptions options);
// The same without a router.
lang::Completion plan_one_route(lang::Vm& vm, std::string_view path, const lang::Value& endpoint,
                                RouteOptions options, std::shared_ptr<Route>& out);
// Puts what the router adds to each of its routes, its prefix not counted, into the options.
void join_router(const RouterObject& router, RouteOptions& options);
// `inclusion`: what include_router was told; what `router` itself adds is put in front.
lang::Completion include_router(lang::Vm& vm, RouterObject& router, Inclusion inclusion);
// Adds a route of another kind than Function; `route` has its kind, path, name, endpoint.
lang::Completion add_other_route(lang::Vm& vm, RouterObject& router, std::shared_ptr<Route> route);
// All routes in order, those of included routers planned for where they stand. Made anew when a
// router has got more of them.
lang::Completion effective_routes(lang::Vm& vm, RouterObject& router);
// Those that stand behind a route of the kind Included.
lang::Completion included_routes(lang::Vm& vm, const Route& marker,
                                 std::vector<std::shared_ptr<Route>>& out);
// LIMIT: an application mounted in one that is mounted in one ...; RecursionError beyond.
inline constexpr int kMaxMountDepth = 50;
lang::Completion raise_mounted_too_deep(lang::Vm& vm);
// "A path prefix must start with '/'", "... must not end with '/'".
lang::Completion check_prefix(lang::Vm& vm, std::string_view prefix);

// The pages of the application itself; an empty URL: not there.
struct Pages {
    std::string openapi_url = "/openapi.json";
    std::string docs_url = "/docs";
    std::string redirect_url = "/docs/oauth2-redirect";
    std::string redoc_url = "/redoc";
};
void add_pages(lang::Vm& vm, RouterObject& app, const Pages& pages);

}  // namespace web
