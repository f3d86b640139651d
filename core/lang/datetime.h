// lang/datetime.h -- the values of Python's datetime module, for natives and core/web.
// Time of day without a zone is taken as UTC where CPython would ask the machine: a sandbox has no
// local time. Proleptic Gregorian calendar, years 1 to 9999.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lang/vm.h"

namespace lang {

__extension__ typedef __int128 WideInt;  // microseconds of a timedelta need 67 bits

inline constexpr std::int64_t kMicrosPerSecond = 1'000'000;
inline constexpr std::int64_t kMicrosPerDay = 86'400 * kMicrosPerSecond;

struct Timedelta final : Payload {
    WideInt micros = 0;
};
struct Timezone final : Payload {
    std::int64_t offset_micros = 0;
    std::string name;  // empty: made from the offset
};

enum class TemporalKind : std::uint8_t { Date, DateTime, Time };
struct DateFields {
    int year = 1, month = 1, day = 1;
    int hour = 0, minute = 0, second = 0, microsecond = 0;
};
struct Temporal final : Payload {
    TemporalKind what = TemporalKind::DateTime;
    DateFields fields;
    Value zone = Value::none();  // a Timezone or None
    int fold = 0;
    void visit(void (*each)(Value&, void*), void* context) override { each(zone, context); }
};

struct DatetimeClasses {
    Class *date, *datetime, *time, *timedelta, *timezone, *tzinfo;
};
const DatetimeClasses& datetime_classes(Vm& vm);  // imports the module when it must

Value make_timedelta(Vm& vm, WideInt micros);
Value make_temporal(Vm& vm, TemporalKind what, const DateFields& fields, Value zone);
Value make_timezone(Vm& vm, std::int64_t offset_micros, std::string name = {});
Value utc_timezone(Vm& vm);
// The offset from UTC; nothing for a naive value.
std::optional<std::int64_t> offset_of(const Temporal& value);

// -- the calendar (datetime_calendar.cpp) ----------------------------------------------------
std::int64_t days_from_civil(int year, int month, int day);  // since 1970-01-01
DateFields civil_from_days(std::int64_t days);
int days_in_month(int year, int month);
int weekday_of(const DateFields& date);  // Monday is 0
struct IsoWeek {
    int year, week, weekday;  // Monday is 1
};
IsoWeek iso_week_of(const DateFields& date);
std::int64_t micros_of(const DateFields& fields);                   // since 1970, as if it were UTC
std::optional<DateFields> fields_from_micros(std::int64_t micros);  // nothing outside 1..9999

// -- text (datetime_text.cpp) ----------------------------------------------------------------
// timespec: auto, hours, minutes, seconds, milliseconds, microseconds; nullopt for any other.
std::optional<std::string> iso_text(const Temporal& value, std::string_view separator = "T",
                                    std::string_view timespec = "auto");
std::string offset_text(std::int64_t offset_micros, std::string_view colon = ":");
std::string timedelta_text(WideInt micros);  // "1 day, 0:00:05"
std::string strftime_text(const Temporal& value, std::string_view format);
// What fromisoformat takes; the zone's offset apart. Nothing when the text is no such thing.
struct ParsedIso {
    DateFields fields;
    std::optional<std::int64_t> offset_micros;
};
std::optional<ParsedIso> parse_iso_date(std::string_view text);
std::optional<ParsedIso> parse_iso_datetime(std::string_view text);
std::optional<ParsedIso> parse_iso_time(std::string_view text);
// The exact words of strptime's ValueError in `error`, empty when it went well.
ParsedIso parse_with_format(std::string_view text, std::string_view format, std::string* error);

}  // namespace lang
