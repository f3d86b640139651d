#include "web/router_objects.h"

#include <algorithm>
#include <array>

#include "web/asgi.h"
#include "web/middleware_objects.h"
#include "web/openapi.h"
#include "web/route_object.h"
#include "web/state_object.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::array<std::string_view, 0> kNoPositional{};
constexpr std::array<std::string_view, 38> kAppKeywords{
    "telemetry",
    "debug",
    "routes",
    "title",
    "summary",
    "description",
    "version",
    "openapi_url",
    "openapi_tags",
    "servers",
    "dependencies",
    "default_response_class",
    "redirect_slashes",
    "docs_url",
    "redoc_url",
    "swagger_ui_oauth2_redirect_url",
    "swagger_ui_init_oauth",
    "middleware",
    "exception_handlers",
    "on_startup",
    "on_shutdown",
    "lifespan",
    "terms_of_service",
    "contact",
    "license_info",
    "root_path",
    "root_path_in_servers",
    "responses",
    "callbacks",
    "webhooks",
    "deprecated",
    "include_in_schema",
    "swagger_ui_parameters",
    "generate_unique_id_function",
    "separate_input_output_schemas",
    "openapi_external_docs",
    "strict_content_type",
};
constexpr std::array<std::string_view, 18> kRouterKeywords{
    "prefix",
    "tags",
    "dependencies",
    "default_response_class",
    "responses",
    "callbacks",
    "routes",
    "redirect_slashes",
    "default",
    "dependency_overrides_provider",
    "route_class",
    "on_startup",
    "on_shutdown",
    "lifespan",
    "deprecated",
    "include_in_schema",
    "generate_unique_id_function",
    "strict_content_type",
};

Completion construct_router(Vm& vm, Class& cls, CallArgs) {
    Value made = lang::make_instance(vm, cls);
    auto router = std::make_unique<RouterObject>();
    router->charge.set(sizeof(RouterObject));
    router->is_app = vm.is_subclass(cls, *web_state(vm).fastapi);
    made.as<Instance>()->payload = std::move(router);
    return made;
}

Value text_or_none(Vm& vm, const std::string& text) {
    return text.empty() ? Value::none() : vm.heap().make_str(text);
}

// What FastAPI() and APIRouter() have in common.
Completion read_common(Vm& vm, const Options& options, RouterObject& router) {
    AW_GUEST_DO(items_of(vm, options.given("dependencies"), router.dependencies));
    std::vector<Value> handlers;
    AW_GUEST_DO(items_of(vm, options.given("on_startup"), handlers));
    router.on_startup.assign(handlers.begin(), handlers.end());
    handlers.clear();
    AW_GUEST_DO(items_of(vm, options.given("on_shutdown"), handlers));
    router.on_shutdown.assign(handlers.begin(), handlers.end());
    router.response_class = options.given("default_response_class");
    router.lifespan = options.given("lifespan");
    router.redirect_slashes = options.flag("redirect_slashes", true);
    AW_GUEST_DO(read_tags(vm, options.given("tags"), router.doc.tags));
    AW_GUEST_DO(items_of(vm, options.given("callbacks"), router.doc.callbacks));
    if (!options.given("responses").empty())
        router.doc.responses.push_back(options.given("responses"));
    router.doc.unique_id = options.given("generate_unique_id_function");
    router.doc.deprecated = options.flag("deprecated", false);
    router.doc.in_schema = options.flag("include_in_schema", true);
    if (!options.given("strict_content_type").empty())
        router.strict_content_type = options.flag("strict_content_type", true);
    return Completion::none();
}

Completion read_handlers(Vm& vm, const Value& handlers, RouterObject& router) {
    const auto* dict = handlers.try_as<lang::Dict>();
    if (!dict) return Completion::none();
    for (const lang::DictEntry& entry : dict->entries) {
        if (entry.key.empty()) continue;
        ExceptionHandler handler;
        if (entry.key.is_small())
            handler.status = static_cast<int>(entry.key.as_small());
        else
            handler.cls = entry.key;
        handler.handler = entry.value;
        router.handlers.push_back(std::move(handler));
    }
    (void)vm;
    return Completion::none();
}

// A page's URL: the default, the one given, or "" for None.
std::string page_url(const Options& options, std::string_view name, std::string_view otherwise) {
    if (options.get(name).is_none()) return "";
    return options.text(name).value_or(std::string(otherwise));
}

// webhooks=, or a router for those that app.webhooks is told.
Completion webhooks_of(Vm& vm, const Options& options) {
    if (!options.given("webhooks").empty()) return options.given("webhooks");
    return vm.call(lang::class_value(*web_state(vm).api_router));
}

Completion app_init(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options options;
    AW_GUEST_DO(Options::read_method(vm, self, args, kNoPositional, kAppKeywords, options));
    AW_GUEST_DO(read_common(vm, options, *router));
    AW_GUEST_DO(read_handlers(vm, options.given("exception_handlers"), *router));
    AW_GUEST_DO(read_middleware_list(vm, options.given("middleware"), *router));
    router->root_path = options.text("root_path").value_or("");
    while (router->root_path.ends_with('/')) router->root_path.pop_back();
    Pages pages;
    const std::string title = options.text("title").value_or("FastAPI");
    const std::string version = options.text("version").value_or("0.1.0");
    pages.openapi_url = page_url(options, "openapi_url", pages.openapi_url);
    pages.docs_url = page_url(options, "docs_url", pages.docs_url);
    pages.redoc_url = page_url(options, "redoc_url", pages.redoc_url);
    pages.redirect_url = page_url(options, "swagger_ui_oauth2_redirect_url", pages.redirect_url);
    if (!pages.openapi_url.empty() && (title.empty() || version.empty()))
        return vm.raise("AssertionError",
                        title.empty() ? "A title must be provided for OpenAPI, e.g.: 'My API'"
                                      : "A version must be provided for OpenAPI, e.g.: '2.1.0'");
    auto& instance = *args.positional[0].as<Instance>();
    lang::write_slot(vm, instance, "title", vm.heap().make_str(title));
    lang::write_slot(vm, instance, "version", vm.heap().make_str(version));
    lang::write_slot(vm, instance, "openapi_url", text_or_none(vm, pages.openapi_url));
    lang::write_slot(vm, instance, "docs_url", text_or_none(vm, pages.docs_url));
    lang::write_slot(vm, instance, "redoc_url", text_or_none(vm, pages.redoc_url));
    lang::write_slot(vm, instance, "swagger_ui_oauth2_redirect_url",
                     text_or_none(vm, pages.redirect_url));
    for (const std::string_view key :
         {"summary", "openapi_tags", "terms_of_service", "contact", "license_info",
          "openapi_external_docs", "swagger_ui_init_oauth", "swagger_ui_parameters"})
        lang::write_slot(vm, instance, key, or_none(options.get(key)));
    const Value& about = options.given("description");
    const Value& servers = options.given("servers");
    lang::write_slot(vm, instance, "description", about.empty() ? vm.heap().make_str("") : about);
    lang::write_slot(vm, instance, "servers", servers.empty() ? vm.heap().make_list() : servers);
    lang::write_slot(vm, instance, "openapi_schema", Value::none());
    lang::write_slot(vm, instance, "openapi_version", vm.heap().make_str("3.1.0"));
    AW_GUEST(Value webhooks, webhooks_of(vm, options));
    lang::write_slot(vm, instance, "webhooks", std::move(webhooks));
    lang::write_slot(vm, instance, "root_path_in_servers",
                     Value::boolean(options.flag("root_path_in_servers", true)));
    lang::write_slot(vm, instance, "separate_input_output_schemas",
                     Value::boolean(options.flag("separate_input_output_schemas", true)));
    lang::write_slot(vm, instance, "debug", Value::boolean(options.flag("debug", false)));
    lang::write_slot(vm, instance, "dependency_overrides", vm.heap().make_dict());
    lang::write_slot(vm, instance, "state", make_state(vm, vm.heap().make_dict()));
    lang::write_slot(vm, instance, "router", args.positional[0]);
    lang::write_slot(vm, instance, "route_class", lang::class_value(*web_state(vm).api_route));
    lang::write_slot(vm, instance, "root_path", vm.heap().make_str(router->root_path));
    add_pages(vm, *router, pages);
    return Completion::none();
}

Completion router_init(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options options;
    AW_GUEST_DO(Options::read_method(vm, self, args, kNoPositional, kRouterKeywords, options));
    AW_GUEST_DO(read_common(vm, options, *router));
    router->prefix = options.text("prefix").value_or("");
    router->charge.set(sizeof(RouterObject) + router->prefix.size());
    if (!router->prefix.empty()) AW_GUEST_DO(check_prefix(vm, router->prefix));
    auto& instance = *args.positional[0].as<Instance>();
    lang::write_slot(vm, instance, "prefix", vm.heap().make_str(router->prefix));
    AW_GUEST(Value tags, vm.to_list(options.given("tags").empty() ? vm.heap().make_list()
                                                                  : options.given("tags")));
    lang::write_slot(vm, instance, "tags", std::move(tags));
    const Value& route_class = options.given("route_class");
    lang::write_slot(
        vm, instance, "route_class",
        route_class.empty() ? lang::class_value(*web_state(vm).api_route) : route_class);
    return Completion::none();
}

// app.routes; an included router stands there as one object, whose class has no path or name.
Completion routes(Vm& vm, Native&, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    std::vector<Value> out;
    for (const std::shared_ptr<Route>& route : router->routes)
        out.push_back(make_route_object(vm, route));
    return vm.heap().make_list(out);
}

// "/users/{id}" with what `keywords` give; nothing when the names are not the same.
std::optional<std::string> filled_path(Vm& vm, const Route& route,
                                       std::span<const lang::Keyword> keywords,
                                       Completion& outcome) {
    if (static_cast<std::size_t>(route.pattern.parameter_count) != keywords.size())
        return std::nullopt;
    std::string out;
    for (const PathPattern::Piece& piece : route.pattern.pieces) {
        if (!piece.is_parameter) {
            out += piece.text;
            continue;
        }
        const auto given = std::find_if(keywords.begin(), keywords.end(), [&](const auto& keyword) {
            return keyword.name == piece.text;
        });
        if (given == keywords.end()) return std::nullopt;
        outcome = vm.str(given->value);
        if (!outcome.ok()) return std::nullopt;
        out += lang::text_of(outcome.value());
    }
    return out;
}

Completion raise_no_match(Vm& vm, const std::string& message) {
    Value text = vm.heap().make_str(message);
    return vm.raise(*web_state(vm).no_match_found, std::span<Value>(&text, 1));
}

Completion find_path(Vm& vm, RouterObject& router, std::string_view name,
                     std::span<const lang::Keyword> keywords, int depth,
                     std::optional<std::string>& out);

// "mount:route", or the route's name alone below a mount that has none.
Completion find_in_mount(Vm& vm, const Route& mount, std::string_view name,
                         std::span<const lang::Keyword> keywords, int depth,
                         std::optional<std::string>& out) {
    if (!mount.name.empty() && name == mount.name && keywords.size() == 1 &&
        keywords[0].name == "path" && lang::is_text(keywords[0].value)) {
        std::string_view below = lang::text_of(keywords[0].value);
        while (below.starts_with('/')) below.remove_prefix(1);
        out = mount.path + "/" + std::string(below);
        return Completion::none();
    }
    const std::string prefix = mount.name.empty() ? "" : mount.name + ":";
    auto* router = lang::payload_of<RouterObject>(mount.endpoint);
    if (router == nullptr || !name.starts_with(prefix)) return Completion::none();
    AW_GUEST_DO(find_path(vm, *router, name.substr(prefix.size()), keywords, depth + 1, out));
    if (out) out = mount.path + *out;
    return Completion::none();
}

Completion find_path(Vm& vm, RouterObject& router, std::string_view name,
                     std::span<const lang::Keyword> keywords, int depth,
                     std::optional<std::string>& out) {
    if (depth > kMaxMountDepth) return raise_mounted_too_deep(vm);
    if (!vm.charge(1 + router.all.size())) return vm.out_of_steps();
    AW_GUEST_DO(effective_routes(vm, router));
    for (const std::shared_ptr<Route>& route : router.all) {
        Completion outcome = Completion::none();
        if (route->kind == RouteKind::Mount)
            outcome = find_in_mount(vm, *route, name, keywords, depth, out);
        else if (route->name == name)
            out = filled_path(vm, *route, keywords, outcome);
        if (!outcome.ok()) return outcome;
        if (out) break;
    }
    return Completion::none();
}

Completion url_path_for(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Value name;
    AW_GUEST_DO(lang::bind(vm, self, {args.positional.subspan(1), {}}, {{"name", &name}}));
    std::optional<std::string> path;
    if (lang::is_text(name))
        AW_GUEST_DO(find_path(vm, *router, lang::text_of(name), args.keywords, 0, path));
    if (path) return vm.heap().make_str(*path);
    std::string names;
    for (const lang::Keyword& keyword : args.keywords)
        names += (names.empty() ? "" : ", ") + std::string(keyword.name);
    AW_GUEST(const Value shown, vm.str(name));
    return raise_no_match(vm, "No route exists for name \"" + std::string(lang::text_of(shown)) +
                                  "\" and params \"" + names + "\".");
}

}  // namespace

RouterObject* router_of(CallArgs args) {
    return args.positional.empty() ? nullptr : lang::payload_of<RouterObject>(args.positional[0]);
}

Completion raise_no_router(Vm& vm) {
    return vm.raise("TypeError", "a FastAPI or APIRouter object is needed here");
}

void install_routers(Vm& vm, WebState& state) {
    state.no_match_found = &lang::make_class(vm, "NoMatchFound", {vm.exception_class("Exception")},
                                             "starlette.routing");
    install_route_class(vm, state);
    state.api_router = &lang::make_class(vm, "APIRouter", {}, "fastapi.routing");
    state.fastapi = &lang::make_class(vm, "FastAPI", {}, "fastapi.applications");
    for (Class* cls : {state.api_router, state.fastapi}) {
        cls->construct = construct_router;
        install_route_methods(vm, *cls);
        install_app_methods(vm, *cls);
        lang::def_property(vm, *cls, "routes", routes);
        lang::def(vm, *cls, "url_path_for", url_path_for);
    }
    lang::def(vm, *state.api_router, "__init__", router_init);
    lang::def(vm, *state.fastapi, "__init__", app_init);
    lang::def(vm, *state.fastapi, "__call__", call_app);
    lang::def(vm, *state.fastapi, "openapi", app_openapi);
    install_middleware_methods(vm, *state.fastapi);
}

}  // namespace web
