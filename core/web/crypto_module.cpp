// The small part of the cryptography package that programs about tokens use: reading, writing and
// making keys. Everything else of it is refused by name.
#include <fmt/format.h>

#include <array>

#include "auth/key_make.h"
#include "lang/arguments.h"
#include "web/key_objects.h"
#include "web/password_work.h"
#include "web/token_modules.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

Completion refused_crypto(Vm& vm, std::string_view what) {
    return vm.stop(lang::StopKind::Refused, fmt::format("refused: {} is not offered here", what));
}

Completion give(Vm& vm, auth::KeyResult result) {
    if (result.key) return key_value(vm, *result.key);
    return vm.raise(result.fault->exception, result.fault->message);
}

Completion read_pem_bytes(Vm& vm, const Value& data, std::string_view* out) {
    const lang::Bytes* bytes = lang::plain_as<lang::Bytes>(data);
    if (!bytes)
        return vm.raise("TypeError", fmt::format("argument 'data': from_buffer() cannot return the "
                                                 "address of a {} object",
                                                 lang::type_name_of(vm, data)));
    *out = bytes->view();
    return Completion::none();
}

Completion load_private(Vm& vm, Native& self, CallArgs args) {
    Value data, password, backend, unsafe;
    AW_GUEST_DO(lang::bind(vm, self, args,
                           {{"data", &data},
                            {"password", &password},
                            {"backend", &backend, lang::kOptional},
                            {"unsafe_skip_rsa_key_validation", &unsafe, lang::kKeywordOnly}}));
    if (!password.is_none())
        return refused_crypto(vm, "reading a key that is protected by a password");
    std::string_view text;
    AW_GUEST_DO(read_pem_bytes(vm, data, &text));
    return give(vm, auth::load_private_pem(text));
}

Completion load_public(Vm& vm, Native& self, CallArgs args) {
    Value data, backend;
    AW_GUEST_DO(
        lang::bind(vm, self, args, {{"data", &data}, {"backend", &backend, lang::kOptional}}));
    std::string_view text;
    AW_GUEST_DO(read_pem_bytes(vm, data, &text));
    return give(vm, auth::load_public_pem(text));
}

Completion make_rsa(Vm& vm, Native& self, CallArgs args) {
    Value exponent, size, backend;
    AW_GUEST_DO(lang::bind(vm, self, args,
                           {{"public_exponent", &exponent},
                            {"key_size", &size},
                            {"backend", &backend, lang::kOptional}}));
    std::int64_t bits = 0, e = 0;
    AW_GUEST_DO(lang::read_index(vm, size, &bits));
    AW_GUEST_DO(lang::read_index(vm, exponent, &e));
    if (e != 65537 && e != 3)
        return vm.raise("ValueError",
                        "public_exponent must be either 3 (for legacy compatibility) or 65537. "
                        "Almost everyone should choose 65537 here!");
    if (bits < 1024) return vm.raise("ValueError", "key_size must be at least 1024-bits.");
    constexpr std::int64_t kMostBits = 4096;  // LIMIT: more takes too long to make
    if (bits > kMostBits) return refused_crypto(vm, "an RSA key of more than 4096 bits");
    if (!vm.charge(static_cast<std::uint64_t>(bits * bits / 4))) return vm.out_of_steps();
    return key_value(vm, auth::make_rsa_key(static_cast<int>(bits), e, random_bytes(vm, 32)));
}

Completion make_ec(Vm& vm, Native& self, CallArgs args) {
    Value curve, backend;
    AW_GUEST_DO(
        lang::bind(vm, self, args, {{"curve", &curve}, {"backend", &backend, lang::kOptional}}));
    AW_GUEST(const Value name, vm.find_attribute(curve, "name"));
    if (name.empty() || !lang::is_text(name))
        return vm.raise("TypeError", "curve must be an EllipticCurve instance");
    return key_value(vm, auth::make_ec_key(lang::text_of(name), random_bytes(vm, 80)));
}

Completion make_ed25519(Vm& vm, Native&, CallArgs) {
    return key_value(vm, auth::make_ed25519_key(random_bytes(vm, 32)));
}

// Constants of serialization: each is the text of its name.
void add_choices(Vm& vm, Module& module, std::string_view name,
                 std::initializer_list<std::string_view> choices) {
    Class& cls = lang::make_class(vm, name, {}, module.name);
    for (const std::string_view choice : choices)
        lang::set(vm, cls, choice, vm.heap().make_ascii(choice));
    lang::set(vm, module, name, lang::class_value(cls));
}

void add_curve(Vm& vm, Module& module, std::string_view name, std::string_view shown) {
    Class& cls = lang::make_class(vm, name, {}, module.name);
    lang::set(vm, cls, "name", vm.heap().make_ascii(shown));
    lang::set(vm, module, name, lang::class_value(cls));
}

Completion default_backend(Vm&, Native&, CallArgs) { return Completion::none(); }

}  // namespace

void load_empty_package(Vm&, Module&) {}

void load_crypto_backends(Vm& vm, Module& module) {
    lang::def(vm, module, "default_backend", default_backend);
}

void load_crypto_serialization(Vm& vm, Module& module) {
    lang::def_all(vm, module,
                  {{"load_pem_private_key", load_private}, {"load_pem_public_key", load_public}});
    add_choices(vm, module, "Encoding", {"PEM", "DER", "OpenSSH", "Raw", "X962", "SMIME"});
    add_choices(vm, module, "PrivateFormat", {"PKCS8", "TraditionalOpenSSL", "Raw", "OpenSSH"});
    add_choices(vm, module, "PublicFormat",
                {"SubjectPublicKeyInfo", "PKCS1", "OpenSSH", "Raw", "CompressedPoint"});
    Class& none = lang::make_class(vm, "NoEncryption", {}, module.name);
    lang::set(vm, module, "NoEncryption", lang::class_value(none));
}

void load_crypto_rsa(Vm& vm, Module& module) {
    lang::def(vm, module, "generate_private_key", make_rsa);
}

void load_crypto_ec(Vm& vm, Module& module) {
    lang::def(vm, module, "generate_private_key", make_ec);
    add_curve(vm, module, "SECP256R1", "secp256r1");
    add_curve(vm, module, "SECP384R1", "secp384r1");
    add_curve(vm, module, "SECP521R1", "secp521r1");
    add_curve(vm, module, "SECP256K1", "secp256k1");
}

void load_crypto_ed25519(Vm& vm, Module& module) {
    Class& cls = lang::make_class(vm, "Ed25519PrivateKey", {}, module.name);
    lang::set_static(vm, cls, "generate", make_ed25519);
    lang::set(vm, module, "Ed25519PrivateKey", lang::class_value(cls));
}

}  // namespace web
