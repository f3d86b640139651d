#include "web/websocket_objects.h"

#include "lang/arguments.h"
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

constexpr int kNormalClosure = 1000;

Completion refused_websocket(Vm& vm, Native& self, CallArgs) {
    return vm.raise("NotImplementedError",
                    "WebSocket." + std::string(self.name) + "(): WebSockets are not offered here");
}

// WebSocketDisconnect(code=1000, reason=None), WebSocketException(code, reason=None).
Completion closing_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "WebSocketDisconnect");
    Value code = Value::small(kNormalClosure);
    Value reason = Value::none();
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args),
                   {{"code", &code, lang::kOptional}, {"reason", &reason, lang::kOptional}}));
    lang::write_slot(vm, *instance, "code", code);
    lang::write_slot(vm, *instance, "reason", reason.is_none() ? vm.heap().make_ascii("") : reason);
    return Completion::none();
}

}  // namespace

void install_websockets(Vm& vm, WebState& state) {
    state.websocket =
        &lang::make_class(vm, "WebSocket", {state.http_connection}, "starlette.websockets");
    for (const std::string_view name :
         {"accept", "close", "receive", "receive_text", "receive_bytes", "receive_json", "send",
          "send_text", "send_bytes", "send_json", "iter_text", "iter_bytes", "iter_json"})
        lang::def(vm, *state.websocket, name, refused_websocket);
    Class* exception = vm.exception_class("Exception");
    state.websocket_disconnect =
        &lang::make_class(vm, "WebSocketDisconnect", {exception}, "starlette.websockets");
    state.websocket_exception =
        &lang::make_class(vm, "WebSocketException", {exception}, "fastapi.exceptions");
    for (Class* cls : {state.websocket_disconnect, state.websocket_exception})
        lang::def(vm, *cls, "__init__", closing_init);
}

void load_websockets(Vm& vm, lang::Module& module) {
    const WebState& state = web_state(vm);
    for (Class* cls : {state.websocket, state.websocket_disconnect})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
}

}  // namespace web
