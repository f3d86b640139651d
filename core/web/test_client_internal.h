// web/test_client_internal.h -- what the sources of the TestClient share. Stays in this folder.
#pragma once

#include <string>

#include "http/message.h"
#include "http/url_parts.h"
#include "lang/native.h"
#include "web/options.h"

namespace web {

// The pairs of a mapping, or of a list of pairs, as texts. A list as value gives several.
lang::Completion read_pairs(lang::Vm& vm, const lang::Value& given, http::Pairs& out);
// The httpx.Cookies of a client.
lang::Completion cookies_of(lang::Vm& vm, const lang::Value& client);
// The cookies that go with the request; `given`: those of this request alone, or empty.
lang::Completion add_cookies(lang::Vm& vm, const lang::Value& client, const lang::Value& given,
                             http::Request& out);
lang::Completion build_request(lang::Vm& vm, const lang::Value& client, const std::string& method,
                               const std::string& url, const http::UrlParts& base,
                               const Options& given, http::Request& out);

}  // namespace web
