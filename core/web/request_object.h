// web/request_object.h -- fastapi.Request as programs see it: method, url, headers, query_params,
// path_params, cookies, client, state, app, body(), json(), form(). Starlette requests.py.
#pragma once

#include <cstdint>
#include <memory>

#include "http/message.h"
#include "lang/native.h"

namespace web {

struct RequestPayload : lang::Payload {
    std::shared_ptr<const http::Request> message;
    lang::Value path_params;  // Dict
    lang::Value app;          // the FastAPI object, or None
    lang::Value state;        // request.state, made when first asked for; empty before
    enum class Made : std::uint8_t {
        Headers,
        Query,
        Cookies,
        Url,
        BaseUrl,
        Client,
        Scope,
        Json,
        Form
    };
    lang::Value made[9];  // what else was made when first asked for, by Made
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

lang::Value make_request_object(lang::Vm& vm, std::shared_ptr<const http::Request> message,
                                lang::Value path_params, lang::Value app);

}  // namespace web
