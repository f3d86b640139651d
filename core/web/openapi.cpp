#include "web/openapi.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lang/dict.h"
#include "web/openapi_document.h"
#include "web/openapi_models.h"
#include "web/options.h"
#include "web/param_objects.h"
#include "web/route_object.h"
#include "web/router_objects.h"
#include "web/signature.h"
#include "web/web_state.h"
#include "web/web_url.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// -- what a route asks for -----------------------------------------------------------------------

void add_unique(std::vector<std::string>& scopes, const std::vector<std::string>& more) {
    for (const std::string& scope : more)
        if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end()) scopes.push_back(scope);
}

void collect_security(Vm& vm, const CallPlan& plan, const std::vector<std::string>& scopes,
                      std::vector<int>& seen, Needs& out) {
    for (const ParameterPlan& parameter : plan.parameters) out.parameters.push_back(&parameter);
    for (const DependencyUse& use : plan.dependencies) {
        if (std::find(seen.begin(), seen.end(), use.cache_slot) != seen.end()) continue;
        seen.push_back(use.cache_slot);
        std::vector<std::string> asked = scopes;
        add_unique(asked, use.scopes);
        if (vm.is_instance_of(use.plan->callable, *web_state(vm).security_base))
            out.schemes.emplace_back(use.plan->callable, asked);
        collect_security(vm, *use.plan, asked, seen, out);
    }
}

void collect_body_needs(const CallPlan& plan, std::vector<const CallPlan*>& seen, Needs& out) {
    if (std::find(seen.begin(), seen.end(), &plan) != seen.end()) return;
    seen.push_back(&plan);
    for (const ParameterPlan& field : plan.body) out.body.push_back(&field);
    for (const DependencyUse& use : plan.dependencies) collect_body_needs(*use.plan, seen, out);
}

Needs needs_of(Vm& vm, const Route& route) {
    Needs needs;
    std::vector<int> seen;
    std::vector<const CallPlan*> plans;
    collect_security(vm, *route.plan.endpoint, {}, seen, needs);
    collect_body_needs(*route.plan.endpoint, plans, needs);
    std::stable_sort(needs.parameters.begin(), needs.parameters.end(),
                     [](const auto* a, const auto* b) { return a->in < b->in; });
    return needs;
}

}  // namespace

// "read_item_items__id__get"
std::string unique_id(const Route& route) {
    if (!route.unique_name.empty()) return route.unique_name;
    std::string id = route.name + path_format(route.pattern);
    for (char& c : id)
        if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) c = '_';
    return id + "_" + base::to_lower_ascii(route.methods.front());
}

// -- one operation -------------------------------------------------------------------------------

Completion Document::add_security(const Needs& needs, const Value& operation) {
    std::vector<std::pair<std::string, std::vector<std::string>>> required;
    for (const auto& [scheme, scopes] : needs.schemes) {
        std::string name;
        AW_GUEST(Value definition, security_definition(vm_, scheme, name));
        put(security_, name, std::move(definition));
        auto known = std::find_if(required.begin(), required.end(),
                                  [&](const auto& entry) { return entry.first == name; });
        if (known == required.end()) known = required.insert(known, {name, {}});
        add_unique(known->second, scopes);
    }
    std::vector<Value> list;
    for (const auto& [name, scopes] : required) {
        Value entry = dict();
        put(entry, name, texts(scopes));
        list.push_back(std::move(entry));
    }
    if (!list.empty()) put(operation, "security", vm_.heap().make_list(list));
    return Completion::none();
}

// -- the document --------------------------------------------------------------------------------

// description=, or what the function's docstring says in front of a form feed.
Value route_description(Vm& vm, const Route& route) {
    Value description = route.doc.description;
    if (description.empty())
        if (const auto* function = route.endpoint.try_as<lang::Function>())
            description = function->doc;
    if (!lang::is_text(description)) return {};
    const std::string text = clean_docstring(lang::text_of(description));
    return vm.heap().make_str(
        base::trim(std::string_view(text).substr(0, text.find('\f')), " \t\r\n"));
}

Completion Document::make_operation(const Route& route, const std::string& method,
                                    const Needs& needs, Value& out) {
    out = dict();
    if (!route.doc.tags.empty()) put(out, "tags", texts(route.doc.tags));
    std::string summary = title_of(route.name);
    put(out, "summary", route.doc.summary.empty() ? text(summary) : route.doc.summary);
    const Value description = route_description(vm_, route);
    if (!description.empty() && !lang::text_of(description).empty())
        put(out, "description", description);
    put(out, "operationId",
        route.doc.operation_id.empty() ? text(unique_id(route)) : route.doc.operation_id);
    if (route.doc.deprecated) put(out, "deprecated", Value::true_());
    schemas_.set_mode(SchemaMode::Input);
    AW_GUEST_DO(add_security(needs, out));
    AW_GUEST_DO(add_parameters(needs, out));
    if (method != "OPTIONS" && method != "TRACE") AW_GUEST_DO(add_body(route, needs, out));
    AW_GUEST_DO(add_callbacks(route, out));
    schemas_.set_mode(separate_ ? SchemaMode::Output : SchemaMode::Input);
    AW_GUEST_DO(add_responses(route, needs, out));
    if (route.doc.openapi_extra.is(lang::Kind::Dict))
        merge_dicts(vm_, out, route.doc.openapi_extra);
    return Completion::none();
}

// The path operations that another service is expected to answer. A route's later method has the
// say over an earlier one of the same name.
Completion Document::add_callbacks(const Route& route, const Value& operation) {
    std::vector<std::shared_ptr<Route>> routes;
    for (const Value& item : route.doc.callbacks)
        if (std::shared_ptr<Route> callback = route_of(item)) routes.push_back(std::move(callback));
    if (route.doc.callbacks.empty()) return Completion::none();
    Value callbacks = dict();
    for (const std::shared_ptr<Route>& callback : routes) {
        if (callback->kind != RouteKind::Function) continue;
        read_back(*callback);
        AW_GUEST_DO(name_route(callback));
        Value path = dict();
        AW_GUEST_DO(add_route(*callback, path));
        Value by_path = dict();
        put(by_path, callback->path, std::move(path));
        put(callbacks, callback->name, std::move(by_path));
    }
    put(operation, "callbacks", std::move(callbacks));
    return Completion::none();
}

// The operations of a route into `path`, by method.
Completion Document::add_route(const Route& route, const Value& path) {
    if (!route.doc.in_schema) return Completion::none();
    if (!vm_.charge(100)) return vm_.out_of_steps();
    const Needs needs = needs_of(vm_, route);
    for (const std::string& method : route.methods) {
        Value operation;
        AW_GUEST_DO(make_operation(route, method, needs, operation));
        put(path, base::to_lower_ascii(method), std::move(operation));
    }
    return Completion::none();
}

Completion Document::add_routes(const std::vector<std::shared_ptr<Route>>& routes,
                                const Value& paths) {
    for (const std::shared_ptr<Route>& route : routes) {
        if (route->kind != RouteKind::Function) continue;
        read_back(*route);
        if (!route->doc.in_schema) continue;
        AW_GUEST_DO(name_route(route));
        const std::string path = path_format(route->pattern);
        if (find_key(paths, path).empty()) put(paths, path, dict());
        AW_GUEST_DO(add_route(*route, find_key(paths, path)));
    }
    return Completion::none();
}

// A copy of {"url": ...} with the address as pydantic's AnyUrl writes it.
static Value with_plain_url(Vm& vm, const Value& holder) {
    const Value given = find_key(holder, "url");
    WebUrl url;
    if (!lang::is_text(given) || !read_web_url(lang::text_of(given), url).empty()) return holder;
    Value out = lang::dict_copy(vm, *holder.as<Dict>());
    lang::dict_put(vm, *out.as<Dict>(), "url", vm.heap().make_str(url.text));
    return out;
}

Completion Document::add_info(const Value& facts, const Value& out) {
    static constexpr std::array<std::array<std::string_view, 2>, 7> kInfo{{
        {"title", "title"},
        {"summary", "summary"},
        {"description", "description"},
        {"termsOfService", "terms_of_service"},
        {"contact", "contact"},
        {"license", "license_info"},
        {"version", "version"},
    }};
    Value info = dict();
    for (const auto& [key, fact] : kInfo) {
        const Value value = find_key(facts, fact);
        const bool empty_text = lang::is_text(value) && lang::text_of(value).empty();
        if (!value.empty() && !value.is_none() && !empty_text)
            put(info, key, with_plain_url(vm_, value));
    }
    put(out, "info", std::move(info));
    const Value servers = find_key(facts, "servers");
    const auto* listed = servers.try_as<lang::List>();
    if (listed && !listed->items.empty()) put(out, "servers", servers);
    return Completion::none();
}

namespace {

Completion sorted(Vm& vm, const Value& dict) {
    std::vector<std::string> keys;
    for (const lang::DictEntry& entry : dict.as<Dict>()->entries)
        if (!entry.key.empty()) keys.emplace_back(lang::text_of(entry.key));
    std::sort(keys.begin(), keys.end());
    Value out = vm.heap().make_dict();
    for (const std::string& key : keys)
        lang::dict_put(vm, *out.as<Dict>(), key, in_model_order(vm, find_key(dict, key)));
    return out;
}

}  // namespace

// What generate_unique_id_function= says, asked once.
Completion Document::name_route(const std::shared_ptr<Route>& route) {
    if (route->doc.unique_id.empty() || !route->unique_name.empty()) return Completion::none();
    Value object = make_route_object(vm_, route);
    AW_GUEST(const Value name, vm_.call(Value(route->doc.unique_id), std::span<Value>(&object, 1)));
    if (lang::is_text(name)) route->unique_name = lang::text_of(name);
    return Completion::none();
}

Completion Document::add_tags(const Value& facts, const Value& out) {
    const Value tags = find_key(facts, "tags");
    const auto* listed = tags.try_as<lang::List>();
    if (!listed || listed->items.empty()) return Completion::none();
    std::vector<Value> all;
    for (const Value& tag : listed->items) {
        const Value docs = find_key(tag, "externalDocs");
        all.push_back(docs.empty() ? tag : lang::dict_copy(vm_, *tag.as<Dict>()));
        if (!docs.empty()) put(all.back(), "externalDocs", with_plain_url(vm_, docs));
    }
    put(out, "tags", vm_.heap().make_list(all));
    return Completion::none();
}

Completion Document::make(const Value& facts, const std::vector<std::shared_ptr<Route>>& routes,
                          const std::vector<std::shared_ptr<Route>>& webhooks) {
    Value out = dict();
    separate_ = !find_key(facts, "separate_input_output_schemas").is_false();
    const Value version = find_key(facts, "openapi_version");
    put(out, "openapi", lang::is_text(version) ? version : text("3.1.0"));
    AW_GUEST_DO(add_info(facts, out));
    Value documents = dict();
    for (const std::string_view key : {"paths", "webhooks"}) {
        Value paths = dict();
        AW_GUEST_DO(add_routes(key == "paths" ? routes : webhooks, paths));
        put(documents, key, std::move(paths));
    }
    Value named;
    Value schemas;
    AW_GUEST_DO(schemas_.resolve(documents, named, schemas));
    put(out, "paths", paths_in_model_order(vm_, find_key(named, "paths")));
    if (const Value hooks = find_key(named, "webhooks"); hooks.as<Dict>()->used > 0)
        put(out, "webhooks", webhooks_in_model_order(vm_, hooks));
    Value components = dict();
    if (schemas.as<Dict>()->used > 0) {
        AW_GUEST(Value in_order, sorted(vm_, schemas));
        put(components, "schemas", std::move(in_order));
    }
    if (security_.as<Dict>()->used > 0) put(components, "securitySchemes", security_);
    if (components.as<Dict>()->used > 0) put(out, "components", std::move(components));
    AW_GUEST_DO(add_tags(facts, out));
    const Value docs = find_key(facts, "external_docs");
    if (docs.is(lang::Kind::Dict) && docs.as<Dict>()->used > 0)
        put(out, "externalDocs", with_plain_url(vm_, docs));
    return without_none(vm_, out);
}

namespace {

// An attribute of the application and what get_openapi() calls it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kFacts{{
    {"title", "title"},
    {"version", "version"},
    {"openapi_version", "openapi_version"},
    {"summary", "summary"},
    {"description", "description"},
    {"terms_of_service", "terms_of_service"},
    {"contact", "contact"},
    {"servers", "servers"},
    {"license_info", "license_info"},
    {"openapi_tags", "tags"},
    {"openapi_external_docs", "external_docs"},
    {"separate_input_output_schemas", "separate_input_output_schemas"},
}};

Value facts_of(Vm& vm, const Instance& app) {
    Value facts = vm.heap().make_dict();
    for (const auto& [attribute, name] : kFacts)
        if (const Value value = lang::read_slot(app, attribute); !value.empty())
            lang::dict_put(vm, *facts.as<Dict>(), name, value);
    return facts;
}

// APIRoute objects: a list, or an APIRouter, which stands for its routes.
Completion routes_in(Vm& vm, const Value& listed, std::vector<std::shared_ptr<Route>>& out) {
    if (auto* router = lang::payload_of<RouterObject>(listed)) {
        AW_GUEST_DO(effective_routes(vm, *router));
        out = router->all;
        return Completion::none();
    }
    std::vector<Value> items;
    AW_GUEST_DO(items_of(vm, listed, items));
    for (const Value& item : items) {
        std::shared_ptr<Route> route = route_of(item);
        if (route && route->kind == RouteKind::Included) {
            AW_GUEST_DO(included_routes(vm, *route, out));
        } else if (route) {
            out.push_back(std::move(route));
        }
    }
    return Completion::none();
}

Completion get_openapi(Vm& vm, Native&, CallArgs args) {
    Value facts = vm.heap().make_dict();
    std::vector<std::shared_ptr<Route>> routes;
    std::vector<std::shared_ptr<Route>> webhooks;
    for (const lang::Keyword& keyword : args.keywords) {
        if (keyword.name == "routes") AW_GUEST_DO(routes_in(vm, keyword.value, routes));
        if (keyword.name == "webhooks") AW_GUEST_DO(routes_in(vm, keyword.value, webhooks));
        lang::dict_put(vm, *facts.as<Dict>(), keyword.name, keyword.value);
    }
    return Document(vm).make(facts, routes, webhooks);
}

}  // namespace

Completion app_openapi(Vm& vm, Native&, CallArgs args) {
    RouterObject* const router = router_of(args);
    if (router == nullptr || !args.positional[0].is(lang::Kind::Instance))
        return raise_no_router(vm);
    auto& app = *args.positional[0].as<Instance>();
    Value known = lang::read_slot(app, "openapi_schema");
    if (!known.empty() && !known.is_none()) return known;
    AW_GUEST_DO(effective_routes(vm, *router));
    const std::vector<std::shared_ptr<Route>> routes = router->all;
    std::vector<std::shared_ptr<Route>> webhooks;
    const Value listed = lang::read_slot(app, "webhooks");
    if (!listed.empty()) AW_GUEST_DO(routes_in(vm, listed, webhooks));
    AW_GUEST(Value made, Document(vm).make(facts_of(vm, app), routes, webhooks));
    lang::write_slot(vm, app, "openapi_schema", made);
    return made;
}

void load_openapi_utils(Vm& vm, lang::Module& module) {
    lang::def(vm, module, "get_openapi", get_openapi);
}

}  // namespace web
