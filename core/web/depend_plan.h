// web/depend_plan.h -- what a route needs before its function can run, worked out once at
// registration from signatures. FastAPI dependencies/utils.py (get_dependant, analyze_param).
// In: the function, the path's parameter names, the Depends() of decorator, routers, application.
// Out: a RoutePlan; solving it (depend_solve.h) looks nothing up by name.
// Errors: what FastAPI raises while a program loads, as the guest's exception; RecursionError for
// a dependency that needs itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "auth/scheme.h"
#include "lang/vm.h"
#include "web/param_objects.h"
#include "web/signature.h"
#include "web/validate.h"

namespace web {

// A parameter read from the request. `argument` indexes the arguments of the call it is for.
struct ParameterPlan {
    ParamIn in = ParamIn::Query;
    std::string name;   // in the program
    std::string alias;  // in the request
    FieldTypePtr type;
    bool is_sequence = false;  // collects the repeats of its name
    bool is_model = false;  // Query(), Header(), Cookie(), Form(): its fields are read one by one
    bool is_form = false;   // a union of models: gets all fields of the form
    bool dashes = true;     // Header(convert_underscores=...)
    bool embed = false;
    Loc loc;                      // what an error says about its place
    lang::Value default_value;    // empty: required, unless there is a factory
    lang::Value default_factory;  // empty: none
    int argument = -1;
    ParamDoc doc;
    bool required() const { return default_value.empty() && default_factory.empty(); }
};

// What FastAPI hands over by type alone.
enum class Provided : std::uint8_t { Request, Response, BackgroundTasks, SecurityScopes };
struct ProvidedPlan {
    Provided what;
    int argument;
};

struct CallPlan;

// One place where a dependency is asked for.
struct DependencyUse {
    std::shared_ptr<const CallPlan> plan;
    std::string parameter;  // whose value it is; "" in dependencies=[...]
    int argument = -1;      // -1: the value is not handed on
    bool use_cache = true;
    DependencyScope scope = DependencyScope::Request;  // when a generator is closed
    std::string scope_name;           // "function", "request", or "" where it does not matter
    std::vector<std::string> scopes;  // asked for by this Security() alone
    int cache_slot = 0;
};

// One callable and everything it is called with.
struct CallPlan {
    lang::Value callable;
    std::string name;  // display_name
    CallStyle style = CallStyle::Plain;
    // A security scheme of ours, not changed by a subclass: asked directly.
    const auth::Scheme* scheme = nullptr;
    std::vector<std::string> arguments;       // names, by index
    int positional = 0;                       // so many go by position, the others by name
    std::vector<DependencyUse> dependencies;  // those without a parameter first
    std::vector<ParameterPlan> parameters;    // path, query, header, cookie: in this order
    std::vector<ParameterPlan> body;
    std::vector<ProvidedPlan> provided;
    std::vector<std::string> scopes;  // all that were asked for, from the outside in
    bool uses_scopes = false;         // it or something below looks at scopes
};

// A key of the per-request cache; its index is DependencyUse::cache_slot.
struct CacheKey {
    lang::Value callable;
    std::vector<std::string> scopes;  // sorted; empty when nothing below looks at them
    std::string scope;                // "function", "request" or ""
};

enum class BodyKind : std::uint8_t { None, Json, Form };

struct RoutePlan {
    std::shared_ptr<CallPlan> endpoint;
    lang::Value returns;   // the endpoint's return annotation; empty: none
    bool streams = false;  // the endpoint yields
    BodyKind body_kind = BodyKind::None;
    bool embed_body = false;  // the body is an object with a key per parameter
    std::vector<CacheKey> cache_keys;

    // What planning goes on with when an override brings in another callable.
    struct Planned {
        lang::Value callable;
        std::vector<std::string> scopes;
        std::shared_ptr<const CallPlan> plan;  // null while it is being planned
    };
    std::vector<std::string> path_names;
    std::vector<Planned> planned;
};

// `dependencies`: DependsMark instances, outermost first.
lang::Completion plan_route(lang::Vm& vm, const lang::Value& endpoint,
                            std::vector<std::string> path_names,
                            const std::vector<lang::Value>& dependencies, RoutePlan& out);

// The use of `replacement` where `original` stood (dependency_overrides). Kept in the plan.
lang::Completion plan_override(lang::Vm& vm, RoutePlan& route, const DependencyUse& original,
                               const lang::Value& replacement,
                               std::shared_ptr<const CallPlan>& out);

}  // namespace web
