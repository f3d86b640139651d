#include "web/app.h"

#include "web/handle.h"
#include "web/middleware.h"
#include "web/native_coroutine.h"
#include "web/web_app.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Instance;
using lang::Module;
using lang::Value;
using lang::Vm;

namespace {

// The line of the program that was running last when the exception was raised; of a SyntaxError
// the place that cannot be read.
base::Position innermost_place(const Value& exception) {
    const auto* instance = exception.try_as<Instance>();
    if (!instance || !instance->exception) return {};
    if (const Value line = lang::read_slot(*instance, "lineno"); line.is_small()) {
        const Value column = lang::read_slot(*instance, "offset");
        return {static_cast<int>(line.as_small()),
                column.is_small() ? static_cast<int>(column.as_small()) : 0};
    }
    if (instance->exception->traceback.empty()) return {};
    const auto& entry = instance->exception->traceback.front();
    return {entry.line(), entry.column()};
}

Loading failed(Vm& vm, const Value& exception) {
    Loading loading;
    loading.type = vm.class_of(exception).name;
    if (Completion text = vm.str(exception); text.ok())
        loading.message = std::string(lang::text_of(text.value()));
    loading.traceback = vm.traceback_text(exception);
    loading.position = innermost_place(exception);
    return loading;
}

bool is_app(const Value& value) {
    const auto* router = lang::payload_of<RouterObject>(value);
    return router && router->is_app;
}

// The global `app`, else the only FastAPI object; empty when there is none, or no way to choose.
Value app_among(const Module& module) {
    Value only;
    int count = 0;
    for (std::size_t i = 0; i < module.slots.size() && i < module.names.size(); ++i) {
        if (!is_app(module.slots[i])) continue;
        if (module.names[i] == "app") return module.slots[i];
        if (only.same_as(module.slots[i])) continue;
        only = module.slots[i];
        ++count;
    }
    return count == 1 ? only : Value();
}

Completion call_all(Vm& vm, const ChargedVector<Value>& functions) {
    for (std::size_t i = 0; i < functions.size(); ++i) {
        AW_GUEST(const Value called, vm.call(Value(functions[i])));
        AW_GUEST_DO(finish_awaitable(vm, called));
    }
    return Completion::none();
}

Completion await_method(Vm& vm, const Value& object, std::string_view name,
                        std::span<Value> arguments) {
    AW_GUEST(const Value called, vm.call_method(object, name, arguments));
    return finish_awaitable(vm, called);
}

// What the lifespan yields: the state that every request begins with; None for none.
Completion enter_lifespan(WebApp& web, const RouterObject& router, Value& lifespan) {
    Vm& vm = web.vm;
    std::vector<Value> arguments{web.object};
    AW_GUEST(lifespan, vm.call(Value(router.lifespan), arguments));
    auto* generator = lifespan.try_as<lang::Generator>();
    return generator ? vm.resume_to_yield(*generator, Value::none())
                     : await_method(vm, lifespan, "__aenter__", {});
}

Completion leave_lifespan(Vm& vm, const Value& lifespan) {
    if (auto* generator = lifespan.try_as<lang::Generator>())
        return vm.resume_to_yield(*generator, Value::none());
    std::vector<Value> nothing(3, Value::none());
    return await_method(vm, lifespan, "__aexit__", nothing);
}

// `state` gets the entries of `more` that it has not got.
void add_state(Vm& vm, const Value& more, const Value& state) {
    const auto* dict = more.try_as<lang::Dict>();
    if (dict == nullptr) return;
    for (const lang::DictEntry& entry : dict->entries)
        if (!entry.key.empty() && lang::is_text(entry.key) &&
            lang::dict_find(*state.as<lang::Dict>(), lang::text_of(entry.key)).empty())
            lang::dict_put(vm, *state.as<lang::Dict>(), lang::text_of(entry.key), entry.value);
}

// The router, then those that it includes. FastAPI routing.py _merge_lifespan_context.
Completion start_router(WebApp& web, const Value& object, const Value& state, int depth) {
    constexpr int kMostRouters = 100;
    if (depth > kMostRouters) return raise_mounted_too_deep(web.vm);
    auto& router = *lang::payload_of<RouterObject>(object);
    OpenLifespan open{object, {}};
    if (router.lifespan.empty()) {
        AW_GUEST_DO(call_all(web.vm, router.on_startup));
    } else {
        AW_GUEST(const Value given, enter_lifespan(web, router, open.lifespan));
        add_state(web.vm, given, state);
    }
    web.open.push_back(std::move(open));
    const std::vector<std::shared_ptr<Route>> routes = router.routes;
    for (const std::shared_ptr<Route>& route : routes)
        if (route->kind == RouteKind::Included)
            AW_GUEST_DO(start_router(web, route->inclusion.router, state, depth + 1));
    return Completion::none();
}

std::string told(Vm& vm, const Completion& outcome) {
    return outcome.raised() ? vm.traceback_text(outcome.error()) : "";
}

// As `uvicorn app:app` imports it: what stands under `if __name__ == "__main__"` does not run.
std::string module_name_of(std::string_view file_name) {
    const std::size_t slash = file_name.rfind('/');
    if (slash != std::string_view::npos) file_name.remove_prefix(slash + 1);
    if (file_name.ends_with(".py")) file_name.remove_suffix(3);
    return file_name.empty() ? "app" : std::string(file_name);
}

}  // namespace

Loading load_app(Vm& vm, std::string_view source, std::string_view file_name) {
    const lang::Heap::Scope scope(vm.heap());
    Completion run = vm.run_module(source, file_name, module_name_of(file_name));
    if (run.raised()) return failed(vm, run.error());
    if (run.stopped()) return {};
    return find_app(vm);
}

Loading find_app(Vm& vm) {
    Loading loading;
    const auto* module = vm.main_module().try_as<Module>();
    const Value object = module ? app_among(*module) : Value();
    if (object.empty()) {
        loading.message = "the program holds no FastAPI object named app, nor a single other one";
        return loading;
    }
    auto& router = *lang::payload_of<RouterObject>(object);
    loading.app = std::make_unique<App>(std::make_shared<WebApp>(WebApp{vm, object, router}));
    return loading;
}

Completion start_program(WebApp& web) {
    AW_GUEST_DO(build_layers(web.vm, web.object, web.router));
    const Value state = web.vm.heap().make_dict();
    AW_GUEST_DO(start_router(web, web.object, state, 0));
    if (state.as<lang::Dict>()->used > 0) web.router.lifespan_state = state;
    return Completion::none();
}

Completion stop_program(WebApp& web) {
    while (!web.open.empty()) {
        const OpenLifespan open = std::move(web.open.back());
        web.open.pop_back();
        const auto& router = *lang::payload_of<RouterObject>(open.router);
        AW_GUEST_DO(open.lifespan.empty() ? call_all(web.vm, router.on_shutdown)
                                          : leave_lifespan(web.vm, open.lifespan));
    }
    return Completion::none();
}

std::string start(App& app) { return told(app.web().vm, start_program(app.web())); }

std::string shut_down(App& app) { return told(app.web().vm, stop_program(app.web())); }

Vm& vm_of(App& app) { return app.web().vm; }

Reply handle(App& app, const http::Request& request) {
    const lang::Heap::Scope scope(app.web().vm.heap());
    vm_of(app).refill_steps();
    return answer_request(app.web(), request);
}

}  // namespace web
