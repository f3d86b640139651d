// web/app.h -- a FastAPI program, loaded, and how a host asks it something.
//
//   lang::Vm vm(options);
//   web::add_web_modules(vm);
//   web::Loading loading = web::load_app(vm, source, "lesson.py");
//   if (!loading.app) return report(loading);        // its traceback, or vm.stopped()
//   web::start(*loading.app);                        // lifespan and on_event("startup")
//   if (vm.recorder()) vm.recorder()->begin_request(0);
//   web::Reply reply = web::handle(*loading.app, request);
//
// One App answers any number of requests, one after the other; the program keeps its state.
// Each request gets a full budget of steps. The Vm must outlive the App.
// Errors: whatever the program does ends in a Reply; nothing is thrown.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "lang/vm.h"

namespace web {

// Which version's answers are given.
inline constexpr std::string_view kFastApiVersion = "0.162.0";

// fastapi, fastapi.security, fastapi.responses, starlette.* ... Once per Vm, before the program.
void add_web_modules(lang::Vm& vm);

struct WebApp;  // web_app.h: its routes, handlers and plans

class App {
  public:
    explicit App(std::shared_ptr<WebApp> web) : web_(std::move(web)) {}
    WebApp& web() { return *web_; }

  private:
    std::shared_ptr<WebApp> web_;
};

// What came of loading a program. `app` is null when it did not load; then either a limit or a
// refusal stopped it (vm.stopped()), or `type`, `message`, `traceback` and `position` tell why.
struct Loading {
    std::unique_ptr<App> app;
    std::string type;         // "TypeError"; "" when the program holds no FastAPI object
    std::string message;      // str(exception)
    std::string traceback;    // as Python prints it, ending in "TypeError: ..."
    base::Position position;  // innermost line of the program that was running; 0 if unknown
};

// Runs the module, then takes its global `app`, or else the only FastAPI object among its globals.
Loading load_app(lang::Vm& vm, std::string_view source, std::string_view file_name);
// The same for a module that has been run already; empty `app` when it holds no FastAPI object.
Loading find_app(lang::Vm& vm);

// Lifespan and startup handlers. An error text (a traceback) when one of them raised.
std::string start(App& app);
// What follows the lifespan's yield, and shutdown handlers.
std::string shut_down(App& app);

struct Reply {
    http::Response response;
    // An exception that nobody handled, as Python prints it; "" for most requests. The response is
    // then 500, or what a handler for Exception made of it.
    std::string traceback;
    // True when a limit or a refusal ended the request: vm.stopped() says which, there is no
    // response, and the program cannot go on.
    bool stopped = false;
};

lang::Vm& vm_of(App& app);
Reply handle(App& app, const http::Request& request);

}  // namespace web
