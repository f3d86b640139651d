#include "web/record.h"

#include "base/text.h"
#include "http/status.h"
#include "web/web_state.h"

namespace web {

using lang::Completion;
using lang::Value;
using trace::EventKind;
using trace::Field;

namespace {

trace::Recorder* recorder_of(const Exchange& exchange) { return exchange.vm.recorder(); }

std::string joined_words(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
    return out;
}

std::string exception_name(const Exchange& exchange, const Value& exception) {
    return exchange.vm.class_of(exception).name;
}

}  // namespace

void note_request(Exchange& exchange) {
    trace::Recorder* recorder = recorder_of(exchange);
    if (!recorder) return;
    const http::Request& request = exchange.request;
    std::vector<Field> fields{
        {"method", request.method}, {"path", request.path}, {"query", request.query}};
    for (const http::HeaderField& header : request.headers)
        fields.push_back({"header:" + base::to_lower_ascii(header.name), header.value});
    recorder->emit(EventKind::Request, fields);
}

void note_matched(Exchange& exchange) {
    if (trace::Recorder* recorder = recorder_of(exchange))
        recorder->emit(EventKind::RouteMatched, {{"method", exchange.request.method},
                                                 {"path", exchange.route->path},
                                                 {"function", exchange.route->name}});
}

void note_missed(Exchange& exchange, std::string_view reason, std::string_view allow) {
    trace::Recorder* recorder = recorder_of(exchange);
    if (!recorder) return;
    std::vector<Field> fields{{"reason", std::string(reason)}};
    if (!allow.empty()) fields.push_back({"allow", std::string(allow)});
    recorder->emit(EventKind::RouteMissed, fields);
}

void note_body(Exchange& exchange, std::string_view media_type, std::string_view result) {
    if (trace::Recorder* recorder = recorder_of(exchange))
        recorder->emit(EventKind::BodyRead,
                       {{"media_type", media_type},
                        {"bytes", std::to_string(exchange.request.body.size())},
                        {"result", result}});
}

void note_entered(Exchange& exchange, const CallPlan& plan, const DependencyUse& use) {
    trace::Recorder* recorder = recorder_of(exchange);
    if (!recorder) return;
    if (plan.scopes.empty()) {
        recorder->emit(EventKind::DependencyEntered,
                       {{"dependency", plan.name}, {"parameter", use.parameter}});
        return;
    }
    recorder->emit(EventKind::DependencyEntered, {{"dependency", plan.name},
                                                  {"parameter", use.parameter},
                                                  {"scopes", joined_words(plan.scopes)}});
}

void note_reused(Exchange& exchange, const CallPlan& plan, const DependencyUse& use,
                 const Value& value) {
    if (trace::Recorder* recorder = recorder_of(exchange))
        recorder->emit(EventKind::DependencyReused, {{"dependency", plan.name},
                                                     {"parameter", use.parameter},
                                                     {"value", plain_text(exchange.vm, value)}});
}

void note_left(Exchange& exchange, const CallPlan& plan, const Value& value) {
    if (trace::Recorder* recorder = recorder_of(exchange))
        recorder->emit(EventKind::DependencyLeft,
                       {{"dependency", plan.name}, {"value", plain_text(exchange.vm, value)}});
}

void note_failed(Exchange& exchange, const CallPlan& plan, const Completion& outcome) {
    trace::Recorder* recorder = recorder_of(exchange);
    if (recorder && outcome.raised())
        recorder->emit(
            EventKind::DependencyLeft,
            {{"dependency", plan.name}, {"exception", exception_name(exchange, outcome.error())}});
}

void note_parameter(Exchange& exchange, const ParameterPlan& parameter, const Value& raw,
                    bool valid) {
    trace::Recorder* recorder = recorder_of(exchange);
    if (!recorder) return;
    const std::string_view place = parameter.in == ParamIn::Form || parameter.in == ParamIn::File
                                       ? "form"
                                       : place_name(parameter.in);
    recorder->emit(EventKind::ParameterRead,
                   {{"in", place},
                    {"name", parameter.alias},
                    {"present", raw.empty() ? "false" : "true"},
                    {"value", raw.empty() ? std::string() : plain_text(exchange.vm, raw)},
                    {"valid", valid ? "true" : "false"}});
}

void note_handled(Exchange& exchange, const Value& exception, std::string_view handler) {
    if (trace::Recorder* recorder = recorder_of(exchange))
        recorder->emit(EventKind::ExceptionHandled,
                       {{"exception", exception_name(exchange, exception)}, {"handler", handler}});
}

void note_response(Exchange& exchange) {
    if (trace::Recorder* recorder = recorder_of(exchange))
        recorder->emit(EventKind::Response,
                       {{"status", std::to_string(exchange.response.status)},
                        {"reason", http::reason_phrase(exchange.response.status)},
                        {"body", exchange.response.body}});
}

}  // namespace web
