// Making dates and times: constructors, now, fromtimestamp, fromisoformat, strptime, replace.
#include <fmt/format.h>

#include <cmath>

#include "lang/lib_datetime_internal.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

// The kind that the class stands for, also for guest subclasses.
TemporalKind kind_of_class(Vm& vm, const Class& cls) {
    const DatetimeClasses& classes = datetime_classes(vm);
    if (vm.is_subclass(cls, *classes.datetime)) return TemporalKind::DateTime;
    return vm.is_subclass(cls, *classes.time) ? TemporalKind::Time : TemporalKind::Date;
}

Completion make_for_class(Vm& vm, const Value& cls, const DateFields& fields, const Value& zone) {
    const TemporalKind what = kind_of_class(vm, *cls.as<Class>());
    return make_temporal(vm, what, fields, zone);
}

Completion read_int_field(Vm& vm, const Value& v, int* out) {
    if (v.empty()) return Completion::none();
    if (!is_integer(v)) {
        return vm.raise("TypeError", fmt::format("'{}' object cannot be interpreted as an integer",
                                                 type_name_of(vm, v)));
    }
    std::int64_t number = 0;
    AW_GUEST_DO(read_index(vm, v, &number));
    if (number > INT32_MAX || number < INT32_MIN) {
        return vm.raise("OverflowError", "Python int too large to convert to C int");
    }
    *out = static_cast<int>(number);
    return Completion::none();
}

// The fields as arguments of a constructor or of replace(), which starts from given ones.
struct FieldArguments {
    Value year, month, day, hour, minute, second, microsecond, zone, fold;

    Completion bind_date(Vm& vm, const Native& self, CallArgs args, Parameter::How how) {
        return bind(vm, self, args,
                    {{"year", &year, how}, {"month", &month, how}, {"day", &day, how}});
    }
    Completion bind_datetime(Vm& vm, const Native& self, CallArgs args, Parameter::How how) {
        return bind(vm, self, args,
                    {{"year", &year, how},
                     {"month", &month, how},
                     {"day", &day, how},
                     {"hour", &hour, kOptional},
                     {"minute", &minute, kOptional},
                     {"second", &second, kOptional},
                     {"microsecond", &microsecond, kOptional},
                     {"tzinfo", &zone, kOptional},
                     {"fold", &fold, kKeywordOnly}});
    }
    Completion bind_time(Vm& vm, const Native& self, CallArgs args) {
        return bind(vm, self, args,
                    {{"hour", &hour, kOptional},
                     {"minute", &minute, kOptional},
                     {"second", &second, kOptional},
                     {"microsecond", &microsecond, kOptional},
                     {"tzinfo", &zone, kOptional},
                     {"fold", &fold, kKeywordOnly}});
    }
    Completion bind_for(Vm& vm, TemporalKind what, const Native& self, CallArgs args,
                        Parameter::How how) {
        switch (what) {
            case TemporalKind::Date: return bind_date(vm, self, args, how);
            case TemporalKind::DateTime: return bind_datetime(vm, self, args, how);
            case TemporalKind::Time: return bind_time(vm, self, args);
        }
        return Completion::none();
    }
    Completion read(Vm& vm, DateFields* out) const {
        AW_GUEST_DO(read_int_field(vm, year, &out->year));
        AW_GUEST_DO(read_int_field(vm, month, &out->month));
        AW_GUEST_DO(read_int_field(vm, day, &out->day));
        AW_GUEST_DO(read_int_field(vm, hour, &out->hour));
        AW_GUEST_DO(read_int_field(vm, minute, &out->minute));
        AW_GUEST_DO(read_int_field(vm, second, &out->second));
        AW_GUEST_DO(read_int_field(vm, microsecond, &out->microsecond));
        AW_GUEST_DO(check_fields(vm, *out));
        return zone.empty() ? Completion::none() : check_zone(vm, zone);
    }
};

template <TemporalKind what>
Completion temporal_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, kind_name(what));
    FieldArguments given;
    AW_GUEST_DO(given.bind_for(vm, what, named, args, Parameter::How::Required));
    DateFields fields;
    AW_GUEST_DO(given.read(vm, &fields));
    auto payload = std::make_unique<Temporal>();
    payload->what = what;
    payload->fields = fields;
    if (!given.zone.empty()) payload->zone = given.zone;
    return wrap_payload(vm, cls, std::move(payload));
}

Completion temporal_replace(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(Temporal, value, "datetime");
    FieldArguments given;
    AW_GUEST_DO(given.bind_for(vm, value->what, self, without_self(args), kOptional));
    DateFields fields = value->fields;
    AW_GUEST_DO(given.read(vm, &fields));
    return make_temporal(vm, value->what, fields, given.zone.empty() ? value->zone : given.zone);
}

std::int64_t now_micros(Vm& vm) {
    const base::Instant now = vm.clock().now();
    return now.seconds * kMicrosPerSecond + now.microseconds;
}

Completion from_micros(Vm& vm, const Value& cls, std::int64_t utc, const Value& zone) {
    const Timezone* known = payload_of<Timezone>(zone);
    const auto fields = fields_from_micros(utc + (known != nullptr ? known->offset_micros : 0));
    if (!fields) return vm.raise("ValueError", "year is out of range");
    DateFields wanted = *fields;
    if (kind_of_class(vm, *cls.as<Class>()) == TemporalKind::Date) {
        wanted = {fields->year, fields->month, fields->day};
    }
    return make_for_class(vm, cls, wanted, zone);
}

Completion datetime_now(Vm& vm, Native& self, CallArgs args) {
    Value zone = Value::none();
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"tz", &zone, kOptional}}));
    AW_GUEST_DO(check_zone(vm, zone));
    return from_micros(vm, args.positional[0], now_micros(vm), zone);
}

// today() and utcnow(): the naive present.
Completion temporal_today(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    return from_micros(vm, args.positional[0], now_micros(vm), Value::none());
}

Completion temporal_fromtimestamp(Vm& vm, Native& self, CallArgs args) {
    Value stamp, zone = Value::none();
    AW_GUEST_DO(
        bind(vm, self, without_self(args), {{"timestamp", &stamp}, {"tz", &zone, kOptional}}));
    AW_GUEST_DO(check_zone(vm, zone));
    Value argument[] = {stamp};
    AW_GUEST(const Value real, vm.call(class_value(*vm.classes.float_), argument));
    const double seconds = real.as<Float>()->value;
    constexpr double kLimit = 1e12;
    if (!(std::fabs(seconds) < kLimit)) {
        return vm.raise("ValueError", fmt::format("year {} is out of range", seconds));
    }
    const double whole = std::floor(seconds);
    const auto micros = static_cast<std::int64_t>(std::nearbyint((seconds - whole) * 1e6));
    return from_micros(vm, args.positional[0],
                       static_cast<std::int64_t>(whole) * kMicrosPerSecond + micros, zone);
}

Completion temporal_fromisoformat(Vm& vm, Native& self, CallArgs args) {
    Value text;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"date_string", &text}}));
    if (!is_text(text)) return vm.raise("TypeError", "fromisoformat: argument must be str");
    const TemporalKind what = kind_of_class(vm, *args.positional[0].as<Class>());
    const auto parsed = what == TemporalKind::Date   ? parse_iso_date(text_of(text))
                        : what == TemporalKind::Time ? parse_iso_time(text_of(text))
                                                     : parse_iso_datetime(text_of(text));
    if (!parsed) {
        return vm.raise("ValueError", "Invalid isoformat string: " + quote_text(text_of(text)));
    }
    Value zone = Value::none();
    if (parsed->offset_micros) {
        zone = *parsed->offset_micros == 0 ? utc_timezone(vm)
                                           : make_timezone(vm, *parsed->offset_micros);
    }
    return make_for_class(vm, args.positional[0], parsed->fields, zone);
}

Completion datetime_strptime(Vm& vm, Native& self, CallArgs args) {
    Value text, format;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"date_string", &text}, {"format", &format}}));
    if (!is_text(text)) return wrong_type(vm, "strptime() argument 1", "str", text);
    if (!is_text(format)) return wrong_type(vm, "strptime() argument 2", "str", format);
    std::string error;
    const ParsedIso parsed = parse_with_format(text_of(text), text_of(format), &error);
    if (!error.empty()) return vm.raise("ValueError", error);
    Value zone = Value::none();
    if (parsed.offset_micros) {
        zone = *parsed.offset_micros == 0 ? utc_timezone(vm)
                                          : make_timezone(vm, *parsed.offset_micros);
    }
    return make_for_class(vm, args.positional[0], parsed.fields, zone);
}

Completion datetime_combine(Vm& vm, Native& self, CallArgs args) {
    Value date_value, time_value, zone;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"date", &date_value}, {"time", &time_value}, {"tzinfo", &zone, kOptional}}));
    const Temporal* date = payload_of<Temporal>(date_value);
    const Temporal* time = payload_of<Temporal>(time_value);
    if (date == nullptr || date->what == TemporalKind::Time) {
        return wrong_type(vm, "combine() argument 1", "datetime.date", date_value);
    }
    if (time == nullptr || time->what != TemporalKind::Time) {
        return wrong_type(vm, "combine() argument 2", "datetime.time", time_value);
    }
    if (!zone.empty()) AW_GUEST_DO(check_zone(vm, zone));
    DateFields fields = time->fields;
    fields.year = date->fields.year;
    fields.month = date->fields.month;
    fields.day = date->fields.day;
    return make_for_class(vm, args.positional[0], fields, zone.empty() ? time->zone : zone);
}

Completion temporal_fromordinal(Vm& vm, Native& self, CallArgs args) {
    Value ordinal;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"ordinal", &ordinal}}));
    std::int64_t number = 0;
    AW_GUEST_DO(read_index(vm, ordinal, &number));
    constexpr std::int64_t kLast = 3652059;
    if (number < 1 || number > kLast) {
        return vm.raise("ValueError", "ordinal must be >= 1");
    }
    return make_for_class(vm, args.positional[0],
                          civil_from_days(days_from_civil(1, 1, 1) + number - 1), Value::none());
}

}  // namespace

Completion check_zone(Vm& vm, const Value& zone) {
    if (zone.is_none() || payload_of<Timezone>(zone) != nullptr) return Completion::none();
    if (vm.is_instance_of(zone, *datetime_classes(vm).tzinfo)) {
        return not_offered(vm, "a tzinfo class of your own");
    }
    return vm.raise("TypeError",
                    fmt::format("tzinfo argument must be None or of a tzinfo subclass, not type "
                                "'{}'",
                                type_name_of(vm, zone)));
}

Completion check_fields(Vm& vm, const DateFields& f) {
    const auto out_of = [&](std::string_view what, int low, int high, int value) {
        return vm.raise("ValueError",
                        fmt::format("{} must be in {}..{}, not {}", what, low, high, value));
    };
    if (f.year < 1 || f.year > 9999) return out_of("year", 1, 9999, f.year);
    if (f.month < 1 || f.month > 12) return out_of("month", 1, 12, f.month);
    const int days = days_in_month(f.year, f.month);
    if (f.day < 1 || f.day > days) {
        return vm.raise("ValueError",
                        fmt::format("day {} must be in range 1..{} for month {} in year {}", f.day,
                                    days, f.month, f.year));
    }
    if (f.hour < 0 || f.hour > 23) return out_of("hour", 0, 23, f.hour);
    if (f.minute < 0 || f.minute > 59) return out_of("minute", 0, 59, f.minute);
    if (f.second < 0 || f.second > 59) return out_of("second", 0, 59, f.second);
    if (f.microsecond < 0 || f.microsecond > 999999) {
        return out_of("microsecond", 0, 999999, f.microsecond);
    }
    return Completion::none();
}

void install_temporal_makers(Vm& vm, const DatetimeClasses& classes) {
    classes.date->construct = temporal_construct<TemporalKind::Date>;
    classes.datetime->construct = temporal_construct<TemporalKind::DateTime>;
    classes.time->construct = temporal_construct<TemporalKind::Time>;
    for (Class* cls : {classes.date, classes.datetime, classes.time}) {
        def(vm, *cls, "replace", temporal_replace);
        set_class_method(vm, *cls, "fromisoformat", temporal_fromisoformat);
        set_class_method(vm, *cls, "strptime", datetime_strptime);
    }
    set_class_method(vm, *classes.date, "today", temporal_today);
    set_class_method(vm, *classes.date, "fromtimestamp", temporal_fromtimestamp);
    set_class_method(vm, *classes.date, "fromordinal", temporal_fromordinal);
    set_class_method(vm, *classes.datetime, "now", datetime_now);
    set_class_method(vm, *classes.datetime, "utcnow", temporal_today);
    set_class_method(vm, *classes.datetime, "utcfromtimestamp", temporal_fromtimestamp);
    set_class_method(vm, *classes.datetime, "combine", datetime_combine);
    const DateFields first, last = {9999, 12, 31, 23, 59, 59, 999999};
    set(vm, *classes.date, "min", make_temporal(vm, TemporalKind::Date, {1, 1, 1}, Value::none()));
    set(vm, *classes.date, "max",
        make_temporal(vm, TemporalKind::Date, {9999, 12, 31}, Value::none()));
    for (Class* cls : {classes.datetime, classes.time}) {
        const bool is_time = cls == classes.time;
        const TemporalKind what = is_time ? TemporalKind::Time : TemporalKind::DateTime;
        set(vm, *cls, "min", make_temporal(vm, what, first, Value::none()));
        set(vm, *cls, "max",
            make_temporal(vm, what, is_time ? DateFields{1, 1, 1, 23, 59, 59, 999999} : last,
                          Value::none()));
    }
}

}  // namespace lang
