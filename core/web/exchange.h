// web/exchange.h -- one request while it is being answered: what has been read of it, what has
// been solved, what has to be closed. Stays in this folder.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "http/form.h"
#include "http/message.h"
#include "http/url.h"
#include "lang/vm.h"
#include "web/validate.h"
#include "web/web_app.h"

namespace web {

// A dependency with yield that has yielded.
struct OpenGenerator {
    lang::Value generator;
    std::string_view name;
};

// The body as the route's parameters see it. `value` empty: there was none.
struct Body {
    lang::Value value;  // JSON as guest values, or the bytes themselves
    http::Form form;
};

struct Exchange {
    lang::Vm& vm;
    WebApp& web;
    const http::Request& request;

    // Set once a route has matched.
    std::shared_ptr<Route> route = {};
    std::vector<std::string_view> captures = {};
    std::vector<lang::Value> path_values = {};  // by parameter, converted

    // Read when first asked for.
    std::optional<http::Pairs> query = {};
    std::optional<http::Pairs> cookies = {};
    std::shared_ptr<const http::Request> shared_request = {};
    lang::Value request_object = {};
    lang::Value scope = {};          // what a program handed over as this request; empty: nothing
    lang::Value pending = {};        // a result that is still to be read as a stream
    lang::Value state_dict = {};     // request.state of an outer application; empty: none
    lang::Value outermost_app = {};  // what url_for searches; empty: web.object
    int depth = 0;                   // so many applications are around it
    bool is_inner = false;           // something around it gets the answer, not the client
    lang::Value path_params = {};    // Dict

    Body body = {};
    bool body_is_asked = false;           // the Request object has a body() of the program
    bool json_is_asked = false;           // ... a json()
    std::vector<lang::Value> cache = {};  // by DependencyUse::cache_slot
    std::vector<FieldError> errors = {};
    lang::Value response_parameter = {};
    lang::Value background = {};
    std::vector<OpenGenerator> function_stack = {};
    std::vector<OpenGenerator> request_stack = {};

    http::Response response = {};
    lang::Value made_response = {};  // the object that response_class= made for it
    bool sent = false;               // nothing can change the answer any more
    bool noted = false;              // it is in the trace
    lang::Value late_error = {};     // raised after the answer was sent; empty: none

    // Forgets what an earlier pass through the router found (call_next may be awaited again).
    void begin_routing(std::shared_ptr<Route> matched, std::vector<std::string_view> found);

    // What an error says about the route's function.
    lang::Value endpoint_context() const;

    const lang::Value& request_value();  // the Request object
    const http::Pairs& query_pairs();
    const http::Pairs& cookie_pairs();
};

// While it lives, WebState::current is this exchange.
class Current {
  public:
    explicit Current(Exchange& exchange);
    ~Current();
    Current(const Current&) = delete;
    Current& operator=(const Current&) = delete;

  private:
    Exchange*& current_;
    Exchange* before_;
};

}  // namespace web
