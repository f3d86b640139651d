// web/web_app.h -- a loaded program as core/web sees it. Stays in this folder.
#pragma once

#include "lang/vm.h"
#include "web/route.h"

namespace web {

// A router that was started: what its lifespan gave, to be closed; empty: it has handlers.
struct OpenLifespan {
    lang::Value router;
    lang::Value lifespan;
};

struct WebApp {
    lang::Vm& vm;
    lang::Value object;    // the FastAPI instance
    RouterObject& router;  // its payload
    std::vector<OpenLifespan> open = {};
};

// What start() and shut_down() of app.h do; what the program raises is raised.
lang::Completion start_program(WebApp& web);
lang::Completion stop_program(WebApp& web);

}  // namespace web
