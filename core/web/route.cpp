#include "web/route.h"

#include <algorithm>

#include "base/json.h"
#include "web/exception_objects.h"
#include "web/param_plan.h"
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
    if (response.model.empty()) return Completion::none();
    const int status = response.status_code.value_or(200);
    if (status < 200 || status == 204 || status == 205 || status == 304)
        return vm.raise("AssertionError",
                        "Status code " + std::to_string(status) + " must not have a response body");
    AW_GUEST_DO(compile_type(vm, response.model, {}, response.type));
    if (!response.type) return raise_invalid_field(vm, response.model);
    if (response.type->kind == TypeKind::Any) response.type = nullptr;
    return Completion::none();
}

Completion compile(Vm& vm, Route& route) {
    base::Result<PathPattern> pattern = compile_path(route.path);
    if (!pattern.ok()) {
        const std::string& message = pattern.error().message;
        return vm.raise(message.starts_with("Unknown") ? "AssertionError" : "ValueError", message);
    }
    route.pattern = std::move(pattern).value();
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

void add_page(RouterObject& app, const std::string& path, std::string page, std::string_view type) {
    auto route = std::make_shared<Route>();
    route->path = path;
    base::Result<PathPattern> pattern = compile_path(path);
    if (!pattern.ok()) return;
    route->pattern = std::move(pattern).value();
    route->methods = {"GET", "HEAD"};
    route->name = "page";
    route->page = std::move(page);
    route->page_type = std::string(type);
    route->charge.set(kBytesPerRoute);
    app.routes.push_back(std::move(route));
}

}  // namespace

void RouterObject::visit(void (*each)(Value& value, void* context), void* context) {
    each(response_class, context);
    each(lifespan, context);
    for (Value& value : dependencies) each(value, context);
    for (auto* values : {&middleware, &on_startup, &on_shutdown})
        for (Value& value : *values) each(value, context);
    for (ExceptionHandler& handler : handlers) {
        each(handler.cls, context);
        each(handler.handler, context);
    }
}

Completion check_prefix(Vm& vm, std::string_view prefix) {
    if (!prefix.starts_with('/'))
        return vm.raise("AssertionError", "A path prefix must start with '/'");
    if (prefix.ends_with('/'))
        return vm.raise("AssertionError",
                        "A path prefix must not end with '/', as the routes will start with '/'");
    return Completion::none();
}

Completion add_route(Vm& vm, RouterObject& router, std::string_view path, const Value& endpoint,
                     RouteOptions options) {
    if (!vm.charge(kStepsPerRoute)) return vm.out_of_steps();
    const std::size_t bytes = kBytesPerRoute + kCopiesOfPath * (router.prefix.size() + path.size());
    if (!vm.has_room(bytes)) return vm.out_of_memory();
    auto route = std::make_shared<Route>();
    route->charge.set(bytes);
    route->path = router.prefix + std::string(path);
    AW_GUEST_DO(compile(vm, *route));
    route->endpoint = endpoint;
    route->name = options.name.empty() ? display_name(vm, endpoint) : options.name;
    route->methods = std::move(options.methods);
    tidy_methods(route->methods);
    route->dependencies = router.dependencies;
    route->dependencies.insert(route->dependencies.end(), options.dependencies.begin(),
                               options.dependencies.end());
    route->response = std::move(options.response);
    if (route->response.response_class.empty())
        route->response.response_class = router.response_class;
    AW_GUEST_DO(plan_route(vm, endpoint, parameter_names(route->pattern), route->dependencies,
                           route->plan));
    AW_GUEST_DO(plan_response(vm, *route));
    router.routes.push_back(std::move(route));
    return Completion::none();
}

Completion include_router(Vm& vm, RouterObject& router, const RouterObject& included,
                          std::string_view prefix, const std::vector<Value>& dependencies) {
    if (&router == &included)
        return vm.raise("AssertionError",
                        "Cannot include the same APIRouter instance into itself. Did you mean to "
                        "include a different router?");
    if (!prefix.empty()) AW_GUEST_DO(check_prefix(vm, prefix));
    // A copy: evaluating annotations runs the program, which may add to it.
    const std::vector<std::shared_ptr<Route>> routes = included.routes;
    for (const std::shared_ptr<Route>& route : routes) {
        if (route->endpoint.empty()) continue;
        if (prefix.empty() && route->path.empty())
            return raise_fastapi_error(
                vm, "Prefix and path cannot be both empty (path operation: " + route->name + ")");
        RouteOptions options;
        options.methods = route->methods;
        options.name = route->name;
        options.dependencies = dependencies;
        options.dependencies.insert(options.dependencies.end(), route->dependencies.begin(),
                                    route->dependencies.end());
        options.response = route->response;
        AW_GUEST_DO(add_route(vm, router, std::string(prefix) + route->path, route->endpoint,
                              std::move(options)));
    }
    for (const Value& handler : included.on_startup) router.on_startup.push_back(handler);
    for (const Value& handler : included.on_shutdown) router.on_shutdown.push_back(handler);
    return Completion::none();
}

// LIMIT: the pages exist, as in FastAPI, but say little: the OpenAPI document names no paths.
void add_pages(RouterObject& app, const Pages& pages) {
    if (pages.openapi_url.empty()) return;
    const std::string title = base::json_quote(pages.title);
    add_page(app, pages.openapi_url,
             "{\"openapi\":\"3.1.0\",\"info\":{\"title\":" + title +
                 ",\"version\":" + base::json_quote(pages.version) + "},\"paths\":{}}",
             "application/json");
    const auto html = [&](std::string_view kind) {
        return "<!DOCTYPE html>\n<html><head><title>" + std::string(kind) +
               "</title></head><body>See <a href=\"" + pages.openapi_url + "\">" +
               pages.openapi_url + "</a></body></html>\n";
    };
    constexpr std::string_view kHtml = "text/html; charset=utf-8";
    if (!pages.docs_url.empty()) {
        add_page(app, pages.docs_url, html("Swagger UI"), kHtml);
        add_page(app, pages.docs_url + "/oauth2-redirect", html("Swagger UI: OAuth2 Redirect"),
                 kHtml);
    }
    if (!pages.redoc_url.empty()) add_page(app, pages.redoc_url, html("ReDoc"), kHtml);
}

}  // namespace web
