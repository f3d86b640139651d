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

Value carry_registration(Vm& vm, const Value& router, const Value& what) {
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
                             carry_registration(vm, args.positional[0], what));
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
    return lang::make_native(vm, "decorator", register_event,
                             carry_registration(vm, args.positional[0], event));
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

Completion refused_method(Vm& vm, Native& self, CallArgs) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: " + std::string(self.name) + "() is not offered here");
}

}  // namespace

void install_app_methods(Vm& vm, Class& cls) {
    lang::def(vm, cls, "exception_handler", exception_handler);
    lang::def(vm, cls, "add_exception_handler", add_exception_handler);
    lang::def(vm, cls, "on_event", on_event);
    // Starlette 1.0 took it out of applications.
    if (cls.name == "APIRouter") lang::def(vm, cls, "add_event_handler", add_event_handler);
    for (const std::string_view name : {"host", "frontend"})
        lang::def(vm, cls, name, refused_method);
}

}  // namespace web
