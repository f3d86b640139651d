// web/openapi_document.h -- the OpenAPI document while it is being made. Stays in this folder.
// openapi.cpp: its operations; openapi_request.cpp: what they read; openapi_responses.cpp: what
// they answer.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "web/openapi_schema.h"
#include "web/route.h"

namespace web {

// What a route asks for, from all of its dependencies.
struct Needs {
    std::vector<const ParameterPlan*> parameters;
    std::vector<const ParameterPlan*> body;
    std::vector<std::pair<lang::Value, std::vector<std::string>>> schemes;  // with their scopes
};

class Document {
  public:
    explicit Document(lang::Vm& vm) : vm_(vm), schemas_(vm) {}
    // `facts`: the attributes of an application, or the keywords of get_openapi().
    lang::Completion make(const lang::Value& facts,
                          const std::vector<std::shared_ptr<Route>>& routes,
                          const std::vector<std::shared_ptr<Route>>& webhooks);

  private:
    lang::Completion name_route(const std::shared_ptr<Route>& route);
    lang::Completion add_info(const lang::Value& facts, const lang::Value& out);
    lang::Completion add_routes(const std::vector<std::shared_ptr<Route>>& routes,
                                const lang::Value& paths);
    lang::Completion add_route(const Route& route, const lang::Value& path);
    lang::Completion add_tags(const lang::Value& facts, const lang::Value& out);
    lang::Completion make_operation(const Route& route, const std::string& method,
                                    const Needs& needs, lang::Value& out);
    lang::Completion add_security(const Needs& needs, const lang::Value& operation);
    lang::Completion add_callbacks(const Route& route, const lang::Value& operation);
    // openapi_request.cpp
    lang::Completion make_parameter(const ParameterPlan& parameter, const std::string& name,
                                    bool required, lang::Value& out);
    lang::Completion add_parameters(const Needs& needs, const lang::Value& operation);
    lang::Completion add_body(const Route& route, const Needs& needs, const lang::Value& operation);
    lang::Completion body_schema(const Route& route, const Needs& needs, lang::Value& out);
    // openapi_responses.cpp
    lang::Completion add_responses(const Route& route, const Needs& needs,
                                   const lang::Value& operation);
    lang::Completion success_response(const Route& route, lang::Value& out);
    lang::Completion stream_response(const Route& route, const lang::Value& response);
    lang::Completion add_more_responses(const Route& route, const lang::Value& responses);
    lang::Completion add_one_response(const Route& route, const std::string& status,
                                      const lang::Value& given, const lang::Value& responses);
    lang::Completion response_model(const Route& route, const std::string& status,
                                    const lang::Value& model, const lang::Value& added);
    void put(const lang::Value& dict, std::string_view key, lang::Value value) {
        lang::dict_put(vm_, *dict.as<lang::Dict>(), key, std::move(value));
    }
    lang::Value text(std::string_view utf8) { return vm_.heap().make_str(utf8); }
    lang::Value dict() { return vm_.heap().make_dict(); }
    lang::Value texts(const std::vector<std::string>& all) {
        std::vector<lang::Value> out;
        for (const std::string& one : all) out.push_back(text(one));
        return vm_.heap().make_list(out);
    }

    lang::Vm& vm_;
    lang::Value security_ = dict();
    Schemas schemas_;
    bool separate_ = true;  // inputs from outputs
};

// description=, or what the function's docstring says; empty: neither.
lang::Value route_description(lang::Vm& vm, const Route& route);
// "read_item_items__id__get"
std::string unique_id(const Route& route);
// The entries of `from` into `to`, dicts into dicts.
void merge_dicts(lang::Vm& vm, const lang::Value& to, const lang::Value& from);

}  // namespace web
