#include "lang/datetime.h"

namespace lang {

// Counts from 1 March of year 0, so that the leap day is the last of its year.
std::int64_t days_from_civil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

DateFields civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153;
    DateFields out;
    out.day = static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1);
    out.month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
    out.year = static_cast<int>(year_of_era + era * 400 + (out.month <= 2 ? 1 : 0));
    return out;
}

int days_in_month(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : kDays[month - 1];
}

int weekday_of(const DateFields& date) {
    const std::int64_t days = days_from_civil(date.year, date.month, date.day);
    return static_cast<int>(((days + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

IsoWeek iso_week_of(const DateFields& date) {
    const std::int64_t days = days_from_civil(date.year, date.month, date.day);
    const int weekday = weekday_of(date);
    // A week belongs to the year that its Thursday is in.
    const DateFields thursday = civil_from_days(days - weekday + 3);
    const std::int64_t first = days_from_civil(thursday.year, 1, 1);
    const auto week = static_cast<int>((days - weekday + 3 - first) / 7 + 1);
    return {thursday.year, week, weekday + 1};
}

std::int64_t micros_of(const DateFields& f) {
    const std::int64_t seconds = (f.hour * 60 + f.minute) * 60 + f.second;
    return days_from_civil(f.year, f.month, f.day) * kMicrosPerDay + seconds * kMicrosPerSecond +
           f.microsecond;
}

std::optional<DateFields> fields_from_micros(std::int64_t micros) {
    std::int64_t days = micros / kMicrosPerDay;
    std::int64_t rest = micros % kMicrosPerDay;
    if (rest < 0) {
        rest += kMicrosPerDay;
        --days;
    }
    if (days < days_from_civil(1, 1, 1) || days > days_from_civil(9999, 12, 31)) {
        return std::nullopt;
    }
    DateFields out = civil_from_days(days);
    out.microsecond = static_cast<int>(rest % kMicrosPerSecond);
    const auto seconds = static_cast<int>(rest / kMicrosPerSecond);
    out.hour = seconds / 3600;
    out.minute = seconds / 60 % 60;
    out.second = seconds % 60;
    return out;
}

}  // namespace lang
