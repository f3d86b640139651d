#include <array>

#include "web/route_object.h"
#include "web/router_objects.h"
#include "web/signature.h"
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

// What a decorator was told, until it meets its function.
struct DecoratorPayload : lang::Payload {
    Value router;
    std::string path;
    RouteOptions options;
    Value route_class;  // route_class_override=
    HeapCharge charge;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(router, context);
        each(route_class, context);
    }
};

constexpr std::array<std::string_view, 1> kPath{"path"};
constexpr std::array<std::string_view, 2> kPathAndEndpoint{"path", "endpoint"};
constexpr std::array<std::string_view, 26> kRouteKeywords{
    "response_model",
    "status_code",
    "tags",
    "dependencies",
    "summary",
    "description",
    "response_description",
    "responses",
    "deprecated",
    "operation_id",
    "response_model_include",
    "response_model_exclude",
    "response_model_by_alias",
    "response_model_exclude_unset",
    "response_model_exclude_defaults",
    "response_model_exclude_none",
    "include_in_schema",
    "response_class",
    "name",
    "callbacks",
    "openapi_extra",
    "generate_unique_id_function",
    "methods",
    "route_class_override",
    "strict_content_type",
    "openapi_url",
};

// An int, or a member of an IntEnum such as http.HTTPStatus.
std::optional<int> status_of(const Value& given) {
    Value value = given;
    if (const auto* instance = given.try_as<Instance>(); instance && !instance->wrapped.empty())
        value = instance->wrapped;
    if (!value.is_small()) return std::nullopt;
    return static_cast<int>(value.as_small());
}

Completion read_route_doc(Vm& vm, const Options& given, RouteDoc& out) {
    AW_GUEST_DO(read_tags(vm, given.given("tags"), out.tags));
    AW_GUEST_DO(items_of(vm, given.given("callbacks"), out.callbacks));
    out.summary = given.given("summary");
    out.description = given.given("description");
    out.operation_id = given.given("operation_id");
    out.openapi_extra = given.given("openapi_extra");
    out.response_description = given.given("response_description");
    out.unique_id = given.given("generate_unique_id_function");
    if (!given.given("responses").empty()) out.responses.push_back(given.given("responses"));
    out.deprecated = given.flag("deprecated", false);
    out.in_schema = given.flag("include_in_schema", true);
    return Completion::none();
}

// A list of names stands for the set of them.
Completion read_name_list(Vm& vm, const Value& given, Value& out) {
    out = given;
    if (!given.is(lang::Kind::List) && !given.is(lang::Kind::Tuple)) return Completion::none();
    Value argument = given;
    AW_GUEST(out, vm.call(lang::class_value(*vm.classes.set), std::span<Value>(&argument, 1)));
    return Completion::none();
}

Completion read_dump(Vm& vm, const Options& given, DumpOptions& out) {
    AW_GUEST_DO(read_name_list(vm, given.given("response_model_include"), out.include));
    AW_GUEST_DO(read_name_list(vm, given.given("response_model_exclude"), out.exclude));
    out.by_alias = given.flag("response_model_by_alias", true);
    out.exclude_unset = given.flag("response_model_exclude_unset", false);
    out.exclude_defaults = given.flag("response_model_exclude_defaults", false);
    out.exclude_none = given.flag("response_model_exclude_none", false);
    return Completion::none();
}

// route_class_override=, or the router's route_class: FastAPI's own is planned without an object.
Completion register_route(Vm& vm, const Value& router, std::string_view path, const Value& endpoint,
                          RouteOptions options, Value route_class) {
    if (route_class.empty()) route_class = lang::read_slot(*router.as<Instance>(), "route_class");
    auto& object = *lang::payload_of<RouterObject>(router);
    if (route_class.empty() || route_class.try_as<Class>() == web_state(vm).api_route)
        return add_route(vm, object, path, endpoint, std::move(options));
    return add_custom_route(vm, object, route_class, path, endpoint, std::move(options));
}

Completion decorate_route(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    const auto* decorator = lang::payload_of<DecoratorPayload>(self.bound);
    AW_GUEST_DO(register_route(vm, decorator->router, decorator->path, function, decorator->options,
                               decorator->route_class));
    return function;
}

Completion make_decorator(Vm& vm, Native& self, CallArgs args, std::string_view method) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options given;
    AW_GUEST_DO(Options::read_method(vm, self, args, kPath, kRouteKeywords, given));
    const std::optional<std::string> path = given.text("path");
    if (!path)
        return vm.raise("TypeError", std::string(self.name) +
                                         "() missing 1 required positional argument: 'path'");
    auto payload = std::make_unique<DecoratorPayload>();
    payload->router = args.positional[0];
    if (!vm.has_room(sizeof(DecoratorPayload) + path->size())) return vm.out_of_memory();
    payload->charge.set(sizeof(DecoratorPayload) + path->size());
    payload->path = *path;
    AW_GUEST_DO(read_route_options(vm, given, payload->options));
    payload->route_class = given.given("route_class_override");
    if (!method.empty()) payload->options.methods = {std::string(method)};
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<Instance>()->payload = std::move(payload);
    return lang::make_native(vm, "decorator", decorate_route, std::move(carried));
}

// The native's name in upper case is the method: get, post ...
Completion method_decorator(Vm& vm, Native& self, CallArgs args) {
    std::string method;
    for (const char c : self.name) method += static_cast<char>(c - 'a' + 'A');
    return make_decorator(vm, self, args, method);
}

Completion api_route(Vm& vm, Native& self, CallArgs args) {
    return make_decorator(vm, self, args, "");
}

Completion add_api_route(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options given;
    AW_GUEST_DO(read_api_route(vm, self, lang::without_self(args), given));
    RouteOptions options;
    AW_GUEST_DO(read_route_options(vm, given, options));
    return register_route(vm, args.positional[0], *given.text("path"), given.get("endpoint"),
                          std::move(options), given.given("route_class_override"));
}

Completion include(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kRouter{"router"};
    static constexpr std::array<std::string_view, 9> kKeywords{"prefix",
                                                               "tags",
                                                               "dependencies",
                                                               "responses",
                                                               "callbacks",
                                                               "default_response_class",
                                                               "deprecated",
                                                               "include_in_schema",
                                                               "generate_unique_id_function"};
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options given;
    AW_GUEST_DO(Options::read_method(vm, self, args, kRouter, kKeywords, given));
    Inclusion inclusion;
    inclusion.router = given.get("router");
    if (lang::payload_of<RouterObject>(inclusion.router) == nullptr)
        return vm.raise("AttributeError", "include_router() needs an APIRouter object");
    AW_GUEST_DO(items_of(vm, given.given("dependencies"), inclusion.dependencies));
    inclusion.prefix = given.text("prefix").value_or("");
    inclusion.response_class = given.given("default_response_class");
    AW_GUEST_DO(read_route_doc(vm, given, inclusion.doc));
    return include_router(vm, *router, std::move(inclusion));
}

// -- other kinds of routes -----------------------------------------------------------------------

std::string without_last_slash(std::string path) {
    while (path.ends_with('/')) path.pop_back();
    return path;
}

Completion mount(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Value path, app;
    Value name = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"path", &path}, {"app", &app}, {"name", &name, lang::kOptional}}));
    auto route = std::make_shared<Route>();
    route->kind = RouteKind::Mount;
    route->path = without_last_slash(lang::is_text(path) ? std::string(lang::text_of(path)) : "");
    if (!route->path.empty() && !route->path.starts_with('/'))
        return vm.raise("AssertionError", "Routed paths must start with '/'");
    route->name = lang::is_text(name) ? std::string(lang::text_of(name)) : "";
    route->endpoint = app;
    return add_other_route(vm, *router, std::move(route));
}

Completion make_plain_route(Vm& vm, const Options& given, const Value& endpoint, Route& route) {
    route.path = given.text("path").value_or("");
    route.endpoint = endpoint;
    route.name = given.text("name").value_or(display_name(vm, endpoint));
    AW_GUEST_DO(texts_of(vm, given.given("methods"), route.methods));
    return Completion::none();
}

Completion add_plain(Vm& vm, RouterObject& router, RouteKind kind, const Options& given,
                     const Value& endpoint) {
    auto route = std::make_shared<Route>();
    route->kind = kind;
    AW_GUEST_DO(make_plain_route(vm, given, endpoint, *route));
    return add_other_route(vm, router, std::move(route));
}

constexpr std::array<std::string_view, 4> kPlainNames{"path", "methods", "name",
                                                      "include_in_schema"};
constexpr std::array<std::string_view, 5> kPlainWithEndpoint{"path", "endpoint", "methods", "name",
                                                             "include_in_schema"};
constexpr std::array<std::string_view, 3> kSocketNames{"path", "name", "dependencies"};
constexpr std::array<std::string_view, 4> kSocketWithEndpoint{"path", "endpoint", "name",
                                                              "dependencies"};

template <RouteKind kKind>
Completion add_plain_route(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    constexpr bool kSocket = kKind == RouteKind::WebSocket;
    Options given;
    AW_GUEST_DO(Options::read_method(
        vm, self, args,
        kSocket ? std::span<const std::string_view>(kSocketWithEndpoint) : kPlainWithEndpoint, {},
        given));
    return add_plain(vm, *router, kKind, given, given.get("endpoint"));
}

struct PlainPayload : lang::Payload {
    Value router;
    RouteKind kind = RouteKind::Plain;
    std::string path;
    std::string name;
    std::vector<std::string> methods;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(router, context);
    }
};

Completion decorate_plain(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    auto* payload = lang::payload_of<PlainPayload>(self.bound);
    auto route = std::make_shared<Route>();
    route->kind = payload->kind;
    route->path = payload->path;
    route->methods = payload->methods;
    route->name = payload->name.empty() ? display_name(vm, function) : payload->name;
    route->endpoint = function;
    AW_GUEST_DO(
        add_other_route(vm, *lang::payload_of<RouterObject>(payload->router), std::move(route)));
    return function;
}

template <RouteKind kKind>
Completion plain_decorator(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    constexpr bool kSocket = kKind == RouteKind::WebSocket;
    Options given;
    AW_GUEST_DO(Options::read_method(
        vm, self, args, kSocket ? std::span<const std::string_view>(kSocketNames) : kPlainNames, {},
        given));
    auto payload = std::make_unique<PlainPayload>();
    payload->router = args.positional[0];
    payload->kind = kKind;
    payload->path = router->prefix + given.text("path").value_or("");
    payload->name = given.text("name").value_or("");
    AW_GUEST_DO(texts_of(vm, given.given("methods"), payload->methods));
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<Instance>()->payload = std::move(payload);
    return lang::make_native(vm, "decorator", decorate_plain, std::move(carried));
}

}  // namespace

Completion read_route_options(Vm& vm, const Options& given, RouteOptions& out) {
    AW_GUEST_DO(read_route_doc(vm, given, out.doc));
    AW_GUEST_DO(read_dump(vm, given, out.response.dump));
    AW_GUEST_DO(items_of(vm, given.given("dependencies"), out.dependencies));
    AW_GUEST_DO(texts_of(vm, given.given("methods"), out.methods));
    out.response.status_code = status_of(given.given("status_code"));
    out.response.response_class = given.given("response_class");
    out.response.model_given = !given.get("response_model").empty();
    out.response.model = given.get("response_model");
    out.name = given.text("name").value_or("");
    if (!given.given("strict_content_type").empty())
        out.strict_content_type = given.flag("strict_content_type", true);
    return Completion::none();
}

Completion read_api_route(Vm& vm, const Native& self, CallArgs args, Options& out) {
    AW_GUEST_DO(
        Options::read(vm, self, args, kPathAndEndpoint, kRouteKeywords, Unknown::Refuse, out));
    if (out.text("path") && !out.get("endpoint").empty()) return Completion::none();
    return vm.raise("TypeError", std::string(self.name) + "() needs a path and an endpoint");
}

void install_route_methods(Vm& vm, Class& cls) {
    for (const std::string_view name :
         {"get", "put", "post", "delete", "options", "head", "patch", "trace"})
        lang::def(vm, cls, name, method_decorator);
    lang::def(vm, cls, "api_route", api_route);
    lang::def(vm, cls, "add_api_route", add_api_route);
    lang::def(vm, cls, "include_router", include);
    lang::def(vm, cls, "mount", mount);
    lang::def(vm, cls, "add_route", add_plain_route<RouteKind::Plain>);
    lang::def(vm, cls, "route", plain_decorator<RouteKind::Plain>);
    lang::def(vm, cls, "websocket", plain_decorator<RouteKind::WebSocket>);
    lang::def(vm, cls, "websocket_route", plain_decorator<RouteKind::WebSocket>);
    lang::def(vm, cls, "add_api_websocket_route", add_plain_route<RouteKind::WebSocket>);
    lang::def(vm, cls, "add_websocket_route", add_plain_route<RouteKind::WebSocket>);
}

}  // namespace web
