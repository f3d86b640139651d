// web/web_app.h -- a loaded program as core/web sees it. Stays in this folder.
#pragma once

#include "lang/vm.h"
#include "web/route.h"

namespace web {

struct WebApp {
    lang::Vm& vm;
    lang::Value object;         // the FastAPI instance
    RouterObject& router;       // its payload
    lang::Value lifespan = {};  // what the lifespan gave, to be closed; empty: nothing
};

}  // namespace web
