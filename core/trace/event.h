// trace/event.h -- what a run is made of: one event per step, in the order things happened.
// A step is an index into the run's events, 0-based; lines are 1-based.
//
// Events that the sample itself causes are recorded by core/lang; the request's way through
// routing, dependencies, credentials and response is recorded by core/web and core/auth.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace trace {

enum class EventKind : std::uint8_t {
    // the request's way (fields are listed behind each kind)
    Request,            // label?, method, path, query, headers... : a request has arrived
    RouteMatched,       // method, path (as declared), function
    RouteMissed,        // reason: not_found | method_not_allowed | redirect_slash, allow?;
                        // or no_request, detail: the bytes were none, the program saw nothing
    BodyRead,           // media_type, bytes, result: parsed | absent | invalid
    DependencyEntered,  // dependency (its name), parameter (whose default it is), scopes?
    DependencyReused,   // dependency, parameter, value: taken from this request's cache
    DependencyLeft,     // dependency, value? or exception?
    ParameterRead,      // in (path|query|header|cookie|form|body), name, present, value, valid
    CredentialsRead,    // scheme (class name), in, name, present (true|false), value?, reason?
    TokenCheck,     // check (alg, signature, exp ...), reason?, token? (of a decode's first check),
                    // result: passed|failed|not_reached|skipped
    PasswordCheck,  // algorithm, cost (its parameters), result: passed|failed|hashed (made anew)
    ExceptionHandled,  // exception, handler: an exception becomes a response
    Response,          // status, reason, body
    // the program's way
    Line,    // line: about to run
    Call,    // function, and one field per argument
    Return,  // function, value
    Yield,   // function, value: a generator or coroutine steps aside
    Resume,  // function
    Raise,   // exception, message
    Unwind,  // function, exception: the call ends because of it
    Caught,  // function, exception
    Assign,  // scope (local|global|nonlocal), function, name, value; no value: del
    Change,  // object (text), name? (of the variable that holds it),
             // what: item|attribute|append|insert|remove|replace, key?, value?
    Output,  // text
};
inline constexpr int kEventKindCount = 24;

// The name that scenario files match in `when` and that --steps prints: "request", "route_matched",
// "dependency_entered", "line", "assign", ...
std::string_view name_of(EventKind kind);
std::optional<EventKind> event_kind(std::string_view name);

struct Field {
    std::string name;
    std::string value;  // plain text: a str without quotes, other values as Python prints them
};

// One event, decoded for people. Cheap enough to make for what is on the screen.
struct Event {
    EventKind kind = EventKind::Line;
    int step = 0;
    int request = -1;  // -1 while the program loads
    int line = 0;      // where the activation was that it belongs to; 0 when there is none
    int depth = 0;     // guest calls on the stack after this event, the module not counted
    std::vector<Field> fields;

    const std::string* field(std::string_view name) const& {  // nullptr when absent
        for (const Field& f : fields)
            if (f.name == name) return &f.value;
        return nullptr;
    }
    const std::string* field(std::string_view name) && = delete;  // it would point into nowhere
};

}  // namespace trace
