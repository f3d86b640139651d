#include "web/openapi_models.h"

#include <algorithm>
#include <array>

#include "lang/arguments.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// A model: its own fields, beside those of its base.
struct ModelKind {
    std::string_view name;
    std::string_view base;
    std::string_view type;  // what its type_ is; "" for models that are no scheme
    std::array<std::string_view, 4> fields;
};
constexpr ModelKind kModels[] = {
    {"SecurityBase", "", "", {"type_", "description"}},
    {"APIKey", "SecurityBase", "apiKey", {"in_", "name"}},
    {"HTTPBase", "SecurityBase", "http", {"scheme"}},
    {"HTTPBearer", "HTTPBase", "http", {"bearerFormat"}},
    {"OAuth2", "SecurityBase", "oauth2", {"flows"}},
    {"OpenIdConnect", "SecurityBase", "openIdConnect", {"openIdConnectUrl"}},
    {"OAuthFlow", "", "", {"refreshUrl", "scopes"}},
    {"OAuthFlowImplicit", "OAuthFlow", "", {"authorizationUrl"}},
    {"OAuthFlowPassword", "OAuthFlow", "", {"tokenUrl"}},
    {"OAuthFlowClientCredentials", "OAuthFlow", "", {"tokenUrl"}},
    {"OAuthFlowAuthorizationCode", "OAuthFlow", "", {"authorizationUrl", "tokenUrl"}},
    {"OAuthFlows", "", "", {"implicit", "password", "clientCredentials", "authorizationCode"}},
};

const ModelKind* kind_named(std::string_view name) {
    const auto* found = std::find_if(std::begin(kModels), std::end(kModels),
                                     [&](const ModelKind& kind) { return kind.name == name; });
    return found == std::end(kModels) ? nullptr : found;
}

// The model that an instance's class is, or is derived from.
const ModelKind* kind_of(const Class& cls) {
    for (const Class* base : cls.mro)
        if (const ModelKind* kind = kind_named(base->name)) return kind;
    return nullptr;
}

// "type" and "in" are words of Python: the attributes have an underscore.
std::string_view attribute_name(std::string_view keyword) {
    if (keyword == "type") return "type_";
    if (keyword == "in") return "in_";
    return keyword;
}

Completion openapi_model_init(Vm& vm, Native&, CallArgs args) {
    auto& instance = *args.positional[0].as<Instance>();
    const ModelKind* own = kind_of(*instance.cls);
    if (own == nullptr) return vm.raise("TypeError", "an OpenAPI model was expected");
    for (const ModelKind* kind = own; kind != nullptr; kind = kind_named(kind->base))
        for (const std::string_view field : kind->fields)
            if (!field.empty()) lang::write_slot(vm, instance, field, Value::none());
    if (!own->type.empty()) lang::write_slot(vm, instance, "type_", vm.heap().make_str(own->type));
    if (own->name.starts_with("OAuthFlow") && own->name != "OAuthFlows")
        lang::write_slot(vm, instance, "scopes", vm.heap().make_dict());
    if (own->name == "HTTPBearer")
        lang::write_slot(vm, instance, "scheme", vm.heap().make_ascii("bearer"));
    for (const Keyword& keyword : args.keywords) {
        Value value = keyword.value;
        if (keyword.name == "flows") {
            AW_GUEST(value, make_flows(vm, keyword.value));
        }
        lang::write_slot(vm, instance, attribute_name(keyword.name), value);
    }
    return Completion::none();
}

// An entry of a dict or an attribute of a model; empty when it is absent or None.
Completion held_entry(Vm& vm, const Value& holder, std::string_view name) {
    Value value;
    if (const auto* dict = holder.try_as<Dict>()) {
        value = lang::dict_find(*dict, name);
    } else {
        AW_GUEST(value, vm.find_attribute(holder, name));
    }
    return value.is_none() ? Value() : value;
}

Completion copy_entries(Vm& vm, const Value& from, std::span<const std::string_view> names,
                        const Value& to) {
    for (const std::string_view name : names) {
        AW_GUEST(Value value, held_entry(vm, from, name));
        if (value.empty()) continue;
        const bool underscore = name.ends_with('_');
        lang::dict_put(vm, *to.as<Dict>(), underscore ? name.substr(0, name.size() - 1) : name,
                       std::move(value));
    }
    return Completion::none();
}

constexpr std::array<std::string_view, 4> kFlowNames{"implicit", "password", "clientCredentials",
                                                     "authorizationCode"};

Completion flows_definition(Vm& vm, const Value& flows) {
    static constexpr std::array<std::string_view, 4> kFields{"refreshUrl", "scopes",
                                                             "authorizationUrl", "tokenUrl"};
    Value out = vm.heap().make_dict();
    for (const std::string_view name : kFlowNames) {
        AW_GUEST(const Value flow, held_entry(vm, flows, name));
        if (flow.empty()) continue;
        Value definition = vm.heap().make_dict();
        AW_GUEST_DO(copy_entries(vm, flow, kFields, definition));
        lang::dict_put(vm, *out.as<Dict>(), name, std::move(definition));
    }
    return out;
}

std::string_view flow_class(std::string_view name) {
    if (name == "implicit") return "OAuthFlowImplicit";
    if (name == "password") return "OAuthFlowPassword";
    if (name == "clientCredentials") return "OAuthFlowClientCredentials";
    return "OAuthFlowAuthorizationCode";
}

Class* class_named(Vm& vm, std::string_view name) {
    const WebState& state = web_state(vm);
    for (std::size_t i = 0; i < std::size(kModels); ++i)
        if (kModels[i].name == name) return state.openapi_models[i];
    return nullptr;
}

Completion call_with_dict(Vm& vm, Class& cls, const Value& given) {
    std::vector<Keyword> keywords;
    for (const lang::DictEntry& entry : given.as<Dict>()->entries)
        if (!entry.key.empty() && lang::is_text(entry.key))
            keywords.push_back({lang::text_of(entry.key), entry.value});
    return vm.call(lang::class_value(cls), {}, keywords);
}

}  // namespace

Completion make_flows(Vm& vm, const Value& given) {
    if (!given.is(lang::Kind::Dict)) return given;
    Value flows = vm.heap().make_dict();
    for (const std::string_view name : kFlowNames) {
        Value flow = lang::dict_find(*given.as<Dict>(), name);
        if (flow.empty()) continue;
        if (flow.is(lang::Kind::Dict)) {
            AW_GUEST(flow, call_with_dict(vm, *class_named(vm, flow_class(name)), flow));
        }
        lang::dict_put(vm, *flows.as<Dict>(), name, std::move(flow));
    }
    return call_with_dict(vm, *class_named(vm, "OAuthFlows"), flows);
}

Completion security_definition(Vm& vm, const Value& scheme, std::string& name) {
    static constexpr std::array<std::string_view, 6> kFields{"type_",  "description", "in_", "name",
                                                             "scheme", "bearerFormat"};
    static constexpr std::array<std::string_view, 1> kUrl{"openIdConnectUrl"};
    AW_GUEST(const Value model, vm.get_attribute(scheme, "model"));
    AW_GUEST(const Value scheme_name, vm.get_attribute(scheme, "scheme_name"));
    AW_GUEST(const Value text, vm.str(scheme_name));
    name = lang::text_of(text);
    Value definition = vm.heap().make_dict();
    AW_GUEST_DO(copy_entries(vm, model, kFields, definition));
    AW_GUEST(const Value flows, held_entry(vm, model, "flows"));
    if (!flows.empty()) {
        AW_GUEST(Value described, flows_definition(vm, flows));
        lang::dict_put(vm, *definition.as<Dict>(), "flows", std::move(described));
    }
    AW_GUEST_DO(copy_entries(vm, model, kUrl, definition));
    return definition;
}

void install_openapi_models(Vm& vm, WebState& state) {
    for (std::size_t i = 0; i < std::size(kModels); ++i) {
        Class* base =
            kModels[i].base.empty() ? vm.classes.object : class_named(vm, kModels[i].base);
        state.openapi_models[i] =
            &lang::make_class(vm, kModels[i].name, {base}, "fastapi.openapi.models");
        lang::def(vm, *state.openapi_models[i], "__init__", openapi_model_init);
    }
}

void load_openapi_models(Vm& vm, lang::Module& module) {
    for (Class* cls : web_state(vm).openapi_models)
        if (cls != nullptr) lang::set(vm, module, cls->name, lang::class_value(*cls));
    Class& places = lang::make_class(vm, "APIKeyIn", {vm.classes.object}, "fastapi.openapi.models");
    for (const std::string_view place : {"query", "header", "cookie"})
        lang::set(vm, places, place, vm.heap().make_ascii(place));
    Class& types =
        lang::make_class(vm, "SecuritySchemeType", {vm.classes.object}, "fastapi.openapi.models");
    for (const std::string_view type : {"apiKey", "http", "oauth2", "openIdConnect"})
        lang::set(vm, types, type, vm.heap().make_ascii(type));
    for (Class* cls : {&places, &types}) lang::set(vm, module, cls->name, lang::class_value(*cls));
}

}  // namespace web
