// web/state_object.h -- app.state and request.state: attributes that a program may set as it likes,
// kept in a dict. Starlette datastructures.py State.
#pragma once

#include "lang/native.h"

namespace web {

struct WebState;
void install_state(lang::Vm& vm, WebState& state);

// `dict`: where the attributes are kept; what is set through one State is seen by all around it.
lang::Value make_state(lang::Vm& vm, lang::Value dict);

}  // namespace web
