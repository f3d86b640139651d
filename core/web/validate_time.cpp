// date, datetime, time and timedelta. pydantic-core validators/date.rs, datetime.rs ...
#include <array>
#include <cmath>

#include "lang/arguments.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "web/time_text.h"
#include "web/validate_internal.h"

namespace web {

using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

// datetime.timezone: utc, or timezone(timedelta(seconds=...)). None without an offset.
Completion make_zone(Vm& vm, const TimeParts& time) {
    if (!time.has_offset) return Value::none();
    AW_GUEST(const Value module, vm.import_module("datetime"));
    AW_GUEST(const Value zone, vm.get_attribute(module, "timezone"));
    if (time.offset_s == 0) return vm.get_attribute(zone, "utc");
    AW_GUEST(const Value delta_class, vm.get_attribute(module, "timedelta"));
    std::array arguments{Value::small(0), Value::small(time.offset_s)};
    AW_GUEST(Value delta, vm.call(delta_class, std::span<Value>(arguments)));
    return vm.call(zone, std::span<Value>(&delta, 1));
}

Completion make_date(Vm& vm, const Value& cls, const DateParts& date) {
    std::array arguments{Value::small(date.year), Value::small(date.month), Value::small(date.day)};
    return vm.call(cls, std::span<Value>(arguments));
}

Completion make_date_time(Vm& vm, const Value& cls, const DateTimeParts& parts) {
    AW_GUEST(const Value zone, make_zone(vm, parts.time));
    std::array arguments{Value::small(parts.date.year),        Value::small(parts.date.month),
                         Value::small(parts.date.day),         Value::small(parts.time.hour),
                         Value::small(parts.time.minute),      Value::small(parts.time.second),
                         Value::small(parts.time.microsecond), zone};
    return vm.call(cls, std::span<Value>(arguments));
}

Completion make_time(Vm& vm, const Value& cls, const TimeParts& time) {
    AW_GUEST(const Value zone, make_zone(vm, time));
    std::array arguments{Value::small(time.hour), Value::small(time.minute),
                         Value::small(time.second), Value::small(time.microsecond), zone};
    return vm.call(cls, std::span<Value>(arguments));
}

// The number that an int, a float or a text of digits is.
std::optional<double> stamp_of(const Value& input) {
    const Value& plain = lang::plain(input);
    if (plain.is_bool()) return std::nullopt;
    if (plain.is_small()) return static_cast<double>(plain.as_small());
    if (plain.is(Kind::Float)) return plain.as<lang::Float>()->value;
    if (const auto text = text_input(input)) {
        if (text->find_first_not_of("+-.0123456789") != std::string_view::npos) return std::nullopt;
        return lang::parse_float(*text);
    }
    return std::nullopt;
}

struct Read {
    bool tried = false;      // the input is of a type that can be read
    std::string_view error;  // "" when it was read
};

Read read_as_date_time(const Value& input, DateTimeParts& out) {
    Read read;
    const auto text = text_input(input);
    const auto stamp = stamp_of(input);
    read.tried = text || stamp;
    if (text) read.error = read_date_time(*text, out);
    if (stamp && (!text || !read.error.empty())) read.error = from_timestamp(*stamp, out);
    return read;
}

Completion parsing_error(Validation& v, std::string type, std::string_view words,
                         std::string_view error, const Value& input) {
    return v.fail(std::move(type), std::string(words) + ", " + std::string(error), input,
                  {{"error", v.text(error)}});
}

Completion date_value(Validation& v, const FieldType& type, const Value& input) {
    DateParts date;
    const auto text = text_input(input);
    if (text && read_date(*text, date).empty()) return make_date(v.vm, type.cls, date);
    DateTimeParts parts;
    const Read read = read_as_date_time(input, parts);
    if (!read.tried) return v.fail("date_type", "Input should be a valid date", input);
    if (!read.error.empty())
        return parsing_error(v, "date_from_datetime_parsing",
                             "Input should be a valid date or datetime", read.error, input);
    const TimeParts& time = parts.time;
    if (time.hour != 0 || time.minute != 0 || time.second != 0 || time.microsecond != 0)
        return v.fail("date_from_datetime_inexact",
                      "Datetimes provided to dates should have zero time - e.g. be exact dates",
                      input);
    return make_date(v.vm, type.cls, parts.date);
}

Completion date_time_value(Validation& v, const FieldType& type, const Value& input) {
    DateTimeParts parts;
    const Read read = read_as_date_time(input, parts);
    if (!read.tried) return v.fail("datetime_type", "Input should be a valid datetime", input);
    if (read.error.empty()) return make_date_time(v.vm, type.cls, parts);
    const auto text = text_input(input);
    parts = {};
    const std::string_view error = text ? read_date(*text, parts.date) : read.error;
    if (error.empty()) return make_date_time(v.vm, type.cls, parts);
    return parsing_error(v, "datetime_from_date_parsing",
                         "Input should be a valid datetime or date", error, input);
}

Completion time_value(Validation& v, const FieldType& type, const Value& input) {
    TimeParts time;
    const auto text = text_input(input);
    const auto stamp = stamp_of(input);
    if (!text && !stamp)
        return v.fail("time_type", "Input should be in a valid time format", input);
    std::string_view error = text ? read_time(*text, time) : "";
    if (stamp && (!text || !error.empty())) {
        DateTimeParts parts;
        error = *stamp < 0          ? "time in seconds should be positive"
                : *stamp >= 86400.0 ? "numeric times may not exceed 86,399 seconds"
                                    : from_timestamp(*stamp, parts);
        time = parts.time;  // of UTC, as it was read from a number
        time.has_offset = true;
        time.offset_s = 0;
    }
    if (error.empty()) return make_time(v.vm, type.cls, time);
    return parsing_error(v, "time_parsing", "Input should be in a valid time format", error, input);
}

Completion duration_value(Validation& v, const FieldType& type, const Value& input) {
    DurationParts duration;
    const auto text = text_input(input);
    const auto stamp = stamp_of(input);
    if (!text && !stamp)
        return v.fail("time_delta_type", "Input should be a valid timedelta", input);
    if (stamp) {
        constexpr double kMaxSeconds = 86399999913600.0;
        if (!(std::fabs(*stamp) <= kMaxSeconds))
            return parsing_error(v, "time_delta_parsing", "Input should be a valid timedelta",
                                 "durations may not exceed 999,999,999 days", input);
        std::array arguments{Value::small(0), v.vm.heap().make_float(*stamp)};
        return v.vm.call(type.cls, std::span<Value>(arguments));
    }
    const std::string_view error = read_duration(*text, duration);
    if (!error.empty())
        return parsing_error(v, "time_delta_parsing", "Input should be a valid timedelta", error,
                             input);
    const std::int64_t sign = duration.negative ? -1 : 1;
    std::array arguments{Value::small(sign * duration.days), Value::small(sign * duration.seconds),
                         Value::small(sign * duration.microseconds)};
    return v.vm.call(type.cls, std::span<Value>(arguments));
}

// The date of a datetime instance.
Completion date_of_instance(Validation& v, const Value& input) {
    return v.vm.call_method(input, "date");
}

}  // namespace

namespace {

Completion time_of_any(Validation& v, const FieldType& type, const Value& input) {
    const bool is_date_time = lang::plain(input).is(Kind::Instance) &&
                              !v.vm.find_in_class(v.vm.class_of(input), "hour").empty() &&
                              !v.vm.find_in_class(v.vm.class_of(input), "year").empty();
    if (v.vm.is_instance_of(input, *type.cls.as<lang::Class>()))
        return type.kind == TypeKind::Date && is_date_time ? date_of_instance(v, input)
                                                           : Completion(input);
    v.floor(Exactness::Lax);
    if (type.kind == TypeKind::Date) return date_value(v, type, input);
    if (type.kind == TypeKind::DateTime) return date_time_value(v, type, input);
    return type.kind == TypeKind::Time ? time_value(v, type, input)
                                       : duration_value(v, type, input);
}

struct TimeBound {
    const Value* limit;
    Vm::Compare holds;
    std::string_view type, words, key;
};

// A limit is told as ISO 8601 has it.
Completion check_time_bound(Validation& v, const FieldType& type, const TimeBound& bound,
                            const Value& value, const Value& input) {
    if (bound.limit->empty()) return value;
    AW_GUEST(const Value holds, v.vm.compare(bound.holds, value, *bound.limit));
    if (holds.is_true()) return value;
    AW_GUEST(const Value shown, type.kind == TypeKind::TimeDelta
                                    ? v.vm.str(*bound.limit)
                                    : v.vm.call_method(*bound.limit, "isoformat"));
    return v.fail(std::string(bound.type),
                  "Input should be " + std::string(bound.words) + std::string(lang::text_of(shown)),
                  input, {{std::string(bound.key), shown}});
}

}  // namespace

Completion validate_time(Validation& v, const FieldType& type, const Value& input) {
    AW_GUEST(const Value value, time_of_any(v, type, input));
    const Constraints& c = type.constraints;
    if (value.empty() || !c.any()) return value;
    const TimeBound bounds[] = {
        {&c.le, Vm::Compare::Le, "less_than_equal", "less than or equal to ", "le"},
        {&c.lt, Vm::Compare::Lt, "less_than", "less than ", "lt"},
        {&c.ge, Vm::Compare::Ge, "greater_than_equal", "greater than or equal to ", "ge"},
        {&c.gt, Vm::Compare::Gt, "greater_than", "greater than ", "gt"}};
    for (const TimeBound& bound : bounds) {
        AW_GUEST(const Value held, check_time_bound(v, type, bound, value, input));
        if (held.empty()) return held;
    }
    return value;
}

}  // namespace web
