#include "web/handle.h"

#include <algorithm>
#include <array>

#include "lang/dict.h"
#include "web/asgi.h"
#include "web/background.h"
#include "web/body.h"
#include "web/context.h"
#include "web/depend_solve.h"
#include "web/errors.h"
#include "web/exception_objects.h"
#include "web/jsonable.h"
#include "web/middleware.h"
#include "web/native_coroutine.h"
#include "web/param_read.h"
#include "web/record.h"
#include "web/request_object.h"
#include "web/respond.h"
#include "web/response_objects.h"
#include "web/route_match.h"
#include "web/route_object.h"
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
void send_answer(Exchange& exchange) {
    if (exchange.request.method == "HEAD") exchange.response.body.clear();
    note_response(exchange);
    exchange.noted = true;
}

Completion call_endpoint(Exchange& exchange) {
    if (!exchange.route->handler.empty()) return ask_route_handler(exchange);
    AW_GUEST(const Value result, run_endpoint(exchange));
    // A stream is read when the dependencies of the function are closed.
    const bool streams = exchange.route->plan.streams || is_stream(result);
    if (streams && !exchange.function_stack.empty()) {
        exchange.pending = result;
        return Completion::none();
    }
    return render_result(exchange, result);
}

// FastAPI routing.py request_response: dependencies with yield are closed, those of the function
// before the answer goes out, the others after it.
Completion answer_by_function(Exchange& exchange) {
    Completion outcome = call_endpoint(exchange);
    const bool answered = outcome.ok();
    outcome = close_generators(exchange, exchange.function_stack, std::move(outcome));
    const Value pending = std::move(exchange.pending);
    if (answered && outcome.ok() && !pending.empty()) outcome = render_result(exchange, pending);
    if (answered && outcome.ok()) {
        if (!exchange.is_inner && exchange.web.router.layers.empty()) send_answer(exchange);
        exchange.sent = true;
        outcome = run_background(exchange.vm, exchange.background);
    }
    outcome = close_generators(exchange, exchange.request_stack, std::move(outcome));
    if (outcome.ok() && !exchange.sent) outcome = raise_fastapi_error(exchange.vm, kNotAwaited);
    return handle_exception(exchange, std::move(outcome));
}

std::string root_of(const Exchange& exchange) {
    std::string root = exchange.request.root_path;
    while (root.ends_with('/')) root.pop_back();
    return root;
}

// FastAPI(root_path=): the page names it as a server; what app.openapi() keeps stays as it is.
void add_root_server(Exchange& exchange, Value& document) {
    Vm& vm = exchange.vm;
    const std::string root = root_of(exchange);
    const auto& app = *exchange.web.object.as<lang::Instance>();
    const auto* known = document.try_as<lang::Dict>();
    if (known == nullptr || root.empty() || lang::read_slot(app, "root_path_in_servers").is_false())
        return;
    Value own = vm.heap().make_dict();
    lang::dict_put(vm, *own.as<lang::Dict>(), "url", vm.heap().make_str(root));
    std::vector<Value> servers{own};
    const Value given = lang::dict_find(*known, "servers");
    if (const auto* list = given.try_as<lang::List>())
        for (const Value& server : list->items) {
            const auto* dict = server.try_as<lang::Dict>();
            const Value url = dict ? lang::dict_find(*dict, "url") : Value();
            if (lang::is_text(url) && lang::text_of(url) == root) return;
            servers.push_back(server);
        }
    document = lang::dict_copy(vm, *known);
    lang::dict_put(vm, *document.as<lang::Dict>(), "servers", vm.heap().make_list(servers));
}

// /openapi.json: what app.openapi() gives, which a program may have replaced.
Completion openapi_page(Exchange& exchange, std::string& out) {
    AW_GUEST(Value document, exchange.vm.call_method(exchange.web.object, "openapi"));
    add_root_server(exchange, document);
    return dump_json(exchange.vm, document, out);
}

// /docs and /redoc, as they stand under the root path.
Completion docs_page(Exchange& exchange) {
    Vm& vm = exchange.vm;
    AW_GUEST(const Value module, vm.import_module("fastapi.openapi.docs"));
    std::array arguments{exchange.web.object, vm.heap().make_str(exchange.route->name),
                         vm.heap().make_str(root_of(exchange))};
    AW_GUEST(const Value made, vm.call_method(module, "_page", arguments));
    return to_http_response(vm, made, exchange.response);
}

Completion answer_page(Exchange& exchange) {
    exchange.response = {};
    if (exchange.route->name != "openapi") return docs_page(exchange);
    AW_GUEST_DO(openapi_page(exchange, exchange.response.body));
    finish_headers(exchange.response, "application/json");
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

// app.add_route(): the function gets the request and gives the response.
Completion answer_plain(Exchange& exchange) {
    Vm& vm = exchange.vm;
    AW_GUEST_DO(convert_path(exchange));
    std::vector<Value> arguments{exchange.request_value()};
    AW_GUEST(const Value called, call_apart(vm, Value(exchange.route->endpoint), arguments));
    AW_GUEST(const Value result, finish_awaitable(vm, called));
    if (!is_response(vm, result))
        return vm.raise("TypeError", "'" + vm.class_of(result).name + "' object is not callable");
    AW_GUEST_DO(to_response(exchange, result));
    if (!exchange.is_inner && exchange.web.router.layers.empty()) send_answer(exchange);
    exchange.sent = true;
    return handle_exception(exchange, run_background(vm, exchange.background));
}

// An application of its own: its router, its middleware, its handlers.
Completion answer_mounted(Exchange& exchange) {
    Vm& vm = exchange.vm;
    if (exchange.depth >= kMaxMountDepth) return raise_mounted_too_deep(vm);
    const Value app = exchange.route->endpoint;
    AW_GUEST(const Value state, state_dict_of(vm, exchange.request_value()));
    http::Request request = exchange.request;
    const std::size_t rest = exchange.captures.empty() ? 0 : exchange.captures.back().size() + 1;
    const std::string_view path = route_path(exchange.request);
    request.root_path += path.substr(0, path.size() - std::min(rest, path.size()));
    auto* router = lang::payload_of<RouterObject>(app);
    // FastAPI(root_path=) has the say over where it is mounted.
    if (router && !router->root_path.empty()) request.root_path = router->root_path;
    WebApp web{vm, app, router ? *router : exchange.web.router};
    Exchange inner{vm, web, request};
    inner.is_inner = true;
    inner.depth = exchange.depth + 1;
    inner.state_dict = state;
    inner.outermost_app =
        exchange.outermost_app.empty() ? exchange.web.object : exchange.outermost_app;
    Completion outcome = router ? answer_exchange(inner) : run_asgi(inner, app);
    exchange.response = std::move(inner.response);
    exchange.sent = inner.sent || outcome.ok();
    if (!inner.late_error.empty()) exchange.late_error = inner.late_error;
    return outcome;
}

Completion route_request(Exchange& exchange) {
    AW_GUEST_DO(effective_routes(exchange.vm, exchange.web.router));
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
    exchange.begin_routing(match.route, std::move(match.captures));
    note_matched(exchange);
    switch (match.route->kind) {
        case RouteKind::Function: return answer_by_function(exchange);
        case RouteKind::Plain: return answer_plain(exchange);
        case RouteKind::Page: return answer_page(exchange);
        case RouteKind::Mount: return answer_mounted(exchange);
        case RouteKind::WebSocket:
        case RouteKind::Included: break;  // never matched
    }
    return Completion::none();
}

}  // namespace

Completion run_endpoint(Exchange& exchange) {
    const CallPlan& endpoint = *exchange.route->plan.endpoint;
    AW_GUEST_DO(convert_path(exchange));
    AW_GUEST_DO(read_body(exchange));
    std::vector<Value> arguments;
    AW_GUEST_DO(solve(exchange, endpoint, arguments));
    if (!exchange.errors.empty())
        return raise_validation_error(exchange.vm, exchange.errors, exchange.body.value,
                                      exchange.endpoint_context());
    return call_planned(exchange, endpoint, arguments, exchange.function_stack);
}

Completion render_result(Exchange& exchange, const Value& result) {
    return exchange.route->plan.streams ? answer_stream(exchange, result)
                                        : to_response(exchange, result);
}

// What a route's own handler raised is handled once more here.
Completion route_and_handle(Exchange& exchange) {
    const Current current(exchange);
    return handle_exception(exchange, route_request(exchange));
}

Completion answer_exchange(Exchange& exchange) {
    const Current current(exchange);
    Completion outcome = run_middleware(exchange);
    if (!outcome.raised() || exchange.sent) return outcome;
    Completion last = answer_server_error(exchange, outcome.error());
    if (last.stopped()) return last;
    if (last.raised()) {
        exchange.response = plain_response(500, "Internal Server Error");
        outcome = std::move(last);
    }
    exchange.sent = true;
    return outcome;
}

Reply answer_request(WebApp& web, const http::Request& given) {
    Vm& vm = web.vm;
    http::Request rooted;
    if (!web.router.root_path.empty()) {
        rooted = given;
        rooted.root_path = rooted.app_root_path = web.router.root_path;
    }
    const http::Request& request = web.router.root_path.empty() ? given : rooted;
    const CopiedContext context(vm);
    Exchange exchange{vm, web, request};
    note_request(exchange);
    Reply reply;
    const Completion outcome = answer_exchange(exchange);
    if (outcome.raised())
        reply.traceback = vm.traceback_text(outcome.error());
    else if (!exchange.late_error.empty())
        reply.traceback = vm.traceback_text(exchange.late_error);
    reply.stopped = vm.stopped().has_value();
    if (!reply.stopped && !exchange.noted) send_answer(exchange);
    reply.response = std::move(exchange.response);
    return reply;
}

}  // namespace web
