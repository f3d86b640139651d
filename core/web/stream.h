// web/stream.h -- routes whose function yields: each value is a line of JSON (application/jsonl),
// as in FastAPI since 0.134; with response_class=EventSourceResponse an event; with another class
// the chunks themselves. FastAPI routing.py.
// LIMIT: the answer is put together before it is sent.
#pragma once

#include "web/exchange.h"

namespace web {

// How the route streams, and the type of its items; its response class is known.
lang::Completion plan_stream(lang::Vm& vm, Route& route);
// `generator`: what calling the function gave. Fills exchange.response.
lang::Completion answer_stream(Exchange& exchange, const lang::Value& generator);

}  // namespace web
