// web/request_object.h -- fastapi.Request as programs see it: method, url, headers, query_params,
// path_params, cookies, client, state, app, body(), json(), form(), stream(). Starlette
// requests.py. Request objects of one request share one scope, made when first asked for.
#pragma once

#include <cstdint>
#include <memory>

#include "http/message.h"
#include "lang/native.h"

namespace web {

struct Route;

struct RequestPayload : lang::Payload {
    std::shared_ptr<const http::Request> message;
    lang::Value scope;             // the dict of ASGI; empty until somebody asks for it
    lang::Value path_params;       // Dict
    lang::Value app;               // the FastAPI object, or None
    lang::Value outermost_app;     // what it is mounted in, or itself
    std::shared_ptr<Route> route;  // null before routing
    lang::Value state_dict;        // behind request.state; empty until somebody asks for it
    lang::Value state;             // request.state
    lang::Value receive;           // of a Request that the program made; empty: the body is there
    enum class Made : std::uint8_t {
        Headers,
        Query,
        Cookies,
        Url,
        BaseUrl,
        Client,
        Body,
        Json,
        Form
    };
    lang::Value made[9];  // what else was made when first asked for, by Made
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

lang::Value make_request_object(lang::Vm& vm, std::shared_ptr<const http::Request> message,
                                lang::Value path_params, lang::Value app);

// The scope of a Request object; made when there is none yet.
lang::Completion scope_of(lang::Vm& vm, const lang::Value& request);
// The same without making one: empty when nobody has asked for it.
lang::Value made_scope(const lang::Value& request);
// Writes what routing has found into the scope, if there is one.
void tell_route(lang::Vm& vm, RequestPayload& request);
// What request.state keeps its attributes in.
lang::Completion state_dict_of(lang::Vm& vm, const lang::Value& request);

}  // namespace web
