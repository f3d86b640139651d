// web/header_objects.h -- request.headers and response.headers as programs see them: mappings that
// ignore case. Starlette datastructures.py Headers, MutableHeaders.
// Errors: KeyError; UnicodeEncodeError for text that latin-1 cannot hold.
#pragma once

#include <memory>
#include <string>

#include "http/message.h"
#include "lang/native.h"

namespace web {

struct WebState;
void install_headers(lang::Vm& vm, WebState& state);

lang::Value make_request_headers(lang::Vm& vm, std::shared_ptr<const http::Request> request);
// A live view: what is set here is sent. `response` is an instance with a ResponsePayload.
lang::Value make_response_headers(lang::Vm& vm, const lang::Value& response);

// A guest's text as header bytes; AttributeError for what is no text, as str.encode is missing.
lang::Completion header_bytes(lang::Vm& vm, const lang::Value& text, std::string& out);

}  // namespace web
