// web/record.h -- the request's way, told to the trace. Without a recorder each call is one test.
// The fields are those that trace/event.h lists.
#pragma once

#include <string>
#include <string_view>

#include "trace/recorder.h"
#include "web/depend_plan.h"
#include "web/exchange.h"

namespace web {

void note_request(Exchange& exchange);
void note_matched(Exchange& exchange);
void note_missed(Exchange& exchange, std::string_view reason, std::string_view allow);
void note_body(Exchange& exchange, std::string_view media_type, std::string_view result);
void note_entered(Exchange& exchange, const CallPlan& plan, const DependencyUse& use);
void note_reused(Exchange& exchange, const CallPlan& plan, const DependencyUse& use,
                 const lang::Value& value);
void note_left(Exchange& exchange, const CallPlan& plan, const lang::Value& value);
// It, or something that it needs, raised.
void note_failed(Exchange& exchange, const CallPlan& plan, const lang::Completion& outcome);
// `raw` empty: it was not in the request.
void note_parameter(Exchange& exchange, const ParameterPlan& parameter, const lang::Value& raw,
                    bool valid);
void note_handled(Exchange& exchange, const lang::Value& exception, std::string_view handler);
void note_response(Exchange& exchange);

// A value as the trace shows it: text without quotes, other values as Python prints them, cut off
// at `limit` bytes. Runs no code of the program.
std::string plain_text(lang::Vm& vm, const lang::Value& value, std::size_t limit = 200);

}  // namespace web
