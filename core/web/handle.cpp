#include "web/handle.h"

#include "web/background.h"
#include "web/body.h"
#include "web/depend_solve.h"
#include "web/errors.h"
#include "web/exception_objects.h"
#include "web/middleware.h"
#include "web/param_read.h"
#include "web/record.h"
#include "web/respond.h"
#include "web/route_match.h"
#include "web/stream.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kNotAwaited =
    "Response not awaited. There's a high chance that the application code is raising an exception "
    "and a dependency with yield has a block with a bare except, or a block with except Exception, "
    "and is not raising the exception again. Read more about it in the docs: "
    "https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/"
    "#dependencies-with-yield-and-except";

// The answer is out: what happens from here on cannot change it.
void send(Exchange& exchange) {
    if (exchange.request.method == "HEAD") exchange.response.body.clear();
    note_response(exchange);
    exchange.noted = true;
}

// The route's function with everything it needs; its value rendered.
Completion call_endpoint(Exchange& exchange) {
    const CallPlan& endpoint = *exchange.route->plan.endpoint;
    AW_GUEST_DO(convert_path(exchange));
    AW_GUEST_DO(read_body(exchange));
    std::vector<Value> arguments;
    AW_GUEST_DO(solve(exchange, endpoint, arguments));
    if (!exchange.errors.empty())
        return raise_validation_error(exchange.vm, exchange.errors, exchange.body.value);
    AW_GUEST(const Value result,
             call_planned(exchange, endpoint, arguments, exchange.function_stack));
    return exchange.route->plan.streams ? answer_stream(exchange, result)
                                        : to_response(exchange, result);
}

// FastAPI routing.py request_response: dependencies with yield are closed, those of the function
// before the answer goes out, the others after it.
Completion answer_by_function(Exchange& exchange) {
    Completion outcome = call_endpoint(exchange);
    const bool answered = outcome.ok();
    outcome = close_generators(exchange, exchange.function_stack, std::move(outcome));
    if (answered && outcome.ok()) {
        if (exchange.web.router.middleware.empty()) send(exchange);
        exchange.sent = true;
        outcome = run_background(exchange.vm, exchange.background);
    }
    outcome = close_generators(exchange, exchange.request_stack, std::move(outcome));
    if (outcome.ok() && !exchange.sent) outcome = raise_fastapi_error(exchange.vm, kNotAwaited);
    return handle_exception(exchange, std::move(outcome));
}

Completion answer_page(Exchange& exchange) {
    exchange.response = {};
    exchange.response.body = exchange.route->page;
    finish_headers(exchange.response, exchange.route->page_type);
    return Completion::none();
}

Completion redirect(Exchange& exchange, const std::string& location) {
    note_missed(exchange, "redirect_slash", "");
    exchange.response = {};
    exchange.response.status = 307;
    finish_headers(exchange.response, "");
    exchange.response.headers.add("location", location);
    return Completion::none();
}

Completion route_request(Exchange& exchange) {
    RouteMatch match = match_route(exchange.web.router, exchange.request);
    switch (match.kind) {
        case MatchKind::None:
            note_missed(exchange, "not_found", "");
            return raise_starlette_exception(exchange.vm, 404, {});
        case MatchKind::WrongMethod: {
            const std::string allow = allow_header(*match.route);
            note_missed(exchange, "method_not_allowed", allow);
            return raise_starlette_exception(exchange.vm, 405, {{"Allow", allow}});
        }
        case MatchKind::RedirectSlash: return redirect(exchange, match.location);
        case MatchKind::Full: break;
    }
    exchange.begin_routing(*match.route, std::move(match.captures));
    note_matched(exchange);
    return match.route->endpoint.empty() ? answer_page(exchange) : answer_by_function(exchange);
}

// Inside all middlewares. What a route's own handler raised is handled once more here.
Completion route_and_handle(Exchange& exchange) {
    return handle_exception(exchange, route_request(exchange));
}

// An exception that nobody handled: 500, unless the answer is out already.
void answer_unhandled(Exchange& exchange, const Value& exception, Reply& reply) {
    reply.traceback = exchange.vm.traceback_text(exception);
    if (exchange.sent) return;
    Completion last = answer_server_error(exchange, exception);
    if (!last.raised()) return;
    reply.traceback = exchange.vm.traceback_text(last.error());
    exchange.response = plain_response(500, "Internal Server Error");
}

}  // namespace

Reply answer_request(WebApp& web, const http::Request& request) {
    Vm& vm = web.vm;
    vm.refill_steps();
    web_state(vm).current = &request;
    Exchange exchange{vm, web, request};
    note_request(exchange);
    Reply reply;
    const Completion outcome = run_middleware(exchange, route_and_handle);
    if (outcome.raised())
        answer_unhandled(exchange, outcome.error(), reply);
    else if (!exchange.late_error.empty())
        reply.traceback = vm.traceback_text(exchange.late_error);
    reply.stopped = vm.stopped().has_value();
    if (!reply.stopped && !exchange.noted) send(exchange);
    reply.response = std::move(exchange.response);
    web_state(vm).current = nullptr;
    return reply;
}

}  // namespace web
