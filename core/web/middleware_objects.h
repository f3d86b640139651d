// web/middleware_objects.h -- how programs register middleware: @app.middleware("http"),
// app.add_middleware(Class, ...), FastAPI(middleware=[Middleware(Class, ...)]), and the classes
// that Starlette brings along.
#pragma once

#include "lang/native.h"
#include "web/options.h"
#include "web/route.h"

namespace web {

struct WebState;
void install_middleware(lang::Vm& vm, WebState& state);
void install_middleware_methods(lang::Vm& vm, lang::Class& fastapi);

// FastAPI(middleware=[...]): the first of the list is outermost.
lang::Completion read_middleware_list(lang::Vm& vm, const lang::Value& list, RouterObject& app);

// The classes, each with its file.
void install_cors(lang::Vm& vm, WebState& state);            // cors.cpp
void install_sessions(lang::Vm& vm, WebState& state);        // session_middleware.cpp
void install_host_rules(lang::Vm& vm, WebState& state);      // host_middleware.cpp
void install_gzip(lang::Vm& vm, WebState& state);            // gzip_middleware.cpp
void install_authentication(lang::Vm& vm, WebState& state);  // authentication.cpp

// starlette.authentication
void load_authentication(lang::Vm& vm, lang::Module& module);

// A middleware class of ours: `init` makes the payload.
lang::Class& add_middleware_class(lang::Vm& vm, std::string_view name, std::string_view module,
                                  lang::NativeFn init);

// What GZipMiddleware made, as a client reads it; other bytes as they are.
std::string ungzip_stored(std::string_view bytes);

}  // namespace web
