// web/scope.h -- a request as the dict that ASGI programs see, and back. ASGI, HTTP connection
// scope. Headers are (name, value) pairs of bytes, names in lower case.
// Errors: KeyError, TypeError for a dict that a program has made and that is no scope.
#pragma once

#include <string>

#include "http/message.h"
#include "lang/native.h"

namespace web {

lang::Value make_scope(lang::Vm& vm, const http::Request& request);

// The request that `scope` describes; its body stays as it is.
lang::Completion read_scope(lang::Vm& vm, const lang::Value& scope, http::Request& out);

// [(b"name", b"value"), ...] and back; any iterable of pairs will do.
lang::Value header_pairs(lang::Vm& vm, const http::Headers& headers);
lang::Completion read_header_pairs(lang::Vm& vm, const lang::Value& pairs, http::Headers& out);

}  // namespace web
