#include "web/middleware_objects.h"

#include "lang/arguments.h"
#include "web/middleware.h"
#include "web/router_objects.h"
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

// Middleware(Class, *args, **kwargs), and a router that waits for a decorated function.
struct EntryPayload : lang::Payload {
    MiddlewareEntry entry;
    Value router;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        entry.visit(each, context);
        each(router, context);
    }
};

// positional[0] is the class, the rest are its arguments.
Completion make_entry(Vm& vm, const Native& self, CallArgs args, MiddlewareEntry& out) {
    if (args.positional.empty())
        return vm.raise("TypeError", std::string(self.name) +
                                         "() missing 1 required positional argument: "
                                         "'middleware_class'");
    out.cls = args.positional[0];
    out.positional = vm.heap().make_tuple(args.positional.subspan(1));
    out.keywords = vm.heap().make_dict();
    for (const Keyword& keyword : args.keywords)
        lang::dict_put(vm, *out.keywords.as<lang::Dict>(), keyword.name, keyword.value);
    return Completion::none();
}

Completion register_entry(Vm& vm, RouterObject& router, MiddlewareEntry entry) {
    if (router.started)
        return vm.raise("RuntimeError", "Cannot add middleware after an application has started");
    router.middleware.push_back(std::move(entry));
    return Completion::none();
}

// -- Middleware ----------------------------------------------------------------------------------

Completion middleware_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "Middleware");
    auto payload = std::make_unique<EntryPayload>();
    AW_GUEST_DO(make_entry(vm, self, lang::without_self(args), payload->entry));
    lang::write_slot(vm, *instance, "cls", payload->entry.cls);
    lang::write_slot(vm, *instance, "args", payload->entry.positional);
    lang::write_slot(vm, *instance, "kwargs", payload->entry.keywords);
    instance->payload = std::move(payload);
    return Completion::none();
}

// -- BaseHTTPMiddleware(app, dispatch=None): a subclass has its own dispatch ----------------------

Completion base_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "BaseHTTPMiddleware");
    Value app;
    Value dispatch = Value::none();
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"app", &app}, {"dispatch", &dispatch, lang::kOptional}}));
    lang::write_slot(vm, *instance, "app", app);
    if (dispatch.is_none()) {
        AW_GUEST(dispatch, vm.get_attribute(args.positional[0], "dispatch"));
    }
    lang::write_slot(vm, *instance, "dispatch_func", dispatch);
    return Completion::none();
}

Completion base_dispatch(Vm& vm, Native&, CallArgs) { return vm.raise("NotImplementedError", ""); }

// -- app.add_middleware, @app.middleware ---------------------------------------------------------

Completion add_middleware(Vm& vm, Native& self, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr) return raise_no_router(vm);
    MiddlewareEntry entry;
    AW_GUEST_DO(make_entry(vm, self, lang::without_self(args), entry));
    return register_entry(vm, *router, std::move(entry));
}

Completion register_function(Vm& vm, Native& self, CallArgs args) {
    Value function;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"func", &function}}));
    const auto* waiting = lang::payload_of<EntryPayload>(self.bound);
    MiddlewareEntry entry;
    entry.cls = lang::class_value(*web_state(vm).base_middleware);
    entry.positional = vm.heap().make_tuple({});
    entry.keywords = vm.heap().make_dict();
    lang::dict_put(vm, *entry.keywords.as<lang::Dict>(), "dispatch", function);
    AW_GUEST_DO(
        register_entry(vm, *lang::payload_of<RouterObject>(waiting->router), std::move(entry)));
    return function;
}

Completion middleware(Vm& vm, Native& self, CallArgs args) {
    if (router_of(args) == nullptr) return raise_no_router(vm);
    Value type;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"middleware_type", &type}}));
    if (!lang::is_text(type) || lang::text_of(type) != "http")
        return vm.raise("AssertionError", "Currently only middleware(\"http\") is supported.");
    auto waiting = std::make_unique<EntryPayload>();
    waiting->router = args.positional[0];
    Value carried = lang::make_instance(vm, *vm.classes.object);
    carried.as<Instance>()->payload = std::move(waiting);
    return lang::make_native(vm, "decorator", register_function, carried);
}

}  // namespace

Completion read_middleware_list(Vm& vm, const Value& given, RouterObject& app) {
    std::vector<Value> items;
    AW_GUEST_DO(items_of(vm, given, items));
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        const auto* payload = lang::payload_of<EntryPayload>(*item);
        if (payload == nullptr)
            return vm.raise("TypeError",
                            "cannot unpack non-iterable " + vm.class_of(*item).name + " object");
        app.middleware.push_back(payload->entry);
    }
    return Completion::none();
}

Class& add_middleware_class(Vm& vm, std::string_view name, std::string_view module,
                            lang::NativeFn init) {
    Class& cls = lang::make_class(vm, name, {vm.classes.object}, module);
    lang::def(vm, cls, "__init__", init);
    lang::def(vm, cls, "__call__", middleware_call);
    return cls;
}

void install_middleware(Vm& vm, WebState& state) {
    state.middleware =
        &lang::make_class(vm, "Middleware", {vm.classes.object}, "starlette.middleware");
    lang::def(vm, *state.middleware, "__init__", middleware_init);
    state.base_middleware =
        &add_middleware_class(vm, "BaseHTTPMiddleware", "starlette.middleware.base", base_init);
    lang::def(vm, *state.base_middleware, "dispatch", base_dispatch);
    install_cors(vm, state);
    install_sessions(vm, state);
    install_host_rules(vm, state);
    install_gzip(vm, state);
    install_authentication(vm, state);
}

void install_middleware_methods(Vm& vm, Class& fastapi) {
    lang::def(vm, fastapi, "middleware", middleware);
    lang::def(vm, fastapi, "add_middleware", add_middleware);
}

}  // namespace web
