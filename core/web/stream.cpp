#include "web/stream.h"

#include "web/jsonable.h"
#include "web/respond.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

bool sends_chunks(const Exchange& exchange) {
    const auto* cls = exchange.route->response.response_class.try_as<lang::Class>();
    const lang::Class* streaming = web_state(exchange.vm).streaming_response;
    return cls && streaming && exchange.vm.is_subclass(*cls, *streaming);
}

Completion add_chunk(Vm& vm, const Value& chunk, std::string& body) {
    if (lang::is_text(chunk)) {
        body += lang::text_of(chunk);
    } else if (const auto* bytes = chunk.try_as<lang::Bytes>()) {
        body += bytes->view();
    } else {
        return vm.raise("AttributeError",
                        "'" + vm.class_of(chunk).name + "' object has no attribute 'encode'");
    }
    return Completion::none();
}

Completion add_event_line(Vm& vm, const Value& value, std::string& body) {
    AW_GUEST_DO(to_json(vm, value, body));
    body += "\n";
    return Completion::none();
}

}  // namespace

Completion answer_stream(Exchange& exchange, const Value& generator) {
    Vm& vm = exchange.vm;
    const bool chunks = sends_chunks(exchange);
    auto* steps = generator.try_as<lang::Generator>();
    if (!steps) return to_response(exchange, generator);
    http::Response response;
    response.status = exchange.route->response.status_code.value_or(200);
    while (true) {
        AW_GUEST(const Value value, vm.resume_to_yield(*steps, Value::none()));
        if (value.empty()) break;
        AW_GUEST_DO(chunks ? add_chunk(vm, value, response.body)
                           : add_event_line(vm, value, response.body));
        if (!vm.has_room(response.body.size())) return vm.out_of_memory();
    }
    if (!chunks) response.headers.add("content-type", "application/jsonl");
    exchange.response = std::move(response);
    add_parameter_headers(exchange);
    return Completion::none();
}

}  // namespace web
