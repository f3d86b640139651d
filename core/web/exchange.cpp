#include "web/exchange.h"

#include "http/cookies.h"
#include "web/request_object.h"

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

void Exchange::begin_routing(Route& matched, std::vector<std::string_view> found) {
    route = &matched;
    captures = std::move(found);
    path_values.clear();
    body = {};
    cache.assign(matched.plan.cache_keys.size(), {});
    errors.clear();
    response_parameter = {};
    background = {};
    function_stack.clear();
    request_stack.clear();
    sent = false;
}

const Value& Exchange::request_value() {
    if (request_object.empty()) {
        path_params = vm.heap().make_dict();
        shared_request = std::make_shared<const http::Request>(request);
        request_object = make_request_object(vm, shared_request, path_params, web.object);
    }
    fill_path_params(*this);
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
