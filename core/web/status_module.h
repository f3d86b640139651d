// web/status_module.h -- fastapi.status: HTTP_200_OK, WS_1000_NORMAL_CLOSURE ... Starlette
// status.py, the names that were renamed by RFC 9110 under both.
#pragma once

#include "lang/native.h"

namespace web {

void load_status(lang::Vm& vm, lang::Module& module);

}  // namespace web
