// web/handle.h -- one request from arrival to answer; App's `handle` (app.h) calls it.
#pragma once

#include "web/app.h"
#include "web/exchange.h"

namespace web {

Reply answer_request(WebApp& web, const http::Request& request);

}  // namespace web
