#include "web/router_objects.h"

#include <array>

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

Completion construct(Vm& vm, Class& cls, CallArgs) {
    Value made = lang::make_instance(vm, cls);
    auto router = std::make_unique<RouterObject>();
    router->charge.set(sizeof(RouterObject));
    router->is_app = vm.is_subclass(cls, *web_state(vm).fastapi);
    made.as<Instance>()->payload = std::move(router);
    return made;
}

Value or_none(const Value& value) { return value.empty() ? Value::none() : value; }

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

Completion app_init(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options options;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kNoPositional, {},
                              Unknown::Ignore, options));
    AW_GUEST_DO(read_common(vm, options, *router));
    AW_GUEST_DO(read_handlers(vm, options.given("exception_handlers"), *router));
    if (!options.given("middleware").empty())
        return vm.stop(lang::StopKind::Refused,
                       "refused: FastAPI(middleware=...) is not offered here; use "
                       "@app.middleware(\"http\")");
    Pages pages;
    pages.title = options.text("title").value_or(pages.title);
    pages.version = options.text("version").value_or(pages.version);
    pages.openapi_url = page_url(options, "openapi_url", pages.openapi_url);
    pages.docs_url = page_url(options, "docs_url", pages.docs_url);
    pages.redoc_url = page_url(options, "redoc_url", pages.redoc_url);
    auto& instance = *args.positional[0].as<Instance>();
    lang::write_slot(vm, instance, "title", vm.heap().make_str(pages.title));
    lang::write_slot(vm, instance, "version", vm.heap().make_str(pages.version));
    lang::write_slot(vm, instance, "description", or_none(options.get("description")));
    lang::write_slot(vm, instance, "debug", Value::boolean(options.flag("debug", false)));
    lang::write_slot(vm, instance, "dependency_overrides", vm.heap().make_dict());
    AW_GUEST(Value state, vm.call(lang::class_value(*web_state(vm).state_object)));
    lang::write_slot(vm, instance, "state", std::move(state));
    add_pages(*router, pages);
    return Completion::none();
}

Completion router_init(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options options;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kNoPositional, {},
                              Unknown::Ignore, options));
    AW_GUEST_DO(read_common(vm, options, *router));
    router->prefix = options.text("prefix").value_or("");
    router->charge.set(sizeof(RouterObject) + router->prefix.size());
    if (!router->prefix.empty()) AW_GUEST_DO(check_prefix(vm, router->prefix));
    auto& instance = *args.positional[0].as<Instance>();
    lang::write_slot(vm, instance, "prefix", vm.heap().make_str(router->prefix));
    AW_GUEST(Value tags, vm.to_list(options.given("tags").empty() ? vm.heap().make_list()
                                                                  : options.given("tags")));
    lang::write_slot(vm, instance, "tags", std::move(tags));
    return Completion::none();
}

// app.routes: objects with path, name, methods and endpoint.
Completion routes(Vm& vm, Native&, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    std::vector<Value> out;
    for (const std::shared_ptr<Route>& route : router->routes) {
        Value made = lang::make_instance(vm, *web_state(vm).api_route);
        auto& instance = *made.as<Instance>();
        lang::write_slot(vm, instance, "path", vm.heap().make_str(route->path));
        lang::write_slot(vm, instance, "name", vm.heap().make_str(route->name));
        std::vector<Value> methods;
        for (const std::string& method : route->methods)
            methods.push_back(vm.heap().make_str(method));
        lang::write_slot(vm, instance, "methods", vm.heap().make_list(methods));
        lang::write_slot(vm, instance, "endpoint", or_none(route->endpoint));
        out.push_back(std::move(made));
    }
    return vm.heap().make_list(out);
}

}  // namespace

RouterObject* router_of(CallArgs args) {
    return args.positional.empty() ? nullptr : lang::payload_of<RouterObject>(args.positional[0]);
}

Completion raise_no_router(Vm& vm) {
    return vm.raise("TypeError", "a FastAPI or APIRouter object is needed here");
}

void install_routers(Vm& vm, WebState& state) {
    state.api_route = &lang::make_class(vm, "APIRoute", {}, "fastapi.routing");
    state.api_router = &lang::make_class(vm, "APIRouter", {}, "fastapi.routing");
    state.fastapi = &lang::make_class(vm, "FastAPI", {}, "fastapi.applications");
    for (Class* cls : {state.api_router, state.fastapi}) {
        cls->construct = construct;
        install_route_methods(vm, *cls);
        install_app_methods(vm, *cls);
        lang::def_property(vm, *cls, "routes", routes);
    }
    lang::def(vm, *state.api_router, "__init__", router_init);
    lang::def(vm, *state.fastapi, "__init__", app_init);
}

}  // namespace web
