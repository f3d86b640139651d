// datetime.date, datetime.datetime and datetime.time: attributes, text, arithmetic, comparison.
// Making them is in lib_datetime_make.cpp.
#include <fmt/format.h>

#include "lang/int.h"
#include "lang/lib_datetime_internal.h"

namespace lang {
namespace {

struct DatetimeState final : Payload {
    DatetimeClasses classes = {};
    Value utc;
    void visit(void (*each)(Value&, void*), void* context) override { each(utc, context); }
};

DatetimeState& datetime_state(Vm& vm) { return library_state<DatetimeState>(vm, "<datetime>"); }

#define AW_TEMPORAL_SELF(variable) AW_PAYLOAD_SELF(Temporal, variable, "datetime")

template <int DateFields::*field>
Completion read_datetime_field(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    return Value::small(value->fields.*field);
}

Completion read_zone(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    return value->zone;
}

Completion read_fold(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    return Value::small(value->fold);
}

// -- text ------------------------------------------------------------------------------------

Completion temporal_isoformat(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    Value separator, timespec;
    if (value->what == TemporalKind::DateTime) {
        AW_GUEST_DO(bind(vm, self, without_self(args),
                         {{"sep", &separator, kOptional}, {"timespec", &timespec, kOptional}}));
    } else if (value->what == TemporalKind::Time) {
        AW_GUEST_DO(bind(vm, self, without_self(args), {{"timespec", &timespec, kOptional}}));
    } else {
        AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    }
    const auto text = iso_text(*value, is_text(separator) ? text_of(separator) : "T",
                               is_text(timespec) ? text_of(timespec) : "auto");
    if (!text) return vm.raise("ValueError", "Unknown timespec value");
    return vm.heap().make_str(*text);
}

Completion temporal_str(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    return vm.heap().make_ascii(*iso_text(*value, " "));
}

Completion temporal_repr(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const DateFields& f = value->fields;
    std::string out = fmt::format("datetime.{}(", kind_name(value->what));
    if (value->what != TemporalKind::Time) {
        out += fmt::format("{}, {}, {}", f.year, f.month, f.day);
    }
    if (value->what != TemporalKind::Date) {
        if (value->what == TemporalKind::DateTime) out += ", ";
        out += fmt::format("{}, {}", f.hour, f.minute);
        if (f.second != 0 || f.microsecond != 0) out += fmt::format(", {}", f.second);
        if (f.microsecond != 0) out += fmt::format(", {}", f.microsecond);
    }
    if (value->fold != 0) out += ", fold=1";
    if (!value->zone.is_none()) {
        AW_GUEST(const Value zone, vm.repr(value->zone));
        out += fmt::format(", tzinfo={}", text_of(zone));
    }
    return vm.heap().make_str(out + ")");
}

Completion temporal_strftime(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    Value format;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"format", &format}}));
    if (!is_text(format)) return wrong_type(vm, "strftime() argument 1", "str", format);
    if (!vm.has_room(text_of(format).size() * 16)) return vm.out_of_memory();
    return vm.heap().make_str(strftime_text(*value, text_of(format)));
}

Completion temporal_format(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    Value format;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"format_spec", &format}}));
    if (!is_text(format) || text_of(format).empty()) return vm.str(args.positional[0]);
    return vm.heap().make_str(strftime_text(*value, text_of(format)));
}

Completion temporal_ctime(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    return vm.heap().make_ascii(strftime_text(*value, "%c"));
}

// -- parts and neighbours --------------------------------------------------------------------

template <int first>
Completion temporal_weekday(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    return Value::small(weekday_of(value->fields) + first);
}

Completion temporal_isocalendar(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const IsoWeek week = iso_week_of(value->fields);
    Value parts[] = {Value::small(week.year), Value::small(week.week), Value::small(week.weekday)};
    AW_GUEST(const Value module, vm.import_module("datetime"));
    return vm.call_method(module, "_IsoCalendarDate", parts);
}

Completion temporal_toordinal(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const DateFields& f = value->fields;
    return Value::small(days_from_civil(f.year, f.month, f.day) - days_from_civil(1, 1, 1) + 1);
}

Completion datetime_date(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const DateFields& f = value->fields;
    return make_temporal(vm, TemporalKind::Date, {f.year, f.month, f.day}, Value::none());
}

template <bool keep_zone>
Completion datetime_time(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const DateFields& f = value->fields;
    return make_temporal(vm, TemporalKind::Time,
                         {1, 1, 1, f.hour, f.minute, f.second, f.microsecond},
                         keep_zone ? value->zone : Value::none());
}

Completion temporal_utcoffset(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const std::optional<std::int64_t> offset = offset_of(*value);
    return offset ? make_timedelta(vm, *offset) : Value::none();
}

Completion temporal_tzname(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    return value->zone.is_none() ? Completion::none() : vm.call_method(value->zone, "tzname");
}

Completion temporal_dst(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    (void)value;
    return Completion::none();
}

Completion datetime_timestamp(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const std::int64_t micros = micros_of(value->fields) - offset_of(*value).value_or(0);
    return vm.heap().make_float(static_cast<double>(static_cast<long double>(micros) / 1e6L));
}

Completion datetime_astimezone(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    Value zone;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"tz", &zone, kOptional}}));
    if (zone.empty() || zone.is_none()) zone = utc_timezone(vm);
    AW_GUEST_DO(check_zone(vm, zone));
    const std::int64_t utc = micros_of(value->fields) - offset_of(*value).value_or(0);
    const auto fields = fields_from_micros(utc + payload_of<Timezone>(zone)->offset_micros);
    if (!fields) return vm.raise("OverflowError", "date value out of range");
    return make_temporal(vm, TemporalKind::DateTime, *fields, zone);
}

// -- arithmetic ------------------------------------------------------------------------------

Completion shifted(Vm& vm, const Temporal& value, WideInt by) {
    if (value.what == TemporalKind::Date) {
        by = by / kMicrosPerDay - (by % kMicrosPerDay < 0 ? 1 : 0);
        by *= kMicrosPerDay;
    }
    const WideInt micros = micros_of(value.fields) + by;
    constexpr WideInt kLimit = static_cast<WideInt>(4'000'000) * kMicrosPerDay;
    const auto fields = micros > kLimit || micros < -kLimit
                            ? std::nullopt
                            : fields_from_micros(static_cast<std::int64_t>(micros));
    if (!fields) return vm.raise("OverflowError", "date value out of range");
    return make_temporal(vm, value.what, *fields, value.zone);
}

template <int sign>
Completion temporal_add(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const Timedelta* delta =
        args.positional.size() == 2 ? payload_of<Timedelta>(args.positional[1]) : nullptr;
    if (delta == nullptr) return Value::not_implemented();
    return shifted(vm, *value, sign * delta->micros);
}

Completion temporal_sub(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const Temporal* other =
        args.positional.size() == 2 ? payload_of<Temporal>(args.positional[1]) : nullptr;
    if (other == nullptr) return temporal_add<-1>(vm, self, args);
    if (other->what != value->what) return Value::not_implemented();
    const auto own_offset = offset_of(*value), other_offset = offset_of(*other);
    if (own_offset.has_value() != other_offset.has_value()) {
        return vm.raise("TypeError", "can't subtract offset-naive and offset-aware datetimes");
    }
    return make_timedelta(vm, static_cast<WideInt>(micros_of(value->fields)) -
                                  own_offset.value_or(0) - micros_of(other->fields) +
                                  other_offset.value_or(0));
}

template <Vm::Compare op>
Completion temporal_compare(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const Temporal* other =
        args.positional.size() == 2 ? payload_of<Temporal>(args.positional[1]) : nullptr;
    if (other == nullptr || other->what != value->what) {
        constexpr bool kEquality = op == Vm::Compare::Eq || op == Vm::Compare::Ne;
        if (other == nullptr || kEquality) return Value::not_implemented();
        return vm.raise("TypeError", fmt::format("can't compare datetime.{} to datetime.{}",
                                                 kind_name(value->what), kind_name(other->what)));
    }
    const auto own_offset = offset_of(*value), other_offset = offset_of(*other);
    if (own_offset.has_value() != other_offset.has_value()) {
        if (op == Vm::Compare::Eq) return Value::false_();
        if (op == Vm::Compare::Ne) return Value::true_();
        return vm.raise("TypeError",
                        fmt::format("can't compare offset-naive and offset-aware {}s",
                                    value->what == TemporalKind::Time ? "time" : "datetime"));
    }
    const std::int64_t a = micros_of(value->fields) - own_offset.value_or(0);
    const std::int64_t b = micros_of(other->fields) - other_offset.value_or(0);
    return Value::boolean(compare_holds(op, a < b ? -1 : a > b ? 1 : 0));
}

Completion temporal_hash(Vm& vm, Native& self, CallArgs args) {
    AW_TEMPORAL_SELF(value);
    const std::int64_t micros = micros_of(value->fields) - offset_of(*value).value_or(0);
    return make_int(static_cast<std::int64_t>(mix_hash(micros) >> 3));
}

void install_comparisons(Vm& vm, Class& cls) {
    using Compare = Vm::Compare;
    def_all(vm, cls,
            {{"__eq__", temporal_compare<Compare::Eq>},
             {"__ne__", temporal_compare<Compare::Ne>},
             {"__lt__", temporal_compare<Compare::Lt>},
             {"__le__", temporal_compare<Compare::Le>},
             {"__gt__", temporal_compare<Compare::Gt>},
             {"__ge__", temporal_compare<Compare::Ge>},
             {"__hash__", temporal_hash},
             {"__str__", temporal_str},
             {"__repr__", temporal_repr},
             {"__format__", temporal_format},
             {"isoformat", temporal_isoformat},
             {"strftime", temporal_strftime}});
}

void install_date(Vm& vm, Class& cls) {
    def_property(vm, cls, "year", read_datetime_field<&DateFields::year>);
    def_property(vm, cls, "month", read_datetime_field<&DateFields::month>);
    def_property(vm, cls, "day", read_datetime_field<&DateFields::day>);
    def_all(vm, cls,
            {{"weekday", temporal_weekday<0>},
             {"isoweekday", temporal_weekday<1>},
             {"isocalendar", temporal_isocalendar},
             {"toordinal", temporal_toordinal},
             {"ctime", temporal_ctime},
             {"__add__", temporal_add<1>},
             {"__radd__", temporal_add<1>},
             {"__sub__", temporal_sub}});
}

void install_clock_fields(Vm& vm, Class& cls) {
    def_property(vm, cls, "hour", read_datetime_field<&DateFields::hour>);
    def_property(vm, cls, "minute", read_datetime_field<&DateFields::minute>);
    def_property(vm, cls, "second", read_datetime_field<&DateFields::second>);
    def_property(vm, cls, "microsecond", read_datetime_field<&DateFields::microsecond>);
    def_property(vm, cls, "tzinfo", read_zone);
    def_property(vm, cls, "fold", read_fold);
    def_all(
        vm, cls,
        {{"utcoffset", temporal_utcoffset}, {"tzname", temporal_tzname}, {"dst", temporal_dst}});
}

}  // namespace

std::string_view kind_name(TemporalKind what) {
    switch (what) {
        case TemporalKind::Date: return "date";
        case TemporalKind::DateTime: return "datetime";
        case TemporalKind::Time: return "time";
    }
    return "";
}

std::optional<std::int64_t> offset_of(const Temporal& value) {
    const Timezone* zone = payload_of<Timezone>(value.zone);
    if (zone == nullptr) return std::nullopt;
    return zone->offset_micros;
}

const DatetimeClasses& datetime_classes(Vm& vm) {
    DatetimeState& state = datetime_state(vm);
    if (state.classes.date == nullptr) (void)vm.import_module("datetime");
    return state.classes;
}

Value make_timedelta(Vm& vm, WideInt micros) {
    auto payload = std::make_unique<Timedelta>();
    payload->micros = micros;
    return wrap_payload(vm, *datetime_classes(vm).timedelta, std::move(payload));
}

Value make_temporal(Vm& vm, TemporalKind what, const DateFields& fields, Value zone) {
    const DatetimeClasses& classes = datetime_classes(vm);
    auto payload = std::make_unique<Temporal>();
    payload->what = what;
    payload->fields = fields;
    payload->zone = std::move(zone);
    Class& cls = what == TemporalKind::Date   ? *classes.date
                 : what == TemporalKind::Time ? *classes.time
                                              : *classes.datetime;
    return wrap_payload(vm, cls, std::move(payload));
}

Value make_timezone(Vm& vm, std::int64_t offset_micros, std::string name) {
    auto payload = std::make_unique<Timezone>();
    payload->offset_micros = offset_micros;
    payload->name = std::move(name);
    return wrap_payload(vm, *datetime_classes(vm).timezone, std::move(payload));
}

Value utc_timezone(Vm& vm) {
    DatetimeState& state = datetime_state(vm);
    if (state.utc.empty()) state.utc = make_timezone(vm, 0);
    return state.utc;
}

void install_temporal(Vm& vm, const DatetimeClasses& classes) {
    for (Class* cls : {classes.date, classes.datetime, classes.time}) install_comparisons(vm, *cls);
    install_date(vm, *classes.date);
    install_clock_fields(vm, *classes.datetime);
    install_clock_fields(vm, *classes.time);
    def_all(vm, *classes.datetime,
            {{"date", datetime_date},
             {"time", datetime_time<false>},
             {"timetz", datetime_time<true>},
             {"timestamp", datetime_timestamp},
             {"astimezone", datetime_astimezone}});
}

void load_datetime(Vm& vm, Module& module) {
    DatetimeClasses& classes = datetime_state(vm).classes;
    classes.tzinfo = &add_class(vm, module, "tzinfo");
    classes.timezone = &add_class(vm, module, "timezone", {classes.tzinfo});
    classes.timedelta = &add_class(vm, module, "timedelta");
    classes.date = &add_class(vm, module, "date");
    classes.datetime = &add_class(vm, module, "datetime", {classes.date});
    classes.time = &add_class(vm, module, "time");
    install_timedelta(vm, *classes.timedelta);
    install_timezone(vm, *classes.timezone, *classes.tzinfo);
    install_temporal(vm, classes);
    install_temporal_makers(vm, classes);
    set(vm, module, "UTC", utc_timezone(vm));
    set(vm, module, "MINYEAR", Value::small(1));
    set(vm, module, "MAXYEAR", Value::small(9999));
}

}  // namespace lang
