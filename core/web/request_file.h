// web/request_file.h -- requests written down as JSON, and answers printed as JSON: what
// `authwalk request APP.py --requests REQ.json --json` reads and prints.
// In: [{"method", "path", "query"?, "headers"?: [[name, value], ...], "body"? | "body_b64"?,
// "note"?}]. Every request gets the default headers that it does not give itself.
// Errors: the first fault, with its JSON path and position.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "http/message.h"
#include "web/app.h"

namespace web {

base::Result<std::vector<http::Request>> read_requests(const base::JsonValue& json);

struct Answers {
    std::vector<http::Response> responses;  // as many as requests, fewer when one was stopped
    std::string log;                        // tracebacks of what nobody handled
    bool stopped = false;                   // by a limit or a refusal: Vm::stopped() says which
};
// Startup, the requests in order, shutdown.
Answers run_requests(App& app, const std::vector<http::Request>& requests);

// [{"status": 200, "headers": [["name", "value"], ...], "body": "..."}]; "body_b64" where the body
// is not UTF-8.
std::string answers_json(const std::vector<http::Response>& responses);
// {"load_error": {"type": ..., "message": ...}}
std::string load_error_json(const Loading& loading);

}  // namespace web
