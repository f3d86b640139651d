// web/websocket_objects.h -- WebSocket, WebSocketDisconnect, WebSocketException: names that
// programs with a WebSocket route import. LIMIT: the routes are known, the sockets are not served.
#pragma once

#include "lang/native.h"

namespace web {

struct WebState;
void install_websockets(lang::Vm& vm, WebState& state);
void load_websockets(lang::Vm& vm, lang::Module& module);

}  // namespace web
