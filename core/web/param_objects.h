// web/param_objects.h -- Depends(), Security(), Query(), Path(), Header(), Cookie(), Body(),
// Form(), File(): what a program writes beside a parameter. FastAPI params.py.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/native.h"
#include "web/heap_charge.h"
#include "web/validate.h"

namespace web {

// When a dependency with yield goes on: before the response is sent, or after.
enum class DependencyScope : std::uint8_t { Function, Request };

struct DependsMark : lang::Payload {
    lang::Value dependency;  // None: the parameter's annotation
    bool use_cache = true;
    bool is_security = false;
    std::vector<std::string> scopes;
    std::optional<DependencyScope> scope;
    HeapCharge charge;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

enum class ParamIn : std::uint8_t { Path, Query, Header, Cookie, Body, Form, File };
std::string_view class_name(ParamIn in);  // "Query"
// Where the trace and the loc of an error say that it stood: "query", "body" ...
std::string_view place_name(ParamIn in);

// What the OpenAPI document says about a parameter. Empty: not given.
struct ParamDoc {
    lang::Value title, description, deprecated, examples, example, openapi_examples;
    lang::Value media_type, schema_extra;
    std::string format;  // "password"
    bool in_schema = true;
};

struct ParamMark : ConstraintsPayload {
    ParamIn in = ParamIn::Query;
    lang::Value default_value;    // empty: required
    lang::Value default_factory;  // empty: none
    std::optional<std::string> alias;
    bool convert_underscores = true;
    bool embed = false;
    std::optional<std::string> discriminator;
    lang::Value discriminator_function;  // empty: none
    ParamDoc doc;
    HeapCharge charge;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

}  // namespace web
