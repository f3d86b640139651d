#include "lang/arguments.h"
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

// A decorator's router and what it was told, until it meets its function.
struct Registration : lang::Payload {
    Value router;
    Value what;  // the exception class or status; the event's name
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(router, context);
        each(what, context);
    }
};

Value carry(Vm& vm, const Value& router, const Value& what) {
    auto registration = std::make_unique<Registration>();
    registration->router = router;
    registration->what = what;
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<Instance>()->payload = std::move(registration);
    return carried;
}

RouterObject& target_of(const Registration& registration) {
    return *lang::payload_of<RouterObject>(registration.router);
}

// -- exception handlers --------------------------------------------------------------------------

void add_handler(RouterObject& router, const Value& what, const Value& function) {
    ExceptionHandler handler;
    if (what.is_small())
        handler.status = static_cast<int>(what.as_small());
    else
        handler.cls = what;
    handler.handler = function;
    router.handlers.push_back(std::move(handler));
}

Completion register_handler(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    const auto* registration = lang::payload_of<Registration>(self.bound);
    add_handler(target_of(*registration), registration->what, function);
    return function;
}

Completion exception_handler(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Value what;
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args), {{"exc_class_or_status_code", &what}}));
    return lang::make_native(vm, "decorator", register_handler,
                             carry(vm, args.positional[0], what));
}

Completion add_exception_handler(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Value what;
    Value handler;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"exc_class_or_status_code", &what}, {"handler", &handler}}));
    add_handler(*router, what, handler);
    return Completion::none();
}

// -- middleware ----------------------------------------------------------------------------------

Completion register_middleware(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    target_of(*lang::payload_of<Registration>(self.bound)).middleware.push_back(function);
    return function;
}

Completion middleware(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Value type;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"middleware_type", &type}}));
    if (!lang::is_text(type) || lang::text_of(type) != "http")
        return vm.raise("AssertionError", "Currently only middleware(\"http\") is supported.");
    return lang::make_native(vm, "decorator", register_middleware,
                             carry(vm, args.positional[0], type));
}

// BaseHTTPMiddleware(app, dispatch=None): a subclass has its own dispatch.
Completion base_middleware_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "BaseHTTPMiddleware");
    Value app;
    Value dispatch = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"app", &app}, {"dispatch", &dispatch, lang::kOptional}}));
    lang::write_slot(vm, *instance, "app", app);
    AW_GUEST(const Value own, vm.find_attribute(args.positional[0], "dispatch"));
    lang::write_slot(vm, *instance, "dispatch_func",
                     dispatch.is_none() && !own.empty() ? own : dispatch);
    return Completion::none();
}

Completion add_middleware(Vm& vm, Native&, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    const Value cls = args.positional.size() > 1 ? args.positional[1] : Value();
    const auto* wanted = cls.try_as<Class>();
    if (!wanted) return vm.raise("TypeError", "add_middleware() takes a middleware class");
    if (!vm.is_subclass(*wanted, *web_state(vm).base_middleware))
        return vm.stop(lang::StopKind::Refused,
                       "refused: add_middleware() takes subclasses of BaseHTTPMiddleware here; "
                       "other middleware is not offered");
    std::vector<Value> positional{Value::none()};
    AW_GUEST(const Value made, vm.call(cls, positional, args.keywords));
    AW_GUEST(const Value dispatch, vm.get_attribute(made, "dispatch_func"));
    router->middleware.push_back(dispatch);
    return Completion::none();
}

// -- events --------------------------------------------------------------------------------------

Completion add_event(Vm& vm, RouterObject& router, const Value& event, const Value& function) {
    const std::string_view name = lang::is_text(event) ? lang::text_of(event) : "";
    if (name == "startup")
        router.on_startup.push_back(function);
    else if (name == "shutdown")
        router.on_shutdown.push_back(function);
    else
        return vm.raise("AssertionError", "the event must be 'startup' or 'shutdown'");
    return Completion::none();
}

Completion register_event(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    const auto* registration = lang::payload_of<Registration>(self.bound);
    AW_GUEST_DO(add_event(vm, target_of(*registration), registration->what, function));
    return function;
}

Completion on_event(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Value event;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"event_type", &event}}));
    return lang::make_native(vm, "decorator", register_event, carry(vm, args.positional[0], event));
}

Completion add_event_handler(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    Value event;
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"event_type", &event}, {"func", &function}}));
    return add_event(vm, *router, event, function);
}

Completion refused(Vm& vm, Native& self, CallArgs) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: " + std::string(self.name) + "() is not offered here");
}

}  // namespace

void install_app_methods(Vm& vm, Class& cls) {
    lang::def(vm, cls, "exception_handler", exception_handler);
    lang::def(vm, cls, "add_exception_handler", add_exception_handler);
    lang::def(vm, cls, "middleware", middleware);
    lang::def(vm, cls, "add_middleware", add_middleware);
    lang::def(vm, cls, "on_event", on_event);
    lang::def(vm, cls, "add_event_handler", add_event_handler);
    for (const std::string_view name : {"mount", "websocket", "websocket_route",
                                        "add_api_websocket_route", "add_websocket_route", "host"})
        lang::def(vm, cls, name, refused);
}

void install_base_middleware(Vm& vm, WebState& state) {
    state.base_middleware =
        &lang::make_class(vm, "BaseHTTPMiddleware", {}, "starlette.middleware.base");
    lang::def(vm, *state.base_middleware, "__init__", base_middleware_init);
}

}  // namespace web
