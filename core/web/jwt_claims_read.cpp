#include "web/jwt_claims_read.h"

#include <array>
#include <cmath>

#include "lang/arguments.h"
#include "lang/datetime.h"
#include "lang/int.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

double number_of(Vm& vm, const Value& integer) {
    if (integer.is_small()) return static_cast<double>(integer.as_small());
    const Completion real = lang::int_to_float(vm, integer);
    if (!real.ok()) return lang::sign_of_int(integer) < 0 ? -HUGE_VAL : HUGE_VAL;
    return Completion(real).value().as<lang::Float>()->value;
}

// The texts of a list or tuple, of one text, or of anything that can be iterated.
Completion read_names(Vm& vm, const Value& value, std::vector<std::string>& out) {
    if (lang::is_text(value)) {
        out.emplace_back(lang::text_of(value));
        return Completion::none();
    }
    AW_GUEST(const Value list, vm.to_list(value));
    for (const Value& item : list.as<lang::List>()->items)
        if (lang::is_text(item)) out.emplace_back(lang::text_of(item));
    return Completion::none();
}

bool is_claim_container(const Value& value) {
    const Value& plain = lang::plain(value);
    return plain.is(Kind::List) || plain.is(Kind::Tuple) || plain.is(Kind::Set) ||
           plain.is(Kind::FrozenSet) || plain.is(Kind::Dict) || plain.is(Kind::View);
}

}  // namespace

Completion read_time_claim(Vm& vm, const Dict& claims, std::string_view name,
                           auth::TimeClaim& out) {
    const Value value = lang::dict_find(claims, name);
    out.present = !value.empty();
    if (!out.present) return Completion::none();
    std::array<Value, 1> argument{value};
    Completion made = vm.call(lang::class_value(*vm.classes.int_), argument);
    if (made.stopped()) return made;
    if (made.ok()) out.seconds = number_of(vm, made.value());
    return Completion::none();
}

auth::TextClaim read_text_claim(const Dict& claims, std::string_view name) {
    auth::TextClaim out;
    const Value value = lang::dict_find(claims, name);
    out.present = !value.empty();
    if (out.present && lang::is_text(value)) out.text = std::string(lang::text_of(value));
    return out;
}

Completion read_audience_claim(Vm& vm, const Dict& claims, auth::AudienceClaim& out) {
    const Value value = lang::dict_find(claims, "aud");
    if (value.empty()) return Completion::none();
    AW_GUEST(const Value truth, vm.truth(value));
    out.present = truth.is_true();
    out.single = lang::is_text(value);
    if (!out.single && !value.is(Kind::List)) return Completion::none();
    if (!out.single)
        for (const Value& item : value.as<lang::List>()->items)
            if (!lang::is_text(item)) return Completion::none();
    out.names.emplace();
    return read_names(vm, value, *out.names);
}

Completion read_audience_rule(Vm& vm, const Value& audience, auth::AudienceRule& out) {
    if (audience.empty() || audience.is_none()) return Completion::none();
    out.single = lang::is_text(audience);
    if (!out.single) {
        Completion iterator = vm.iterate(audience);
        if (iterator.stopped()) return iterator;
        if (!iterator.ok())
            return vm.raise("TypeError", "audience must be a string, iterable or None");
    }
    out.wanted.emplace();
    return read_names(vm, audience, *out.wanted);
}

Completion read_issuer_rule(Vm& vm, const Value& issuer, auth::IssuerRule& out) {
    if (issuer.empty() || issuer.is_none()) return Completion::none();
    out.usable = lang::is_text(issuer) || is_claim_container(issuer);
    if (!out.usable) return Completion::none();
    out.wanted.emplace();
    return read_names(vm, issuer, *out.wanted);
}

Completion read_leeway(Vm& vm, const Value& leeway, double& out) {
    out = 0;
    if (leeway.empty()) return Completion::none();
    if (const auto* delta = lang::payload_of<lang::Timedelta>(leeway)) {
        out = static_cast<double>(delta->micros) / static_cast<double>(lang::kMicrosPerSecond);
        return Completion::none();
    }
    const Value& plain = lang::plain(leeway);
    if (plain.is(Kind::Float)) {
        out = plain.as<lang::Float>()->value;
    } else if (lang::is_int(plain)) {
        out = plain.is_bool() ? plain.is_true() : number_of(vm, plain);
    } else {
        return vm.raise("TypeError", "unsupported operand type(s) for +: 'float' and '" +
                                         std::string(lang::type_name_of(vm, leeway)) + "'");
    }
    return Completion::none();
}

double now_of(const Vm& vm) {
    const base::Instant now = vm.clock().now();
    return static_cast<double>(now.seconds) + now.microseconds / 1e6;
}

}  // namespace web
