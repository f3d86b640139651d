#include "web/jwk_objects.h"

#include <fmt/format.h>

#include <array>

#include "lang/arguments.h"
#include "web/jwt_decode.h"
#include "web/jwt_state.h"
#include "web/key_objects.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Kind;
using lang::List;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

std::string text_member(const Dict& data, std::string_view name) {
    const Value found = lang::dict_find(data, name);
    return !found.empty() && lang::is_text(found) ? std::string(lang::text_of(found))
                                                  : std::string();
}

Completion pick_algorithm(Vm& vm, const Value& data, const Value& given,
                          const auth::JwtAlgorithm** out) {
    const Dict& members = *data.as<Dict>();
    AW_GUEST(const Value shown, vm.repr(data));
    const std::string kty = text_member(members, "kty");
    const std::string crv = text_member(members, "crv");
    if (kty.empty())
        return raise_jwt(vm, "InvalidKeyError",
                         fmt::format("kty is not found: {}", lang::text_of(shown)));
    std::string name = text_member(members, "alg");
    if (!given.empty() && lang::is_text(given)) name = lang::text_of(given);
    if (name.empty()) {
        if (kty == "OKP" && crv.empty())
            return raise_jwt(vm, "InvalidKeyError",
                             fmt::format("crv is not found: {}", lang::text_of(shown)));
        std::string fault;
        *out = auth::default_algorithm(kty, crv, fault);
        if (!*out) return raise_jwt(vm, "InvalidKeyError", fault);
        return Completion::none();
    }
    *out = auth::find_jwt_algorithm(name);
    if (*out) return Completion::none();
    return raise_jwt(vm, "PyJWKError",
                     fmt::format("Unable to find an algorithm for key: {}", lang::text_of(shown)));
}

Completion raise_jwk_fault(Vm& vm, const auth::KeyFault& fault) {
    if (fault.exception != "ValueError") return raise_key_fault(vm, fault);
    return raise_jwt(vm, "InvalidKeyError", "Unable to construct key from JWK: " + fault.message);
}

Completion jwk_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWK");
    Value data, algorithm;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"jwk_data", &data}, {"algorithm", &algorithm, lang::kOptional}}));
    if (!data.is(Kind::Dict))
        return vm.raise("AttributeError", fmt::format("'{}' object has no attribute 'get'",
                                                      lang::type_name_of(vm, data)));
    auto payload = std::make_unique<JwkPayload>();
    payload->data = data;
    AW_GUEST_DO(pick_algorithm(vm, data, algorithm, &payload->algorithm));
    auth::KeyResult made =
        auth::key_from_jwk(*payload->algorithm, read_jwk_members(*data.as<Dict>()));
    if (made.fault) return raise_jwk_fault(vm, *made.fault);
    payload->key = std::move(*made.key);
    lang::write_slot(vm, *instance, "_jwk_data", data);
    lang::write_slot(vm, *instance, "algorithm_name", vm.heap().make_str(payload->algorithm->name));
    lang::write_slot(vm, *instance, "key", key_value(vm, payload->key));
    instance->payload = std::move(payload);
    return Completion::none();
}

template <int kIndex>
Completion jwk_property(Vm& vm, Native& self, CallArgs args) {
    constexpr std::array<std::string_view, 3> kMembers{"kty", "kid", "use"};
    const JwkPayload* jwk = args.positional.empty() ? nullptr : jwk_of(args.positional[0]);
    if (!jwk) return lang::wrong_receiver(vm, self, args, "PyJWK");
    const Value found = lang::dict_find(*jwk->data.as<Dict>(), kMembers[kIndex]);
    return found.empty() ? Value::none() : found;
}

Completion make_jwk(Vm& vm, const Value& data, const Value& algorithm) {
    std::array<Value, 2> arguments{data, algorithm.empty() ? Value::none() : algorithm};
    return vm.call(lang::class_value(*jwt_state(vm).pyjwk), arguments);
}

Completion jwk_from_dict(Vm& vm, Native& self, CallArgs args) {
    Value data, algorithm;
    AW_GUEST_DO(
        lang::bind(vm, self, args, {{"obj", &data}, {"algorithm", &algorithm, lang::kOptional}}));
    return make_jwk(vm, data, algorithm);
}

Completion jwk_from_json(Vm& vm, Native& self, CallArgs args) {
    Value text, algorithm;
    AW_GUEST_DO(
        lang::bind(vm, self, args, {{"data", &text}, {"algorithm", &algorithm, lang::kOptional}}));
    AW_GUEST(const Value data, loads_json(vm, text));
    return make_jwk(vm, data, algorithm);
}

// -- PyJWKSet ------------------------------------------------------------------------------------

Completion set_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWKSet");
    Value given;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"keys", &given}}));
    AW_GUEST(const Value truth, vm.truth(given));
    if (!truth.is_true())
        return raise_jwt(vm, "PyJWKSetError", "The JWK Set did not contain any keys");
    if (!given.is(Kind::List)) return raise_jwt(vm, "PyJWKSetError", "Invalid JWK Set value");
    Value keys = vm.heap().make_list();
    const std::vector<Value> items(given.as<List>()->items.begin(), given.as<List>()->items.end());
    for (const Value& item : items) {
        if (!item.is(Kind::Dict)) continue;
        Completion made = make_jwk(vm, item, {});
        if (made.ok()) {
            if (!lang::grow_list(vm, *keys.as<List>(), made.take())) return lang::list_failure(vm);
        } else if (!made.raised() ||
                   !vm.is_instance_of(made.error(), *jwt_state(vm).error("PyJWTError"))) {
            return made;  // keys that cannot be used are left out
        }
    }
    if (keys.as<List>()->items.empty())
        return raise_jwt(vm, "PyJWKSetError",
                         "The JWK Set did not contain any usable keys. Perhaps 'cryptography' is "
                         "not installed?");
    lang::write_slot(vm, *instance, "keys", keys);
    return Completion::none();
}

Completion make_set(Vm& vm, const Value& keys) {
    std::array<Value, 1> argument{keys};
    return vm.call(lang::class_value(*jwt_state(vm).pyjwk_set), argument);
}

Completion keys_of(Vm& vm, const Value& data) {
    std::array<Value, 2> arguments{vm.heap().make_ascii("keys"), vm.heap().make_list()};
    AW_GUEST(const Value keys, vm.call_method(data, "get", arguments));
    return make_set(vm, keys);
}

Completion set_from_dict(Vm& vm, Native& self, CallArgs args) {
    Value data;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"obj", &data}}));
    return keys_of(vm, data);
}

Completion set_from_json(Vm& vm, Native& self, CallArgs args) {
    Value text;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"data", &text}}));
    AW_GUEST(const Value data, loads_json(vm, text));
    return keys_of(vm, data);
}

Completion set_get_item(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWKSet");
    Value kid;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args), {{"kid", &kid}}));
    AW_GUEST(const Value keys, vm.get_attribute(Value::share(instance), "keys"));
    AW_GUEST(const Value list, vm.to_list(keys));
    for (const Value& key : list.as<List>()->items) {
        AW_GUEST(const Value own, vm.get_attribute(key, "key_id"));
        AW_GUEST(const Value same, vm.equals(own, kid));
        if (same.is_true()) return key;
    }
    AW_GUEST(const Value shown, vm.str(kid));
    return vm.raise("KeyError", fmt::format("keyset has no key for kid: {}", lang::text_of(shown)));
}

Completion set_iter(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWKSet");
    AW_GUEST(const Value keys, vm.get_attribute(Value::share(instance), "keys"));
    return vm.iterate(keys);
}

}  // namespace

const JwkPayload* jwk_of(const Value& value) { return lang::payload_of<JwkPayload>(value); }

auth::JwkMembers read_jwk_members(const Dict& data) {
    auth::JwkMembers out;
    for (const lang::DictEntry& entry : data.entries)
        if (!entry.key.empty() && lang::is_text(entry.key) && lang::is_text(entry.value))
            out.emplace_back(lang::text_of(entry.key), lang::text_of(entry.value));
    return out;
}

Value jwk_dict(Vm& vm, const auth::JwtKey& key) {
    Value out = vm.heap().make_dict();
    for (const auto& [name, text] : auth::jwk_of_key(key)) {
        std::array<Value, 1> value{vm.heap().make_str(text)};
        lang::dict_put(vm, *out.as<Dict>(), name,
                       name == "key_ops" ? vm.heap().make_list(value) : value[0]);
    }
    return out;
}

void make_jwk_classes(Vm& vm, JwtState& state) {
    Class& jwk = lang::make_class(vm, "PyJWK", {}, "jwt.api_jwk");
    lang::def(vm, jwk, "__init__", jwk_init);
    lang::set_static(vm, jwk, "from_dict", jwk_from_dict);
    lang::set_static(vm, jwk, "from_json", jwk_from_json);
    lang::def_property(vm, jwk, "key_type", jwk_property<0>);
    lang::def_property(vm, jwk, "key_id", jwk_property<1>);
    lang::def_property(vm, jwk, "public_key_use", jwk_property<2>);
    state.pyjwk = &jwk;
    Class& set = lang::make_class(vm, "PyJWKSet", {}, "jwt.api_jwk");
    lang::def(vm, set, "__init__", set_init);
    lang::set_static(vm, set, "from_dict", set_from_dict);
    lang::set_static(vm, set, "from_json", set_from_json);
    lang::def(vm, set, "__getitem__", set_get_item);
    lang::def(vm, set, "__iter__", set_iter);
    state.pyjwk_set = &set;
}

}  // namespace web
