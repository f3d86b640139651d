#include "web/exchange.h"

#include "http/cookies.h"
#include "lang/dict.h"
#include "web/exception_objects.h"
#include "web/request_object.h"
#include "web/web_state.h"

namespace web {

using lang::Value;

namespace {

void fill_path_params(Exchange& exchange) {
    auto& dict = *exchange.path_params.as<lang::Dict>();
    for (std::size_t i = 0; i < exchange.path_values.size(); ++i)
        lang::dict_put(exchange.vm, dict, exchange.route->plan.path_names[i],
                       exchange.path_values[i]);
}

}  // namespace

Current::Current(Exchange& exchange) : current_(web_state(exchange.vm).current), before_(current_) {
    current_ = &exchange;
}
Current::~Current() { current_ = before_; }

void Exchange::begin_routing(std::shared_ptr<Route> matched, std::vector<std::string_view> found) {
    route = std::move(matched);
    captures = std::move(found);
    path_values.clear();
    body = {};
    cache.assign(route->plan.cache_keys.size(), {});
    errors.clear();
    response_parameter = {};
    background = {};
    made_response = {};
    function_stack.clear();
    request_stack.clear();
    sent = false;
}

Value Exchange::endpoint_context() const {
    std::string path = request.root_path;
    while (path.ends_with('/')) path.pop_back();
    path = request.method + " " + path + path_format(route->pattern);
    return web::endpoint_context(vm, route->endpoint, path);
}

const Value& Exchange::request_value() {
    if (request_object.empty()) {
        path_params = vm.heap().make_dict();
        shared_request = std::make_shared<const http::Request>(request);
        request_object = make_request_object(vm, shared_request, path_params, web.object);
        auto& made = *lang::payload_of<RequestPayload>(request_object);
        made.scope = scope;
        made.state_dict = state_dict;
        const auto* begin = web.router.lifespan_state.try_as<lang::Dict>();
        if (begin && state_dict.empty()) made.state_dict = lang::dict_copy(vm, *begin);
        made.outermost_app = outermost_app.empty() ? web.object : outermost_app;
    }
    fill_path_params(*this);
    auto& payload = *lang::payload_of<RequestPayload>(request_object);
    if (route && payload.route != route) {
        payload.route = route;
        tell_route(vm, payload);
    }
    return request_object;
}

const http::Pairs& Exchange::query_pairs() {
    if (!query) query = http::parse_query(request.query);
    return *query;
}

const http::Pairs& Exchange::cookie_pairs() {
    if (!cookies) cookies = http::cookies_of(request.headers);
    return *cookies;
}

}  // namespace web
