#include "web/route_object.h"

#include <array>

#include "web/context.h"
#include "web/handle.h"
#include "web/native_coroutine.h"
#include "web/openapi_document.h"
#include "web/param_read.h"
#include "web/request_object.h"
#include "web/respond.h"
#include "web/response_objects.h"
#include "web/router_objects.h"
#include "web/scope.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Instance;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// Behind APIRoute objects, and behind what their get_route_handler() gives.
struct RoutePayload : lang::Payload {
    std::shared_ptr<Route> route;  // null before __init__
};

// Where __init__ leaves what get_route_handler() gave.
constexpr std::string_view kHandlerSlot = "_route_handler";

Value texts(Vm& vm, const std::vector<std::string>& all) {
    std::vector<Value> out;
    for (const std::string& one : all) out.push_back(vm.heap().make_str(one));
    return vm.heap().make_list(out);
}

void fill_slots(Vm& vm, Instance& instance, const Route& route) {
    if (route.kind == RouteKind::Included) {
        lang::write_slot(vm, instance, "original_router", route.inclusion.router);
        return;
    }
    const auto text = [&](const std::string& s) { return vm.heap().make_str(s); };
    lang::write_slot(vm, instance, "path", text(route.path));
    lang::write_slot(vm, instance, "path_format", text(path_format(route.pattern)));
    const bool unnamed = route.kind == RouteKind::Mount && route.name.empty();
    lang::write_slot(vm, instance, "name", unnamed ? Value::none() : text(route.name));
    Value listed = texts(vm, route.methods);
    Completion methods = vm.call(lang::class_value(*vm.classes.set), std::span<Value>(&listed, 1));
    lang::write_slot(vm, instance, "methods", methods.ok() ? methods.take() : Value::none());
    lang::write_slot(vm, instance, "endpoint", or_none(route.endpoint));
    lang::write_slot(vm, instance, "tags", texts(vm, route.doc.tags));
    lang::write_slot(vm, instance, "summary", or_none(route.doc.summary));
    const Value about = route_description(vm, route);
    lang::write_slot(vm, instance, "description", about.empty() ? text("") : about);
    lang::write_slot(vm, instance, "operation_id", or_none(route.doc.operation_id));
    lang::write_slot(vm, instance, "include_in_schema", Value::boolean(route.doc.in_schema));
    lang::write_slot(vm, instance, "unique_id",
                     text(route.kind == RouteKind::Function ? unique_id(route) : ""));
    lang::write_slot(vm, instance, "deprecated",
                     route.doc.deprecated ? Value::true_() : Value::none());
    lang::write_slot(vm, instance, "dependencies", vm.heap().make_list(route.dependencies));
    const ResponsePlan& response = route.response;
    lang::write_slot(vm, instance, "response_model", or_none(response.model));
    lang::write_slot(vm, instance, "status_code",
                     response.status_code ? Value::small(*response.status_code) : Value::none());
}

Value carry(Vm& vm, Class& cls, std::shared_ptr<Route> route) {
    Value made = lang::make_instance(vm, cls);
    auto payload = std::make_unique<RoutePayload>();
    payload->route = std::move(route);
    made.as<Instance>()->payload = std::move(payload);
    return made;
}

Completion construct(Vm& vm, Class& cls, CallArgs) { return carry(vm, cls, nullptr); }

Completion no_construct(Vm& vm, Class& cls, CallArgs) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: starlette's " + cls.name +
                       "(...) is not offered here; app.add_route() and app.mount() are");
}

Class& class_for(Vm& vm, RouteKind kind) {
    const WebState& state = web_state(vm);
    if (kind == RouteKind::Function) return *state.api_route;
    if (kind == RouteKind::Included) return *state.included_router;
    return kind == RouteKind::Mount ? *state.mount : *state.route;
}

// -- APIRoute(path, endpoint, ...) ---------------------------------------------------------------

Completion route_init(Vm& vm, Native& self, CallArgs args) {
    auto* payload =
        args.positional.empty() ? nullptr : lang::payload_of<RoutePayload>(args.positional[0]);
    if (payload == nullptr) return vm.raise("TypeError", "an APIRoute object is needed here");
    const Value object = args.positional[0];
    Options given;
    AW_GUEST_DO(read_api_route(vm, self, lang::without_self(args), given));
    RouteOptions options;
    AW_GUEST_DO(read_route_options(vm, given, options));
    AW_GUEST_DO(plan_one_route(vm, *given.text("path"), given.get("endpoint"), std::move(options),
                               payload->route));
    auto& instance = *object.as<Instance>();
    fill_slots(vm, instance, *payload->route);
    AW_GUEST(const Value handler, vm.call_method(object, "get_route_handler"));
    lang::write_slot(vm, instance, kHandlerSlot, handler);
    return Completion::none();
}

// -- the handler that FastAPI itself gives -------------------------------------------------------

// Is the method, as this object has it, a native of the class `from`?
bool is_own(Vm& vm, const Value& object, const Class& from, std::string_view name) {
    const Value found = vm.find_in_class(vm.class_of(object), name);
    const Value ours = vm.find_in_class(from, name);
    return found.try_as<Native>() != nullptr && found.try_as<Native>() == ours.try_as<Native>();
}

// The request that a handler was given: perhaps of a class of the program, with another scope.
Completion read_handed(Vm& vm, const Exchange& around, const Value& handed, http::Request& out) {
    const Value scope = made_scope(handed);
    if (scope.empty()) {
        out = around.request;
        return Completion::none();
    }
    AW_GUEST_DO(read_scope(vm, scope, out));
    out.body = around.request.body;
    out.app_root_path = around.request.app_root_path;
    return Completion::none();
}

// The Response object for what the function gave.
Completion response_for(Exchange& exchange, const Value& result) {
    Vm& vm = exchange.vm;
    if (is_response(vm, result)) {
        auto& given = *result.as<Instance>();
        const Value background = lang::read_slot(given, "background");
        if ((background.empty() || background.is_none()) && !exchange.background.empty())
            lang::write_slot(vm, given, "background", exchange.background);
        return result;
    }
    AW_GUEST_DO(render_result(exchange, result));
    const ResponsePlan& plan = exchange.route->response;
    Value made = exchange.made_response;
    if (exchange.route->plan.streams)
        made = make_passed_response(vm, exchange.response);
    else if (made.empty() || lang::payload_of<ResponsePayload>(made) == nullptr)
        made = make_response_object(
            vm, exchange.response,
            plan.type ? *web_state(vm).response : *web_state(vm).json_response);
    else
        lang::payload_of<ResponsePayload>(made)->headers = exchange.response.headers;
    lang::write_slot(vm, *made.as<Instance>(), "background", or_none(exchange.background));
    return made;
}

void take_generators(std::vector<OpenGenerator>& from, std::vector<OpenGenerator>& to) {
    for (OpenGenerator& open : from) to.push_back(std::move(open));
    from.clear();
}

Completion answer_handed(Vm& vm, std::span<Value> arguments) {
    Exchange* around = web_state(vm).current;
    const std::shared_ptr<Route> route = route_of(arguments[0]);
    const Value handed = arguments[1];
    if (lang::payload_of<RequestPayload>(handed) == nullptr)
        return vm.raise("AttributeError",
                        "'" + vm.class_of(handed).name + "' object has no attribute 'scope'");
    if (around == nullptr || route == nullptr || around->route != route)
        return vm.raise("AssertionError", "fastapi_middleware_astack not found in request scope");
    http::Request request;
    AW_GUEST_DO(read_handed(vm, *around, handed, request));
    Exchange inner{vm, around->web, request};
    inner.depth = around->depth;
    inner.is_inner = true;
    inner.begin_routing(route, around->captures);
    inner.request_object = handed;
    inner.path_params = lang::payload_of<RequestPayload>(handed)->path_params;
    const Class& plain = *web_state(vm).request;
    inner.body_is_asked = !is_own(vm, handed, plain, "body");
    inner.json_is_asked = !is_own(vm, handed, plain, "json");
    const Current current(inner);
    Completion outcome = run_endpoint(inner);
    take_generators(inner.function_stack, around->function_stack);
    take_generators(inner.request_stack, around->request_stack);
    if (!outcome.ok()) return outcome;
    return response_for(inner, outcome.value());
}

Completion handler_call(Vm& vm, Native& self, CallArgs args) {
    Value request;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"request", &request}}));
    return make_native_coroutine(vm, answer_handed, {self.bound, request});
}

Completion get_route_handler(Vm& vm, Native&, CallArgs args) {
    const std::shared_ptr<Route>& placed = web_state(vm).placed_route;
    std::shared_ptr<Route> route = args.positional.empty() ? nullptr : route_of(args.positional[0]);
    if (route == nullptr)
        return vm.raise("AttributeError", "get_route_handler() before APIRoute.__init__()");
    if (placed != nullptr && placed->object.same_as(args.positional[0])) route = placed;
    return lang::make_native(vm, "app", handler_call,
                             carry(vm, *vm.classes.object, std::move(route)));
}

// -- a subclass as route_class= ------------------------------------------------------------------

void put(std::vector<Keyword>& keywords, std::string_view name, const Value& value) {
    if (!value.empty()) keywords.push_back({name, value});
}

Completion merged_responses(Vm& vm, const RouteDoc& doc, Value& out) {
    out = vm.heap().make_dict();
    for (Value one : doc.responses)
        AW_GUEST_DO(vm.call_method(out, "update", std::span<Value>(&one, 1)));
    return Completion::none();
}

// What the router was told, as keyword arguments of the class.
Completion keywords_of(Vm& vm, const RouteOptions& options, std::vector<Keyword>& out) {
    const ResponsePlan& response = options.response;
    Value responses;
    AW_GUEST_DO(merged_responses(vm, options.doc, responses));
    if (response.model_given) put(out, "response_model", response.model);
    if (response.status_code) put(out, "status_code", Value::small(*response.status_code));
    put(out, "tags", texts(vm, options.doc.tags));
    put(out, "dependencies", vm.heap().make_list(options.dependencies));
    put(out, "summary", options.doc.summary);
    put(out, "description", options.doc.description);
    put(out, "response_description", options.doc.response_description);
    put(out, "responses", responses);
    put(out, "deprecated", options.doc.deprecated ? Value::true_() : Value::none());
    if (!options.name.empty()) put(out, "name", vm.heap().make_str(options.name));
    put(out, "methods", options.methods.empty() ? Value::none() : texts(vm, options.methods));
    put(out, "operation_id", options.doc.operation_id);
    put(out, "response_model_include", response.dump.include);
    put(out, "response_model_exclude", response.dump.exclude);
    put(out, "response_model_by_alias", Value::boolean(response.dump.by_alias.value_or(true)));
    put(out, "response_model_exclude_unset", Value::boolean(response.dump.exclude_unset));
    put(out, "response_model_exclude_defaults", Value::boolean(response.dump.exclude_defaults));
    put(out, "response_model_exclude_none", Value::boolean(response.dump.exclude_none));
    put(out, "include_in_schema", Value::boolean(options.doc.in_schema));
    put(out, "response_class", response.response_class);
    put(out, "openapi_extra", options.doc.openapi_extra);
    put(out, "generate_unique_id_function", options.doc.unique_id);
    return Completion::none();
}

Completion check_route_class(Vm& vm, const Value& value) {
    const Class& base = *web_state(vm).api_route;
    auto* cls = value.try_as<Class>();
    if (cls == nullptr || !vm.is_subclass(*cls, base))
        return vm.stop(lang::StopKind::Refused,
                       "refused: a route_class that is no subclass of APIRoute is not built here");
    for (const std::string_view name : {"matches", "handle", "app", "url_path_for"})
        if (!vm.find_in_class(*cls, name).empty())
            return vm.stop(lang::StopKind::Refused, "refused: a route_class with its own " +
                                                        std::string(name) + "() is not built here");
    return Completion::none();
}

}  // namespace

std::shared_ptr<Route> route_of(const Value& value) {
    const auto* payload = lang::payload_of<RoutePayload>(value);
    return payload ? payload->route : nullptr;
}

Value make_route_object(Vm& vm, const std::shared_ptr<Route>& route) {
    Value known = route->object;
    if (route_of(known) == route) return known;
    Class& cls = known.empty() ? class_for(vm, route->kind) : vm.class_of(known);
    Value made = carry(vm, cls, route);
    fill_slots(vm, *made.as<Instance>(), *route);
    if (known.empty()) route->object = made;
    return made;
}

void read_back(Route& route) {
    const auto* object = route.object.try_as<Instance>();
    if (object == nullptr) return;
    const auto read = [&](std::string_view name, Value& to) {
        const Value value = lang::read_slot(*object, name);
        if (!value.empty()) to = value.is_none() ? Value() : value;
    };
    read("operation_id", route.doc.operation_id);
    read("summary", route.doc.summary);
    read("description", route.doc.description);
    const Value shown = lang::read_slot(*object, "include_in_schema");
    if (!shown.empty()) route.doc.in_schema = shown.is_true();
    const Value tags = lang::read_slot(*object, "tags");
    if (const auto* list = tags.try_as<lang::List>()) {
        route.doc.tags.clear();
        for (const Value& tag : list->items)
            if (lang::is_text(tag)) route.doc.tags.emplace_back(lang::text_of(tag));
    }
}

Completion add_custom_route(Vm& vm, RouterObject& router, const Value& cls, std::string_view path,
                            const Value& endpoint, RouteOptions options) {
    AW_GUEST_DO(check_route_class(vm, cls));
    join_router(router, options);
    std::vector<Value> positional{vm.heap().make_str(router.prefix + std::string(path))};
    std::vector<Keyword> keywords{{"endpoint", endpoint}};
    AW_GUEST_DO(keywords_of(vm, options, keywords));
    AW_GUEST(const Value object, vm.call(cls, positional, keywords));
    std::shared_ptr<Route> route = route_of(object);
    if (route == nullptr)
        return vm.raise("AttributeError",
                        "'" + vm.class_of(object).name + "' object has no attribute 'app'");
    route->object = object;
    route->handler = lang::read_slot(*object.as<Instance>(), kHandlerSlot);
    router.routes.push_back(std::move(route));
    ++web_state(vm).routes_version;
    return Completion::none();
}

Completion place_custom_route(Vm& vm, const Route& original, const std::shared_ptr<Route>& placed) {
    placed->object = original.object;
    std::shared_ptr<Route>& current = web_state(vm).placed_route;
    const std::shared_ptr<Route> before = current;
    current = placed;
    Completion handler = vm.call_method(original.object, "get_route_handler");
    web_state(vm).placed_route = before;
    if (!handler.ok()) return handler;
    placed->handler = handler.value();
    return Completion::none();
}

Completion ask_route_handler(Exchange& exchange) {
    Vm& vm = exchange.vm;
    AW_GUEST_DO(convert_path(exchange));
    std::vector<Value> arguments{exchange.request_value()};
    AW_GUEST(const Value called, call_apart(vm, Value(exchange.route->handler), arguments));
    AW_GUEST(const Value result, finish_awaitable(vm, called));
    if (!is_response(vm, result))
        return vm.raise("TypeError", "'" + vm.class_of(result).name + "' object is not callable");
    return to_response(exchange, result);
}

void install_route_class(Vm& vm, WebState& state) {
    constexpr std::string_view kStarlette = "starlette.routing";
    state.base_route = &lang::make_class(vm, "BaseRoute", {vm.classes.object}, kStarlette);
    state.route = &lang::make_class(vm, "Route", {state.base_route}, kStarlette);
    state.mount = &lang::make_class(vm, "Mount", {state.base_route}, kStarlette);
    state.included_router =
        &lang::make_class(vm, "_IncludedRouter", {state.base_route}, "fastapi.routing");
    for (Class* base : {state.base_route, state.route, state.mount, state.included_router})
        base->construct = no_construct;
    Class& cls = lang::make_class(vm, "APIRoute", {state.route}, "fastapi.routing");
    cls.construct = construct;
    lang::def(vm, cls, "__init__", route_init);
    lang::def(vm, cls, "get_route_handler", get_route_handler);
    state.api_route = &cls;
}

}  // namespace web
