// web/session.h -- request.session: a dict that knows whether it was read and whether it was
// changed. Starlette middleware/sessions.py Session.
#pragma once

#include "lang/native.h"

namespace web {

struct WebState;
void install_session(lang::Vm& vm, WebState& state);

lang::Value make_session(lang::Vm& vm, lang::Value dict);

struct SessionFlags {
    bool accessed = false;
    bool modified = false;
};
SessionFlags flags_of(const lang::Value& session);  // of anything else: neither
void mark_accessed(const lang::Value& session);

}  // namespace web
