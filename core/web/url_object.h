// web/url_object.h -- request.url and request.client as programs see them. Starlette
// datastructures.py URL, Address.
#pragma once

#include "http/message.h"
#include "lang/native.h"

namespace web {

struct WebState;
void install_urls(lang::Vm& vm, WebState& state);

lang::Value make_request_url(lang::Vm& vm, const http::Request& request);
lang::Value make_base_url(lang::Vm& vm, const http::Request& request);
lang::Value make_address(lang::Vm& vm, std::string_view host, int port);

}  // namespace web
