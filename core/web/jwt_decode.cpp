#include "web/jwt_decode.h"

#include <array>

#include "lang/arguments.h"
#include "web/jwt_decoder_internal.h"
#include "web/jwt_state.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

// The token's bytes; views into the value.
Completion read_token(Vm& vm, const Value& token, std::string_view* out) {
    const Value& plain = lang::plain(token);
    if (plain.is(Kind::Str)) {
        *out = plain.as<lang::Str>()->view();
    } else if (plain.is(Kind::Bytes)) {
        *out = plain.as<lang::Bytes>()->view();
    } else {
        return raise_jwt(vm, "DecodeError", "Invalid token type. Token must be a <class 'bytes'>");
    }
    return Completion::none();
}

constexpr std::string_view kVerify[] = {"verify_exp", "verify_nbf", "verify_iat", "verify_aud",
                                        "verify_iss", "verify_sub", "verify_jti"};

}  // namespace

Value default_options(Vm& vm) {
    Value out = vm.heap().make_dict();
    Dict& options = *out.as<Dict>();
    lang::dict_put(vm, options, "verify_signature", Value::true_());
    for (const std::string_view name : kVerify) lang::dict_put(vm, options, name, Value::true_());
    lang::dict_put(vm, options, "require", vm.heap().make_list());
    lang::dict_put(vm, options, "strict_aud", Value::false_());
    lang::dict_put(vm, options, "enforce_minimum_key_length", Value::false_());
    return out;
}

Completion merge_options(Vm& vm, const Value& base, const Value& given) {
    AW_GUEST(Value out, vm.call_method(base, "copy"));
    if (given.empty() || given.is_none()) return out;
    std::array<Value, 1> argument{given};
    AW_GUEST(const Value own, vm.call(lang::class_value(*vm.classes.dict), argument));
    const Value verify = lang::dict_find(*own.as<Dict>(), "verify_signature");
    AW_GUEST(const Value verified, vm.truth(verify.empty() ? Value::true_() : verify));
    if (!verified.is_true())
        for (const std::string_view name : kVerify)
            if (lang::dict_find(*own.as<Dict>(), name).empty())
                lang::dict_put(vm, *own.as<Dict>(), name, Value::false_());
    std::array<Value, 1> update{own};
    AW_GUEST_DO(vm.call_method(out, "update", update));
    return out;
}

Completion loads_json(Vm& vm, const Value& text) {
    AW_GUEST(const Value module, vm.import_module("json"));
    std::array<Value, 1> argument{text};
    return vm.call_method(module, "loads", argument);
}

Completion dumps_json(Vm& vm, const Value& value, bool sorted) {
    AW_GUEST(const Value module, vm.import_module("json"));
    std::array<Value, 2> separators{vm.heap().make_ascii(","), vm.heap().make_ascii(":")};
    std::array<Value, 1> argument{value};
    std::array<lang::Keyword, 2> keywords{
        lang::Keyword{"separators", vm.heap().make_tuple(separators)},
        lang::Keyword{"sort_keys", Value::boolean(sorted)}};
    return vm.call_method(module, "dumps", argument, keywords);
}

Completion decode_signed(Vm& vm, const DecodeCall& call) {
    std::string_view token;
    AW_GUEST_DO(read_token(vm, call.token, &token));
    Decoder decoder(vm, call, token);
    AW_GUEST_DO(decoder.verify_signed());
    return decoder.result();
}

Completion decode_complete(Vm& vm, const DecodeCall& call) {
    std::string_view token;
    AW_GUEST_DO(read_token(vm, call.token, &token));
    Decoder decoder(vm, call, token);
    AW_GUEST_DO(decoder.verify_signed());
    AW_GUEST_DO(decoder.verify_claims());
    return decoder.result();
}

Completion unverified_header(Vm& vm, const Value& token) {
    std::string_view text;
    AW_GUEST_DO(read_token(vm, token, &text));
    const DecodeCall call;
    Decoder decoder(vm, call, text, TokenTrail::Mode::Silent);
    AW_GUEST_DO(decoder.load_parts());
    AW_GUEST_DO(decoder.check_header());
    return lang::dict_find(*decoder.result().as<Dict>(), "header");
}

}  // namespace web
