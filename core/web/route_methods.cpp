#include <array>

#include "web/router_objects.h"
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
    HeapCharge charge;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(router, context);
    }
};

constexpr std::array<std::string_view, 1> kPath{"path"};
constexpr std::array<std::string_view, 2> kPathAndEndpoint{"path", "endpoint"};
constexpr std::array<std::string_view, 26> kKeywords{
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

Completion read_options(Vm& vm, const Options& given, RouteOptions& out) {
    AW_GUEST_DO(items_of(vm, given.given("dependencies"), out.dependencies));
    AW_GUEST_DO(texts_of(vm, given.given("methods"), out.methods));
    out.response.status_code = status_of(given.given("status_code"));
    out.response.response_class = given.given("response_class");
    out.response.model_given = !given.get("response_model").empty();
    out.response.model = given.get("response_model");
    out.name = given.text("name").value_or("");
    return Completion::none();
}

Completion decorate(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    const auto* decorator = lang::payload_of<DecoratorPayload>(self.bound);
    auto* router = lang::payload_of<RouterObject>(decorator->router);
    AW_GUEST_DO(add_route(vm, *router, decorator->path, function, decorator->options));
    return function;
}

Completion make_decorator(Vm& vm, Native& self, CallArgs args, std::string_view method) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options given;
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kPath, kKeywords, Unknown::Refuse,
                              given));
    const std::optional<std::string> path = given.text("path");
    if (!path)
        return vm.raise("TypeError", std::string(self.name) +
                                         "() missing 1 required positional argument: 'path'");
    auto payload = std::make_unique<DecoratorPayload>();
    payload->router = args.positional[0];
    if (!vm.has_room(sizeof(DecoratorPayload) + path->size())) return vm.out_of_memory();
    payload->charge.set(sizeof(DecoratorPayload) + path->size());
    payload->path = *path;
    AW_GUEST_DO(read_options(vm, given, payload->options));
    if (!method.empty()) payload->options.methods = {std::string(method)};
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<Instance>()->payload = std::move(payload);
    return lang::make_native(vm, "decorator", decorate, std::move(carried));
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
    AW_GUEST_DO(Options::read(vm, self, lang::without_self(args), kPathAndEndpoint, kKeywords,
                              Unknown::Refuse, given));
    RouteOptions options;
    AW_GUEST_DO(read_options(vm, given, options));
    const Value& endpoint = given.get("endpoint");
    if (!given.text("path") || endpoint.empty())
        return vm.raise("TypeError", "add_api_route() needs a path and an endpoint");
    return add_route(vm, *router, *given.text("path"), endpoint, std::move(options));
}

Completion include(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kRouter{"router"};
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Options given;
    AW_GUEST_DO(
        Options::read(vm, self, lang::without_self(args), kRouter, {}, Unknown::Ignore, given));
    const auto* included = lang::payload_of<RouterObject>(given.get("router"));
    if (!included) return vm.raise("AttributeError", "include_router() needs an APIRouter object");
    std::vector<Value> dependencies;
    AW_GUEST_DO(items_of(vm, given.given("dependencies"), dependencies));
    return include_router(vm, *router, *included, given.text("prefix").value_or(""), dependencies);
}

}  // namespace

void install_route_methods(Vm& vm, Class& cls) {
    for (const std::string_view name :
         {"get", "put", "post", "delete", "options", "head", "patch", "trace"})
        lang::def(vm, cls, name, method_decorator);
    lang::def(vm, cls, "api_route", api_route);
    lang::def(vm, cls, "add_api_route", add_api_route);
    lang::def(vm, cls, "include_router", include);
}

}  // namespace web
