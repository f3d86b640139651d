// datetime.timedelta and datetime.timezone.
#include <fmt/format.h>

#include <cmath>

#include "lang/int.h"
#include "lang/lib_datetime_internal.h"

namespace lang {
namespace {

constexpr std::int64_t kMostDays = 999'999'999;

Completion checked_delta(Vm& vm, WideInt micros) {
    const WideInt limit = static_cast<WideInt>(kMostDays + 1) * kMicrosPerDay;
    if (micros < limit && micros >= -static_cast<WideInt>(kMostDays) * kMicrosPerDay) {
        return make_timedelta(vm, micros);
    }
    const auto days = static_cast<std::int64_t>(micros / kMicrosPerDay) - (micros < 0 ? 1 : 0);
    return vm.raise("OverflowError",
                    fmt::format("days={}; must have magnitude <= 999999999", days));
}

// An amount in units of `unit` microseconds; the fraction of a float is added to `fraction`.
Completion add_amount(Vm& vm, const Value& v, std::int64_t unit, std::string_view name,
                      WideInt* total, double* fraction) {
    if (v.empty()) return Completion::none();
    constexpr double kLimit = 1e15;
    const Value& p = plain(v);
    if (const Float* real = p.try_as<Float>()) {
        if (std::isnan(real->value)) {
            return vm.raise("ValueError", "cannot convert float NaN to integer");
        }
        if (std::fabs(real->value) > kLimit) {
            return vm.raise("OverflowError", "Python int too large to convert to C int");
        }
        double whole = 0;
        const double part = std::modf(real->value, &whole) * static_cast<double>(unit);
        double whole_micros = 0;
        *fraction += std::modf(part, &whole_micros);
        *total += static_cast<WideInt>(whole) * unit + static_cast<WideInt>(whole_micros);
        return Completion::none();
    }
    if (!is_int(p)) {
        return vm.raise("TypeError", fmt::format("unsupported type for timedelta {} component: {}",
                                                 name, type_name_of(vm, v)));
    }
    const std::optional<std::int64_t> number = to_int64(p);
    if (!number) return vm.raise("OverflowError", "Python int too large to convert to C int");
    *total += static_cast<WideInt>(*number) * unit;
    return Completion::none();
}

Completion timedelta_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    const Native named(nullptr, nullptr, "timedelta");
    Value days, seconds, micros, millis, minutes, hours, weeks;
    AW_GUEST_DO(bind(vm, named, args,
                     {{"days", &days, kOptional},
                      {"seconds", &seconds, kOptional},
                      {"microseconds", &micros, kOptional},
                      {"milliseconds", &millis, kOptional},
                      {"minutes", &minutes, kOptional},
                      {"hours", &hours, kOptional},
                      {"weeks", &weeks, kOptional}}));
    WideInt total = 0;
    double fraction = 0;
    AW_GUEST_DO(add_amount(vm, micros, 1, "microseconds", &total, &fraction));
    AW_GUEST_DO(add_amount(vm, millis, 1000, "milliseconds", &total, &fraction));
    AW_GUEST_DO(add_amount(vm, seconds, kMicrosPerSecond, "seconds", &total, &fraction));
    AW_GUEST_DO(add_amount(vm, minutes, 60 * kMicrosPerSecond, "minutes", &total, &fraction));
    AW_GUEST_DO(add_amount(vm, hours, 3600 * kMicrosPerSecond, "hours", &total, &fraction));
    AW_GUEST_DO(add_amount(vm, days, kMicrosPerDay, "days", &total, &fraction));
    AW_GUEST_DO(add_amount(vm, weeks, 7 * kMicrosPerDay, "weeks", &total, &fraction));
    return checked_delta(vm, total + static_cast<WideInt>(std::nearbyint(fraction)));
}

WideInt floor_days(WideInt micros) {
    return micros / kMicrosPerDay - (micros % kMicrosPerDay < 0 ? 1 : 0);
}

enum class DeltaPart : std::uint8_t { Days, Seconds, Micros };

template <DeltaPart part>
Completion timedelta_part(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    const WideInt days = floor_days(delta->micros);
    const auto rest = static_cast<std::int64_t>(delta->micros - days * kMicrosPerDay);
    switch (part) {
        case DeltaPart::Days: return make_int(static_cast<std::int64_t>(days));
        case DeltaPart::Seconds: return make_int(rest / kMicrosPerSecond);
        case DeltaPart::Micros: return make_int(rest % kMicrosPerSecond);
    }
    return Value();
}

Completion timedelta_total_seconds(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    // As an integer divided by an integer: rounded once.
    return vm.heap().make_float(static_cast<double>(static_cast<long double>(delta->micros) /
                                                    static_cast<long double>(kMicrosPerSecond)));
}

// The other operand of a binary method, or null.
const Timedelta* other_delta(CallArgs args) {
    return args.positional.size() == 2 ? payload_of<Timedelta>(args.positional[1]) : nullptr;
}

template <int sign>
Completion timedelta_add(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    const Timedelta* other = other_delta(args);
    if (other == nullptr) return Value::not_implemented();
    return checked_delta(vm, delta->micros + sign * other->micros);
}

Completion scaled(Vm& vm, WideInt micros, const Value& by) {
    const Value& p = plain(by);
    if (const Float* real = p.try_as<Float>()) {
        const long double product = static_cast<long double>(micros) * real->value;
        if (!std::isfinite(product) || std::fabs(product) > 1e20L) {
            return vm.raise("OverflowError", "Python int too large to convert to C int");
        }
        return checked_delta(vm, static_cast<WideInt>(std::nearbyint(product)));
    }
    if (!is_int(p)) return Value::not_implemented();
    const std::optional<std::int64_t> number = to_int64(p);
    constexpr std::int64_t kMostTimes = 100'000'000'000'000'000;
    if (!number || *number > kMostTimes || *number < -kMostTimes) {
        return vm.raise("OverflowError", "Python int too large to convert to C int");
    }
    return checked_delta(vm, micros * *number);
}

Completion timedelta_mul(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    if (args.positional.size() != 2) return Value::not_implemented();
    return scaled(vm, delta->micros, args.positional[1]);
}

Completion timedelta_truediv(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    if (const Timedelta* other = other_delta(args)) {
        if (other->micros == 0) return vm.raise("ZeroDivisionError", "division by zero");
        return vm.heap().make_float(static_cast<double>(static_cast<long double>(delta->micros) /
                                                        static_cast<long double>(other->micros)));
    }
    const Value by = args.positional.size() == 2 ? plain(args.positional[1]) : Value();
    long double divisor = 0;
    if (by.is(Kind::Float)) {
        divisor = by.as<Float>()->value;
    } else if (!by.empty() && is_int(by) && to_int64(by)) {
        divisor = static_cast<long double>(*to_int64(by));
    } else {
        return Value::not_implemented();
    }
    if (divisor == 0) return vm.raise("ZeroDivisionError", "division by zero");
    return checked_delta(
        vm,
        static_cast<WideInt>(std::nearbyint(static_cast<long double>(delta->micros) / divisor)));
}

WideInt floor_divide(WideInt a, WideInt b) {
    const WideInt quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

Completion timedelta_floordiv(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    if (const Timedelta* other = other_delta(args)) {
        if (other->micros == 0) return vm.raise("ZeroDivisionError", "division by zero");
        return make_int(static_cast<std::int64_t>(floor_divide(delta->micros, other->micros)));
    }
    const Value by = args.positional.size() == 2 ? plain(args.positional[1]) : Value();
    if (by.empty() || !is_int(by) || !to_int64(by)) return Value::not_implemented();
    if (*to_int64(by) == 0) return vm.raise("ZeroDivisionError", "division by zero");
    return checked_delta(vm, floor_divide(delta->micros, *to_int64(by)));
}

Completion timedelta_mod(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    const Timedelta* other = other_delta(args);
    if (other == nullptr) return Value::not_implemented();
    if (other->micros == 0) return vm.raise("ZeroDivisionError", "division by zero");
    return checked_delta(
        vm, delta->micros - floor_divide(delta->micros, other->micros) * other->micros);
}

enum class Unary : std::uint8_t { Negative, Positive, Absolute };

template <Unary op>
Completion timedelta_unary(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    const bool turn = op == Unary::Negative || (op == Unary::Absolute && delta->micros < 0);
    return checked_delta(vm, turn ? -delta->micros : delta->micros);
}

template <Vm::Compare op>
Completion timedelta_compare(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    const Timedelta* other = other_delta(args);
    if (other == nullptr) return Value::not_implemented();
    const int order = delta->micros < other->micros ? -1 : delta->micros > other->micros ? 1 : 0;
    return Value::boolean(compare_holds(op, order));
}

Completion timedelta_hash(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    return make_int(static_cast<std::int64_t>(mix_hash(delta->micros) >> 3));
}

Completion timedelta_bool(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    return Value::boolean(delta->micros != 0);
}

Completion timedelta_str(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    return vm.heap().make_ascii(timedelta_text(delta->micros));
}

Completion timedelta_repr(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timedelta, delta, "timedelta");
    const WideInt days = floor_days(delta->micros);
    const auto rest = static_cast<std::int64_t>(delta->micros - days * kMicrosPerDay);
    std::string parts;
    const auto add = [&](std::string_view name, std::int64_t value) {
        if (value == 0) return;
        parts += fmt::format("{}{}={}", parts.empty() ? "" : ", ", name, value);
    };
    add("days", static_cast<std::int64_t>(days));
    add("seconds", rest / kMicrosPerSecond);
    add("microseconds", rest % kMicrosPerSecond);
    return vm.heap().make_ascii(fmt::format("datetime.timedelta({})", parts.empty() ? "0" : parts));
}

// -- timezone --------------------------------------------------------------------------------

Completion timezone_construct(Vm& vm, Class& cls, CallArgs args) {
    (void)cls;
    const Native named(nullptr, nullptr, "timezone");
    Value offset, name;
    AW_GUEST_DO(bind(vm, named, args, {{"offset", &offset}, {"name", &name, kOptional}}));
    const Timedelta* delta = payload_of<Timedelta>(offset);
    if (delta == nullptr) {
        return wrong_type(vm, "timezone() argument 1", "datetime.timedelta", offset);
    }
    if (delta->micros <= -static_cast<WideInt>(kMicrosPerDay) || delta->micros >= kMicrosPerDay) {
        AW_GUEST(const Value shown, vm.repr(offset));
        return vm.raise("ValueError",
                        fmt::format("offset must be a timedelta strictly between "
                                    "-timedelta(hours=24) and timedelta(hours=24), not {}",
                                    text_of(shown)));
    }
    if (!name.empty() && !is_text(name))
        return wrong_type(vm, "timezone() argument 2", "str", name);
    const auto micros = static_cast<std::int64_t>(delta->micros);
    if (name.empty() && micros == 0) return utc_timezone(vm);
    return make_timezone(vm, micros, name.empty() ? "" : std::string(text_of(name)));
}

std::string timezone_name(const Timezone& zone) {
    if (!zone.name.empty()) return zone.name;
    return zone.offset_micros == 0 ? "UTC" : "UTC" + offset_text(zone.offset_micros);
}

Completion timezone_utcoffset(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timezone, zone, "timezone");
    return make_timedelta(vm, zone->offset_micros);
}

Completion timezone_dst(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timezone, zone, "timezone");
    (void)zone;
    return Completion::none();
}

Completion timezone_tzname(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timezone, zone, "timezone");
    return vm.heap().make_str(timezone_name(*zone));
}

Completion timezone_repr(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timezone, zone, "timezone");
    if (args.positional[0].same_as(utc_timezone(vm))) {
        return vm.heap().make_ascii("datetime.timezone.utc");
    }
    AW_GUEST(const Value offset, vm.repr(make_timedelta(vm, zone->offset_micros)));
    std::string out = fmt::format("datetime.timezone({}", text_of(offset));
    if (!zone->name.empty()) {
        AW_GUEST(const Value name, vm.repr(vm.heap().make_str(zone->name)));
        out += fmt::format(", {}", text_of(name));
    }
    return vm.heap().make_str(out + ")");
}

Completion timezone_eq(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timezone, zone, "timezone");
    const Timezone* other =
        args.positional.size() == 2 ? payload_of<Timezone>(args.positional[1]) : nullptr;
    if (other == nullptr) return Value::not_implemented();
    return Value::boolean(zone->offset_micros == other->offset_micros);
}

Completion timezone_hash(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Timezone, zone, "timezone");
    return make_int(static_cast<std::int64_t>(mix_hash(zone->offset_micros) >> 3));
}

}  // namespace

std::uint64_t mix_hash(WideInt value) {
    std::uint64_t bits =
        static_cast<std::uint64_t>(value) ^ static_cast<std::uint64_t>(value >> 64);
    bits *= 0x9E3779B97F4A7C15U;
    return bits ^ (bits >> 29);
}

bool compare_holds(Vm::Compare op, int order) {
    switch (op) {
        case Vm::Compare::Eq: return order == 0;
        case Vm::Compare::Ne: return order != 0;
        case Vm::Compare::Lt: return order < 0;
        case Vm::Compare::Le: return order <= 0;
        case Vm::Compare::Gt: return order > 0;
        case Vm::Compare::Ge: return order >= 0;
    }
    return false;
}

void install_timedelta(Vm& vm, Class& cls) {
    using Compare = Vm::Compare;
    cls.construct = timedelta_construct;
    def_property(vm, cls, "days", timedelta_part<DeltaPart::Days>);
    def_property(vm, cls, "seconds", timedelta_part<DeltaPart::Seconds>);
    def_property(vm, cls, "microseconds", timedelta_part<DeltaPart::Micros>);
    def_all(vm, cls,
            {{"total_seconds", timedelta_total_seconds},
             {"__add__", timedelta_add<1>},
             {"__radd__", timedelta_add<1>},
             {"__sub__", timedelta_add<-1>},
             {"__mul__", timedelta_mul},
             {"__rmul__", timedelta_mul},
             {"__truediv__", timedelta_truediv},
             {"__floordiv__", timedelta_floordiv},
             {"__mod__", timedelta_mod},
             {"__neg__", timedelta_unary<Unary::Negative>},
             {"__pos__", timedelta_unary<Unary::Positive>},
             {"__abs__", timedelta_unary<Unary::Absolute>},
             {"__eq__", timedelta_compare<Compare::Eq>},
             {"__ne__", timedelta_compare<Compare::Ne>},
             {"__lt__", timedelta_compare<Compare::Lt>},
             {"__le__", timedelta_compare<Compare::Le>},
             {"__gt__", timedelta_compare<Compare::Gt>},
             {"__ge__", timedelta_compare<Compare::Ge>},
             {"__hash__", timedelta_hash},
             {"__bool__", timedelta_bool},
             {"__str__", timedelta_str},
             {"__repr__", timedelta_repr}});
}

void install_timezone(Vm& vm, Class& cls, Class& tzinfo) {
    (void)tzinfo;
    cls.construct = timezone_construct;
    cls.is_final = true;
    def_all(vm, cls,
            {{"utcoffset", timezone_utcoffset},
             {"dst", timezone_dst},
             {"tzname", timezone_tzname},
             {"__str__", timezone_tzname},
             {"__repr__", timezone_repr},
             {"__eq__", timezone_eq},
             {"__hash__", timezone_hash}});
    set(vm, cls, "utc", utc_timezone(vm));
}

}  // namespace lang
