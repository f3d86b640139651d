// web/response_objects.h -- Response, JSONResponse, PlainTextResponse, HTMLResponse,
// RedirectResponse, StreamingResponse as programs make them. Starlette responses.py.
#pragma once

#include "http/message.h"
#include "lang/native.h"

namespace web {

// The attributes status_code, media_type and background are slots of the instance.
struct ResponsePayload : lang::Payload {
    http::Headers headers;  // in order, set-cookie too
    std::string body;
    lang::Value stream;  // StreamingResponse: what is iterated when it is sent; empty otherwise
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

bool is_response(lang::Vm& vm, const lang::Value& value);

// What a parameter `response: Response` gets: no headers yet, status_code None.
lang::Value make_response_parameter(lang::Vm& vm);
// A Response around an answer that exists already (what call_next gives a middleware).
lang::Value make_response_object(lang::Vm& vm, const http::Response& answer);

// What is sent for it. Raises when status_code is no int.
lang::Completion to_http_response(lang::Vm& vm, const lang::Value& response, http::Response& out);

}  // namespace web
