// web/url_object.h -- request.url and request.client as programs see them, and URL("...") of their
// own. Starlette datastructures.py URL, Address.
#pragma once

#include "http/message.h"
#include "http/url_parts.h"
#include "lang/native.h"

namespace web {

struct WebState;
void install_urls(lang::Vm& vm, WebState& state);

lang::Value make_url(lang::Vm& vm, const http::UrlParts& parts);
lang::Value make_request_url(lang::Vm& vm, const http::Request& request);
// Where the application begins: the scheme, the host and what is mounted in front of it.
http::UrlParts base_url_of(const http::Request& request);
lang::Value make_address(lang::Vm& vm, std::string_view host, int port);

}  // namespace web
