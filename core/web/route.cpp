#include "web/route.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "web/exception_objects.h"
#include "web/param_plan.h"
#include "web/route_object.h"
#include "web/stream.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

// What a route costs the program's limits, planning not counted.
constexpr std::uint64_t kStepsPerRoute = 100;
constexpr std::size_t kBytesPerRoute = 1024;
constexpr std::size_t kCopiesOfPath = 6;  // path, pattern, pieces, names ...

bool is_response_class(Vm& vm, const Value& model) {
    const auto* cls = model.try_as<Class>();
    const Class* response = web_state(vm).response;
    return cls && response && vm.is_subclass(*cls, *response);
}

// response_model= or, without it, the return annotation.
Completion plan_response(Vm& vm, Route& route) {
    ResponsePlan& response = route.response;
    if (!response.model_given) {
        response.model = route.plan.returns;
        if (is_response_class(vm, response.model)) response.model = Value();
    }
    const bool nothing = response.model.is_none() || route.plan.streams;
    if (nothing) response.model = Value();
    if (route.plan.streams) return plan_stream(vm, route);
    if (response.model.empty()) return Completion::none();
    const int status = response.status_code.value_or(200);
    if (status < 200 || status == 204 || status == 205 || status == 304)
        return vm.raise("AssertionError",
                        "Status code " + std::to_string(status) + " must not have a response body");
    AW_GUEST_DO(compile_type(vm, response.model, {}, response.type));
    if (!response.type) return raise_invalid_field(vm, response.model);
    return Completion::none();
}

Completion compile(Vm& vm, Route& route) {
    // A mount answers for everything below its path.
    base::Result<PathPattern> pattern =
        compile_path(route.path + (route.kind == RouteKind::Mount ? "/{path:path}" : ""));
    if (!pattern.ok()) {
        const std::string& message = pattern.error().message;
        return vm.raise(message.starts_with("Unknown") ? "AssertionError" : "ValueError", message);
    }
    route.pattern = std::move(pattern).value();
    route.plan.path_names = parameter_names(route.pattern);
    return Completion::none();
}

void tidy_methods(std::vector<std::string>& methods) {
    if (methods.empty()) methods.push_back("GET");
    for (std::string& method : methods)
        std::transform(method.begin(), method.end(), method.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    std::sort(methods.begin(), methods.end());
    methods.erase(std::unique(methods.begin(), methods.end()), methods.end());
}

RouteDoc joined_docs(const RouteDoc& outer, const RouteDoc& inner) {
    RouteDoc doc = inner;
    doc.tags.insert(doc.tags.begin(), outer.tags.begin(), outer.tags.end());
    doc.responses.insert(doc.responses.begin(), outer.responses.begin(), outer.responses.end());
    doc.callbacks.insert(doc.callbacks.begin(), outer.callbacks.begin(), outer.callbacks.end());
    if (doc.unique_id.empty()) doc.unique_id = outer.unique_id;
    doc.deprecated = inner.deprecated || outer.deprecated;
    doc.in_schema = inner.in_schema && outer.in_schema;
    return doc;
}

// A path operation where `around` puts it.
Completion make_route(Vm& vm, const Inclusion& around, std::string_view path, const Value& endpoint,
                      RouteOptions options, std::shared_ptr<Route>& out) {
    if (!vm.charge(kStepsPerRoute)) return vm.out_of_steps();
    const std::size_t bytes = kBytesPerRoute + kCopiesOfPath * (around.prefix.size() + path.size());
    if (!vm.has_room(bytes)) return vm.out_of_memory();
    auto route = std::make_shared<Route>();
    route->charge.set(bytes);
    route->path = around.prefix + std::string(path);
    AW_GUEST_DO(compile(vm, *route));
    route->endpoint = endpoint;
    route->name = options.name.empty() ? display_name(vm, endpoint) : options.name;
    route->methods = std::move(options.methods);
    tidy_methods(route->methods);
    route->dependencies = around.dependencies;
    route->dependencies.insert(route->dependencies.end(), options.dependencies.begin(),
                               options.dependencies.end());
    route->doc = joined_docs(around.doc, options.doc);
    route->strict_content_type =
        options.strict_content_type ? options.strict_content_type : around.strict_content_type;
    route->response = std::move(options.response);
    if (route->response.response_class.empty())
        route->response.response_class = around.response_class;
    AW_GUEST_DO(plan_route(vm, endpoint, parameter_names(route->pattern), route->dependencies,
                           route->plan));
    AW_GUEST_DO(plan_response(vm, *route));
    out = std::move(route);
    return Completion::none();
}

// -- routers in routers --------------------------------------------------------------------------

// LIMIT: routers in routers in routers ...
constexpr int kMaxNesting = 100;

RouterObject& included_in(const Route& marker) {
    return *lang::payload_of<RouterObject>(marker.inclusion.router);
}

// All routers that are included in it, each once.
void routers_in(const RouterObject& router, std::set<const RouterObject*>& found) {
    for (const std::shared_ptr<Route>& route : router.routes) {
        if (route->kind != RouteKind::Included) continue;
        const RouterObject& included = included_in(*route);
        if (found.insert(&included).second) routers_in(included, found);
    }
}

// Without a prefix a router's route needs a path.
Completion check_paths(Vm& vm, const RouterObject& included,
                       std::set<const RouterObject*>& checked) {
    if (!checked.insert(&included).second) return Completion::none();
    for (const std::shared_ptr<Route>& route : included.routes) {
        if (route->kind == RouteKind::Included) {
            if (route->inclusion.prefix.empty())
                AW_GUEST_DO(check_paths(vm, included_in(*route), checked));
        } else if (route->path.empty()) {
            return raise_fastapi_error(
                vm, "Prefix and path cannot be both empty (path operation: " + route->name + ")");
        }
    }
    return Completion::none();
}

Inclusion inside_router(const Inclusion& outer, const Inclusion& inner) {
    Inclusion both = inner;
    both.prefix = outer.prefix + inner.prefix;
    both.dependencies.insert(both.dependencies.begin(), outer.dependencies.begin(),
                             outer.dependencies.end());
    if (both.response_class.empty()) both.response_class = outer.response_class;
    both.doc = joined_docs(outer.doc, inner.doc);
    if (!both.strict_content_type) both.strict_content_type = outer.strict_content_type;
    return both;
}

// A route of a router, planned again for where the router is included.
Completion place_route(Vm& vm, const Inclusion& around, const std::shared_ptr<Route>& route,
                       std::shared_ptr<Route>& out) {
    if (around.router.empty()) {
        out = route;
        return Completion::none();
    }
    if (route->kind == RouteKind::Function) {
        read_back(*route);
        RouteOptions options;
        options.methods = route->methods;
        options.name = route->name;
        options.dependencies = route->dependencies;
        options.response = route->response;
        options.doc = route->doc;
        options.strict_content_type = route->strict_content_type;
        AW_GUEST_DO(make_route(vm, around, route->path, route->endpoint, std::move(options), out));
        if (route->handler.empty()) return Completion::none();
        return place_custom_route(vm, *route, out);
    }
    auto moved = std::make_shared<Route>();
    moved->kind = route->kind;
    moved->path = around.prefix + route->path;
    moved->methods = route->methods;
    moved->name = route->name;
    moved->endpoint = route->endpoint;
    AW_GUEST_DO(compile(vm, *moved));
    out = std::move(moved);
    return Completion::none();
}

Completion collect_routes(Vm& vm, const RouterObject& router, const Inclusion& around,
                          std::vector<std::shared_ptr<Route>>& out, int depth) {
    if (depth > kMaxNesting) return vm.raise("RecursionError", "maximum recursion depth exceeded");
    // A copy: evaluating annotations runs the program, which may add to it.
    const std::vector<std::shared_ptr<Route>> routes = router.routes;
    for (const std::shared_ptr<Route>& route : routes) {
        if (!vm.charge(1)) return vm.out_of_steps();
        if (route->kind == RouteKind::Included) {
            AW_GUEST_DO(collect_routes(vm, included_in(*route),
                                       inside_router(around, route->inclusion), out, depth + 1));
            continue;
        }
        std::shared_ptr<Route> placed;
        AW_GUEST_DO(place_route(vm, around, route, placed));
        out.push_back(std::move(placed));
    }
    return Completion::none();
}

void add_page(RouterObject& app, std::string_view name, const std::string& path) {
    auto route = std::make_shared<Route>();
    route->path = path;
    base::Result<PathPattern> pattern = compile_path(path);
    if (!pattern.ok()) return;
    route->pattern = std::move(pattern).value();
    route->methods = {"GET", "HEAD"};
    route->name = name;
    route->kind = RouteKind::Page;
    route->charge.set(kBytesPerRoute);
    app.routes.push_back(std::move(route));
}

}  // namespace

void RouterObject::visit(void (*each)(Value& value, void* context), void* context) {
    each(response_class, context);
    each(lifespan, context);
    each(lifespan_state, context);
    for (Value& value : dependencies) each(value, context);
    for (MiddlewareEntry& entry : middleware) entry.visit(each, context);
    for (auto* values : {&layers, &on_startup, &on_shutdown})
        for (Value& value : *values) each(value, context);
    for (ExceptionHandler& handler : handlers) {
        each(handler.cls, context);
        each(handler.handler, context);
    }
}

Completion raise_mounted_too_deep(Vm& vm) {
    return vm.raise("RecursionError", "maximum recursion depth exceeded");
}

Completion check_prefix(Vm& vm, std::string_view prefix) {
    if (!prefix.starts_with('/'))
        return vm.raise("AssertionError", "A path prefix must start with '/'");
    if (prefix.ends_with('/'))
        return vm.raise("AssertionError",
                        "A path prefix must not end with '/', as the routes will start with '/'");
    return Completion::none();
}

Completion plan_one_route(Vm& vm, std::string_view path, const Value& endpoint,
                          RouteOptions options, std::shared_ptr<Route>& out) {
    return make_route(vm, {}, path, endpoint, std::move(options), out);
}

void join_router(const RouterObject& router, RouteOptions& options) {
    options.doc = joined_docs(router.doc, options.doc);
    if (!options.strict_content_type) options.strict_content_type = router.strict_content_type;
    options.dependencies.insert(options.dependencies.begin(), router.dependencies.begin(),
                                router.dependencies.end());
    if (options.response.response_class.empty())
        options.response.response_class = router.response_class;
}

Completion add_route(Vm& vm, RouterObject& router, std::string_view path, const Value& endpoint,
                     RouteOptions options) {
    std::shared_ptr<Route> route;
    Inclusion own;
    own.prefix = router.prefix;
    join_router(router, options);
    AW_GUEST_DO(make_route(vm, own, path, endpoint, std::move(options), route));
    router.routes.push_back(std::move(route));
    ++web_state(vm).routes_version;
    return Completion::none();
}

Completion add_other_route(Vm& vm, RouterObject& router, std::shared_ptr<Route> route) {
    const std::size_t bytes = kBytesPerRoute + kCopiesOfPath * route->path.size();
    if (!vm.charge(kStepsPerRoute)) return vm.out_of_steps();
    if (!vm.has_room(bytes)) return vm.out_of_memory();
    route->charge.set(bytes);
    AW_GUEST_DO(compile(vm, *route));
    router.routes.push_back(std::move(route));
    ++web_state(vm).routes_version;
    return Completion::none();
}

Completion include_router(Vm& vm, RouterObject& router, Inclusion inclusion) {
    auto& included = *lang::payload_of<RouterObject>(inclusion.router);
    if (&router == &included)
        return vm.raise("AssertionError",
                        "Cannot include the same APIRouter instance into itself. Did you mean to "
                        "include a different router?");
    std::set<const RouterObject*> within;
    routers_in(included, within);
    if (within.contains(&router))
        return vm.raise("AssertionError",
                        "Cannot include an APIRouter instance that already includes this router. "
                        "Did you mean to include a different router?");
    std::set<const RouterObject*> checked;
    AW_GUEST_DO(inclusion.prefix.empty() ? check_paths(vm, included, checked)
                                         : check_prefix(vm, inclusion.prefix));
    inclusion.prefix = router.prefix + inclusion.prefix;
    inclusion.dependencies.insert(inclusion.dependencies.begin(), router.dependencies.begin(),
                                  router.dependencies.end());
    if (inclusion.response_class.empty()) inclusion.response_class = router.response_class;
    inclusion.doc = joined_docs(router.doc, inclusion.doc);
    inclusion.strict_content_type = router.strict_content_type;
    auto marker = std::make_shared<Route>();
    marker->kind = RouteKind::Included;
    marker->inclusion = std::move(inclusion);
    marker->charge.set(kBytesPerRoute);
    router.routes.push_back(std::move(marker));
    ++web_state(vm).routes_version;
    for (const Value& handler : included.on_startup) router.on_startup.push_back(handler);
    for (const Value& handler : included.on_shutdown) router.on_shutdown.push_back(handler);
    return Completion::none();
}

Completion included_routes(Vm& vm, const Route& marker, std::vector<std::shared_ptr<Route>>& out) {
    return collect_routes(vm, included_in(marker), marker.inclusion, out, 0);
}

Completion effective_routes(Vm& vm, RouterObject& router) {
    const std::uint64_t version = web_state(vm).routes_version;
    if (router.all_version == version) return Completion::none();
    std::vector<std::shared_ptr<Route>> all;
    AW_GUEST_DO(collect_routes(vm, router, {}, all, 0));
    router.all = std::move(all);
    router.all_version = version;
    return Completion::none();
}

void add_pages(Vm& vm, RouterObject& app, const Pages& pages) {
    if (pages.openapi_url.empty()) return;
    add_page(app, "openapi", pages.openapi_url);
    if (!pages.docs_url.empty()) {
        add_page(app, "swagger_ui_html", pages.docs_url);
        if (!pages.redirect_url.empty()) add_page(app, "swagger_ui_redirect", pages.redirect_url);
    }
    if (!pages.redoc_url.empty()) add_page(app, "redoc_html", pages.redoc_url);
    ++web_state(vm).routes_version;
}

}  // namespace web
