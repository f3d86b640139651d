// The modules that programs import as jwt, jwt.exceptions, jwt.algorithms and so on.
#include <array>

#include "auth/base64.h"
#include "lang/arguments.h"
#include "web/jwk_objects.h"
#include "web/jwt_decode.h"
#include "web/jwt_encode.h"
#include "web/jwt_state.h"
#include "web/key_objects.h"
#include "web/options.h"
#include "web/token_modules.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Kind;
using lang::Module;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kDecodeNames[] = {
    "jwt",      "key",     "algorithms", "options", "verify", "detached_payload",
    "audience", "subject", "issuer",     "leeway"};
constexpr std::string_view kCompleteNames[] = {
    "jwt",      "key",    "algorithms", "options", "verify", "detached_payload",
    "audience", "issuer", "subject",    "leeway"};
constexpr std::string_view kEncodeNames[] = {"payload", "key",          "algorithm",
                                             "headers", "json_encoder", "sort_headers"};
constexpr std::string_view kSignedNames[] = {"jwt", "key", "algorithms", "options",
                                             "detached_payload"};
constexpr std::string_view kSignNames[] = {"payload",     "key",          "algorithm",
                                           "headers",     "json_encoder", "is_payload_detached",
                                           "sort_headers"};

Completion missing(Vm& vm, std::string_view method, std::string_view name) {
    return vm.raise("TypeError", std::string(method) +
                                     "() missing 1 required positional argument: '" +
                                     std::string(name) + "'");
}

// The options of the PyJWT or PyJWS object; the module's functions have the default ones.
Value options_of(Vm& vm, const Value& object) {
    const Value own =
        object.is(Kind::Instance) ? lang::read_slot(*object.as<Instance>(), "options") : Value();
    return own.is(Kind::Dict) ? own : default_options(vm);
}

Completion read_decode(Vm& vm, const Options& options, const Value& object, DecodeCall& call) {
    if (options.get("jwt").empty()) return missing(vm, "PyJWT.decode", "jwt");
    call.token = options.get("jwt");
    call.key = options.get("key");
    call.algorithms = options.get("algorithms");
    call.detached = options.get("detached_payload");
    call.audience = options.get("audience");
    call.issuer = options.get("issuer");
    call.subject = options.get("subject");
    call.leeway = options.get("leeway");
    const Value& given = options.given("options");
    if (!given.empty() && !lang::plain(given).is(Kind::Dict))
        return vm.raise("AttributeError", "'" + std::string(lang::type_name_of(vm, given)) +
                                              "' object has no attribute 'get'");
    AW_GUEST(call.options, merge_options(vm, options_of(vm, object), given));
    if (given.empty()) return Completion::none();
    const Value verify = lang::dict_find(*lang::plain(given).as<Dict>(), "verify_signature");
    if (verify.empty()) return Completion::none();
    AW_GUEST(const Value truth, vm.truth(verify));
    call.verify_signature = truth.is_true();
    return Completion::none();
}

using Decode = Completion (*)(Vm& vm, const DecodeCall& call);
Completion decode_with(Vm& vm, const Native& self, CallArgs args, const Value& object,
                       std::span<const std::string_view> names, Decode decode) {
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, names, {}, Unknown::Ignore, options));
    DecodeCall call;
    AW_GUEST_DO(read_decode(vm, options, object, call));
    return decode(vm, call);
}

Completion payload_of_token(Vm& vm, const DecodeCall& call) {
    AW_GUEST(const Value all, decode_complete(vm, call));
    return lang::dict_find(*all.as<Dict>(), "payload");
}

Completion signed_payload_of(Vm& vm, const DecodeCall& call) {
    AW_GUEST(const Value all, decode_signed(vm, call));
    return lang::dict_find(*all.as<Dict>(), "payload");
}

Completion encode_with(Vm& vm, const Native& self, CallArgs args,
                       std::span<const std::string_view> names,
                       Completion (*encode)(Vm&, const EncodeCall&)) {
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, names, {}, Unknown::Refuse, options));
    for (const std::string_view name : {"payload", "key"})
        if (options.get(name).empty()) return missing(vm, "PyJWT.encode", name);
    EncodeCall call;
    call.payload = options.get("payload");
    call.key = options.get("key");
    call.algorithm = options.get("algorithm");
    call.headers = options.get("headers");
    call.encoder = options.get("json_encoder");
    call.sort_headers = options.flag("sort_headers", true);
    return encode(vm, call);
}

// -- the module's functions ----------------------------------------------------------------------

Completion jwt_decode(Vm& vm, Native& self, CallArgs args) {
    return decode_with(vm, self, args, {}, kDecodeNames, payload_of_token);
}
Completion jwt_decode_complete(Vm& vm, Native& self, CallArgs args) {
    return decode_with(vm, self, args, {}, kCompleteNames, decode_complete);
}
Completion jwt_encode(Vm& vm, Native& self, CallArgs args) {
    return encode_with(vm, self, args, kEncodeNames, encode_claims);
}
Completion jwt_unverified_header(Vm& vm, Native& self, CallArgs args) {
    Value token;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"jwt", &token}}));
    return unverified_header(vm, token);
}
Completion jwks_client(Vm& vm, Native&, CallArgs) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: PyJWKClient fetches keys over the network, which is not offered here; "
                   "PyJWKSet.from_dict takes keys that the program holds");
}

Completion own_algorithms(Vm& vm, Native& self, CallArgs) {
    return vm.stop(lang::StopKind::Refused,
                   "refused: jwt." + std::string(self.name) + " is not offered here");
}

// -- PyJWT and PyJWS -----------------------------------------------------------------------------

Completion object_init(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWT");
    Options options;
    constexpr std::string_view kNames[] = {"options", "algorithms"};
    AW_GUEST_DO(
        Options::read(vm, self, lang::without_self(args), kNames, {}, Unknown::Refuse, options));
    AW_GUEST(const Value merged, merge_options(vm, default_options(vm), options.given("options")));
    lang::write_slot(vm, *instance, "options", merged);
    return Completion::none();
}

Completion object_decode(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWT");
    return decode_with(vm, self, lang::without_self(args), Value::share(instance), kDecodeNames,
                       payload_of_token);
}
Completion object_decode_complete(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWT");
    return decode_with(vm, self, lang::without_self(args), Value::share(instance), kCompleteNames,
                       decode_complete);
}
Completion object_encode(Vm& vm, Native& self, CallArgs args) {
    return encode_with(vm, self, lang::without_self(args), kEncodeNames, encode_claims);
}
Completion signed_decode(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWS");
    return decode_with(vm, self, lang::without_self(args), Value::share(instance), kSignedNames,
                       signed_payload_of);
}
Completion signed_decode_complete(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Instance, instance, "PyJWS");
    return decode_with(vm, self, lang::without_self(args), Value::share(instance), kSignedNames,
                       decode_signed);
}
Completion signed_encode(Vm& vm, Native& self, CallArgs args) {
    return encode_with(vm, self, lang::without_self(args), kSignNames, encode_payload);
}
Completion object_unverified_header(Vm& vm, Native& self, CallArgs args) {
    return jwt_unverified_header(vm, self, lang::without_self(args));
}

// -- jwt.algorithms ------------------------------------------------------------------------------

// from_jwk(jwk) of the class whose instances stand for `kName`; JSON text or a dict.
template <const char* kName>
Completion algorithm_from_jwk(Vm& vm, Native& self, CallArgs args) {
    Value jwk;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"jwk", &jwk}}));
    if (lang::is_text(jwk)) {
        Completion loaded = loads_json(vm, jwk);
        if (loaded.stopped()) return loaded;
        jwk = loaded.ok() ? loaded.take() : Value::none();
    }
    if (!jwk.is(Kind::Dict)) return raise_jwt(vm, "InvalidKeyError", "Key is not valid JSON");
    auth::KeyResult made =
        auth::key_from_jwk(*auth::find_jwt_algorithm(kName), read_jwk_members(*jwk.as<Dict>()));
    if (made.fault) return raise_key_fault(vm, *made.fault);
    return key_value(vm, *made.key);
}

Completion algorithm_to_jwk(Vm& vm, Native& self, CallArgs args) {
    Value key, as_dict;
    AW_GUEST_DO(
        lang::bind(vm, self, args, {{"key_obj", &key}, {"as_dict", &as_dict, lang::kOptional}}));
    auth::JwtKey secret;
    const auth::JwtKey* known = key_of(key);
    if (!known) {
        AW_GUEST_DO(prepare_key_value(vm, *auth::find_jwt_algorithm("HS256"), key, secret));
        known = &secret;
    }
    Value out = jwk_dict(vm, *known);
    if (as_dict.is_true()) return out;
    AW_GUEST(const Value json, vm.import_module("json"));
    std::array<Value, 1> argument{out};
    return vm.call_method(json, "dumps", argument);
}

constexpr char kHmac[] = "HS256", kRsa[] = "RS256", kPss[] = "PS256", kEc[] = "ES256",
               kOkp[] = "EdDSA";

template <const char* kName>
void add_algorithm(Vm& vm, Module& module, std::string_view class_name) {
    Class& cls = lang::make_class(vm, class_name, {}, "jwt.algorithms");
    lang::set_static(vm, cls, "from_jwk", algorithm_from_jwk<kName>);
    lang::set_static(vm, cls, "to_jwk", algorithm_to_jwk);
    lang::set(vm, module, class_name, lang::class_value(cls));
}

Completion utils_encode(Vm& vm, Native& self, CallArgs args) {
    Value input;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"input", &input}}));
    const lang::Bytes* bytes = lang::plain_as<lang::Bytes>(input);
    if (!bytes)
        return vm.raise("TypeError", "a bytes-like object is required, not '" +
                                         std::string(lang::type_name_of(vm, input)) + "'");
    return vm.heap().make_bytes(auth::base64url_encode_unpadded(bytes->view()));
}

Completion utils_decode(Vm& vm, Native& self, CallArgs args) {
    Value input;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"input", &input}}));
    const Value& plain = lang::plain(input);
    if (!plain.is(Kind::Str) && !plain.is(Kind::Bytes))
        return vm.raise("TypeError", "Expected a string or bytes value");
    const auto decoded = auth::base64url_decode_unpadded(
        plain.is(Kind::Str) ? plain.as<lang::Str>()->view() : plain.as<lang::Bytes>()->view());
    if (decoded.ok()) return vm.heap().make_bytes(*decoded);
    AW_GUEST(const Value binascii, vm.import_module("binascii"));
    AW_GUEST(const Value error, vm.get_attribute(binascii, "Error"));
    std::array<Value, 1> message{vm.heap().make_str(decoded.error().message)};
    return vm.raise(*error.as<Class>(), message);
}

}  // namespace

void make_jwt_classes(Vm& vm, JwtState& state) {
    Class& pyjwt = lang::make_class(vm, "PyJWT", {}, "jwt.api_jwt");
    lang::def_all(vm, pyjwt,
                  {{"__init__", object_init},
                   {"encode", object_encode},
                   {"decode", object_decode},
                   {"decode_complete", object_decode_complete}});
    state.pyjwt = &pyjwt;
    Class& pyjws = lang::make_class(vm, "PyJWS", {}, "jwt.api_jws");
    lang::def_all(vm, pyjws,
                  {{"__init__", object_init},
                   {"encode", signed_encode},
                   {"decode", signed_decode},
                   {"decode_complete", signed_decode_complete},
                   {"get_unverified_header", object_unverified_header}});
    state.pyjws = &pyjws;
}

void load_jwt_exceptions(Vm& vm, Module& module) {
    for (const auto& [name, cls] : jwt_state(vm).errors)
        lang::set(vm, module, name, lang::class_value(*cls));
}

void load_jwt_warnings(Vm& vm, Module& module) {
    Class& removed = lang::make_class(vm, "RemovedInPyjwt3Warning",
                                      {vm.exception_class("DeprecationWarning")}, "jwt.warnings");
    Class& insecure = lang::make_class(vm, "InsecureKeyLengthWarning",
                                       {vm.exception_class("UserWarning")}, "jwt.warnings");
    lang::set(vm, module, "RemovedInPyjwt3Warning", lang::class_value(removed));
    lang::set(vm, module, "InsecureKeyLengthWarning", lang::class_value(insecure));
}

void load_jwt_algorithms(Vm& vm, Module& module) {
    add_algorithm<kHmac>(vm, module, "HMACAlgorithm");
    add_algorithm<kRsa>(vm, module, "RSAAlgorithm");
    add_algorithm<kPss>(vm, module, "RSAPSSAlgorithm");
    add_algorithm<kEc>(vm, module, "ECAlgorithm");
    add_algorithm<kOkp>(vm, module, "OKPAlgorithm");
    lang::set(vm, module, "has_crypto", Value::true_());
}

void load_jwt_utils(Vm& vm, Module& module) {
    lang::def_all(vm, module,
                  {{"base64url_encode", utils_encode}, {"base64url_decode", utils_decode}});
}

void load_jwt(Vm& vm, Module& module) {
    const JwtState& state = jwt_state(vm);
    lang::def_all(vm, module,
                  {{"encode", jwt_encode},
                   {"decode", jwt_decode},
                   {"decode_complete", jwt_decode_complete},
                   {"get_unverified_header", jwt_unverified_header},
                   {"PyJWKClient", jwks_client},
                   {"get_algorithm_by_name", own_algorithms},
                   {"register_algorithm", own_algorithms},
                   {"unregister_algorithm", own_algorithms}});
    for (Class* cls : {state.pyjwt, state.pyjws, state.pyjwk, state.pyjwk_set})
        lang::set(vm, module, cls->name, lang::class_value(*cls));
    constexpr std::string_view kNotAtTop[] = {"InvalidSubjectError", "InvalidJTIError",
                                              "MissingCryptographyError"};
    for (const auto& [name, cls] : state.errors)
        if (std::find(std::begin(kNotAtTop), std::end(kNotAtTop), name) == std::end(kNotAtTop))
            lang::set(vm, module, name, lang::class_value(*cls));
    for (const std::string_view part : {"exceptions", "algorithms", "warnings", "utils"})
        if (Completion loaded = vm.import_module("jwt." + std::string(part)); loaded.ok())
            lang::set(vm, module, part, loaded.take());
    if (Completion warnings = vm.import_module("jwt.warnings"); warnings.ok())
        if (Completion cls = vm.get_attribute(warnings.value(), "InsecureKeyLengthWarning");
            cls.ok())
            lang::set(vm, module, "InsecureKeyLengthWarning", cls.take());
    lang::set(vm, module, "__version__", vm.heap().make_ascii("2.15.1"));
}

}  // namespace web
