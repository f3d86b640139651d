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
    bool streams = false;  // the body is what the slot body_iterator gives when it is sent
};

bool is_response(lang::Vm& vm, const lang::Value& value);

// What a parameter `response: Response` gets: no headers yet, status_code None.
lang::Value make_response_parameter(lang::Vm& vm);
// What call_next gives a middleware: the headers may be changed, the body comes piece by piece.
lang::Value make_passed_response(lang::Vm& vm, const http::Response& answer);
// A Response around an answer that exists already.
lang::Value make_response_object(lang::Vm& vm, const http::Response& answer);
lang::Value make_response_object(lang::Vm& vm, const http::Response& answer, lang::Class& cls);

// What is sent for it. Raises when status_code is no int.
lang::Completion to_http_response(lang::Vm& vm, const lang::Value& response, http::Response& out);

// Whether its body comes in pieces, which nobody has asked for yet.
bool is_stream(const lang::Value& response);

}  // namespace web
