#include "web/key_objects.h"

#include <array>

#include "lang/arguments.h"
#include "web/jwt_state.h"
#include "web/web_state.h"

namespace web {

using auth::JwtFamily;
using auth::JwtKey;
using auth::KeyHalf;
using auth::KeyType;
using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// The classes, by type and half.
struct KeyState final : lang::Payload {
    std::array<std::array<Class*, 2>, 6> classes{};
};

Completion read_key_self(Vm& vm, CallArgs args, const JwtKey** out) {
    *out = args.positional.empty() ? nullptr : key_of(args.positional[0]);
    if (*out) return Completion::none();
    return vm.raise("TypeError", "this method needs a key");
}

Completion key_public(Vm& vm, Native&, CallArgs args) {
    const JwtKey* key = nullptr;
    AW_GUEST_DO(read_key_self(vm, args, &key));
    return key_value(vm, auth::public_half(*key));
}

Completion key_size(Vm& vm, Native&, CallArgs args) {
    const JwtKey* key = nullptr;
    AW_GUEST_DO(read_key_self(vm, args, &key));
    return Value::small(auth::key_bits(*key));
}

// The encoding and the format are enum members of ours: text (crypto_module.cpp).
Completion read_format(Vm& vm, const Value& encoding, const Value& format,
                       std::string_view wanted) {
    if (lang::is_text(encoding) && lang::text_of(encoding) == "PEM" && lang::is_text(format) &&
        lang::text_of(format) == wanted)
        return Completion::none();
    return vm.stop(lang::StopKind::Refused, "refused: keys are written as PEM here, with " +
                                                std::string(wanted) + ", and as nothing else");
}

Completion key_private_bytes(Vm& vm, Native& self, CallArgs args) {
    const JwtKey* key = nullptr;
    AW_GUEST_DO(read_key_self(vm, args, &key));
    Value encoding, format, encryption;
    AW_GUEST_DO(lang::bind(
        vm, self, lang::without_self(args),
        {{"encoding", &encoding}, {"format", &format}, {"encryption_algorithm", &encryption}}));
    AW_GUEST_DO(read_format(vm, encoding, format, "PKCS8"));
    return vm.heap().make_bytes(auth::private_pem(*key));
}

Completion key_public_bytes(Vm& vm, Native& self, CallArgs args) {
    const JwtKey* key = nullptr;
    AW_GUEST_DO(read_key_self(vm, args, &key));
    Value encoding, format;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"encoding", &encoding}, {"format", &format}}));
    AW_GUEST_DO(read_format(vm, encoding, format, "SubjectPublicKeyInfo"));
    return vm.heap().make_bytes(auth::public_pem(*key));
}

Class& make_key_class(Vm& vm, const JwtKey& key) {
    const std::string full = auth::key_class_name(key);
    const auto dot = full.rfind('.');
    Class& cls = lang::make_class(vm, full.substr(dot + 1), {}, full.substr(0, dot));
    if (key.half == KeyHalf::Private) {
        lang::def(vm, cls, "public_key", key_public);
        lang::def(vm, cls, "private_bytes", key_private_bytes);
    } else {
        lang::def(vm, cls, "public_bytes", key_public_bytes);
    }
    if (key.type == KeyType::Rsa || key.type == KeyType::Ec)
        lang::def_property(vm, cls, "key_size", key_size);
    return cls;
}

}  // namespace

Value key_value(Vm& vm, const JwtKey& key) {
    if (key.type == KeyType::Secret) return vm.heap().make_bytes(key.secret);
    auto& held = web_state(vm).keys;
    if (!held) held = std::make_unique<KeyState>();
    Class*& cls =
        static_cast<KeyState&>(*held)
            .classes[static_cast<std::size_t>(key.type)][static_cast<std::size_t>(key.half)];
    if (!cls) cls = &make_key_class(vm, key);
    Value made = lang::make_instance(vm, *cls);
    auto payload = std::make_unique<KeyPayload>();
    payload->key = key;
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

const JwtKey* key_of(const Value& value) {
    const auto* payload = lang::payload_of<KeyPayload>(value);
    return payload ? &payload->key : nullptr;
}

Completion prepare_key_value(Vm& vm, const auth::JwtAlgorithm& algorithm, const Value& value,
                             JwtKey& out) {
    if (const JwtKey* key = key_of(value)) {
        if (algorithm.family == JwtFamily::Hmac)
            return vm.raise("TypeError", "Expected a string or bytes value");
        if (algorithm.family == JwtFamily::None)
            return raise_jwt(vm, "InvalidKeyError", "When alg = \"none\", key value must be None.");
        if (const auto fault = auth::check_key(algorithm, *key)) return raise_key_fault(vm, *fault);
        out = *key;
        return Completion::none();
    }
    const Value& plain = lang::plain(value);
    std::string_view text;
    if (plain.is(lang::Kind::Str)) {
        text = plain.as<lang::Str>()->view();
    } else if (plain.is(lang::Kind::Bytes)) {
        text = plain.as<lang::Bytes>()->view();
    } else if (algorithm.family == JwtFamily::None) {
        if (plain.is_none()) return Completion::none();
        return raise_jwt(vm, "InvalidKeyError", "When alg = \"none\", key value must be None.");
    } else {
        return vm.raise("TypeError", algorithm.family == JwtFamily::Hmac
                                         ? "Expected a string or bytes value"
                                         : "Expecting a PEM-formatted key.");
    }
    if (!vm.charge(text.size() / 8 + 8)) return vm.out_of_steps();
    auth::KeyResult result = auth::prepare_key(algorithm, text);
    if (result.fault) return raise_key_fault(vm, *result.fault);
    out = std::move(*result.key);
    return Completion::none();
}

}  // namespace web
