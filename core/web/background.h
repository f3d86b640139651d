// web/background.h -- BackgroundTasks: functions that run after the response is sent. Starlette
// background.py.
#pragma once

#include "lang/native.h"

namespace web {

struct WebState;
void install_background(lang::Vm& vm, WebState& state);

lang::Value make_background_tasks(lang::Vm& vm);
// In order; the first that raises ends it. None and other values: nothing to do.
lang::Completion run_background(lang::Vm& vm, const lang::Value& tasks);

}  // namespace web
