// web/stream.h -- routes whose function yields: each value is a line of JSON (application/jsonl),
// as in FastAPI since 0.134; with response_class=StreamingResponse the chunks themselves.
// LIMIT: the answer is put together before it is sent.
#pragma once

#include "web/exchange.h"

namespace web {

// `generator`: what calling the function gave. Fills exchange.response.
lang::Completion answer_stream(Exchange& exchange, const lang::Value& generator);

}  // namespace web
