#include "web/time_text.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace web {
namespace {

// Exactly `count` digits at `at`; -1 when one of them is none.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!base::is_digit(text[i])) return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int days_in(int year, int month) {
    static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : kDays[month - 1];
}

// The date at the front; text is at least 10 long.
std::string_view date_part(std::string_view text, DateParts& out) {
    out.year = digits_at(text, 0, 4);
    if (out.year < 0) return "invalid character in year";
    if (text[4] != '-') return "invalid date separator, expected `-`";
    out.month = digits_at(text, 5, 2);
    if (out.month < 0) return "invalid character in month";
    if (text[7] != '-') return "invalid date separator, expected `-`";
    out.day = digits_at(text, 8, 2);
    if (out.day < 0) return "invalid character in day";
    if (out.month < 1 || out.month > 12) return "month value is outside expected range of 1-12";
    if (out.day < 1 || out.day > days_in(out.year, out.month))
        return "day value is outside expected range";
    if (out.year == 0) return "year 0 is out of range";
    return "";
}

std::string_view fraction_part(std::string_view text, std::size_t& at, TimeParts& out) {
    std::size_t digits = 0;
    for (++at; at < text.size() && base::is_digit(text[at]); ++at, ++digits)
        if (digits < 6) out.microsecond = out.microsecond * 10 + (text[at] - '0');
    if (digits == 0) return "second fraction value is missing";
    for (std::size_t i = digits; i < 6; ++i) out.microsecond *= 10;
    return "";
}

// "Z", "+02:00", "-0330", "+02".
std::string_view offset_part(std::string_view text, std::size_t& at, TimeParts& out) {
    out.has_offset = true;
    if (text[at] == 'Z' || text[at] == 'z') {
        ++at;
        return "";
    }
    const bool negative = text[at] == '-';
    ++at;
    if (at + 2 > text.size()) return "input is too short";
    const int hours = digits_at(text, at, 2);
    if (hours < 0) return "invalid timezone hour";
    at += 2;
    int minutes = 0;
    if (at < text.size()) {
        if (text[at] == ':') ++at;
        if (at + 2 > text.size()) return "input is too short";
        minutes = digits_at(text, at, 2);
        if (minutes < 0) return "invalid timezone minute";
        if (minutes > 59) return "timezone minute value is outside expected range of 0-59";
        at += 2;
    }
    out.offset_s = (hours * 60 + minutes) * 60;
    if (out.offset_s >= 24 * 3600) return "timezone offset must be less than 24 hours";
    if (negative) out.offset_s = -out.offset_s;
    return "";
}

std::string_view time_part(std::string_view text, TimeParts& out) {
    if (text.size() < 5) return "input is too short";
    out.hour = digits_at(text, 0, 2);
    if (out.hour < 0) return "invalid character in hour";
    if (text[2] != ':') return "invalid time separator, expected `:`";
    out.minute = digits_at(text, 3, 2);
    if (out.minute < 0) return "invalid character in minute";
    if (out.hour > 23) return "hour value is outside expected range of 0-23";
    if (out.minute > 59) return "minute value is outside expected range of 0-59";
    std::size_t at = 5;
    if (at < text.size() && text[at] == ':') {
        if (text.size() < 8) return "input is too short";
        out.second = digits_at(text, 6, 2);
        if (out.second < 0) return "invalid character in second";
        if (out.second > 59) return "second value is outside expected range of 0-59";
        at = 8;
        if (at < text.size() && (text[at] == '.' || text[at] == ',')) {
            const std::string_view error = fraction_part(text, at, out);
            if (!error.empty()) return error;
        }
    }
    if (at == text.size()) return "";
    const char sign = text[at];
    if (sign != 'Z' && sign != 'z' && sign != '+' && sign != '-') return "invalid timezone sign";
    const std::string_view error = offset_part(text, at, out);
    if (!error.empty()) return error;
    return at < text.size() ? "unexpected extra characters at the end of the input" : "";
}

}  // namespace

std::string_view read_date(std::string_view text, DateParts& out) {
    if (text.size() < 10) return "input is too short";
    const std::string_view error = date_part(text, out);
    if (!error.empty()) return error;
    return text.size() > 10 ? "unexpected extra characters at the end of the input" : "";
}

std::string_view read_time(std::string_view text, TimeParts& out) { return time_part(text, out); }

std::string_view read_date_time(std::string_view text, DateTimeParts& out) {
    if (text.size() < 10) return "input is too short";
    const std::string_view error = date_part(text, out.date);
    if (!error.empty()) return error;
    if (text.size() == 10) return "input is too short";
    const char separator = text[10];
    if (separator != 'T' && separator != 't' && separator != ' ' && separator != '_')
        return "invalid datetime separator, expected `T`, `t`, `_` or space";
    return time_part(text.substr(11), out.time);
}

std::string_view from_timestamp(double stamp, DateTimeParts& out) {
    constexpr double kMilliseconds = 2e10;
    if (std::fabs(stamp) > kMilliseconds) stamp /= 1000;
    if (!(stamp >= -11676096000.0)) return "dates before 1600 are not supported as unix timestamps";
    if (!(stamp < 253402300800.0)) return "dates after 9999 are not supported as unix timestamps";
    double whole = std::floor(stamp);
    auto microseconds = static_cast<int>(std::llround((stamp - whole) * 1e6));
    if (microseconds == 1000000) {
        microseconds = 0;
        whole += 1;
    }
    const auto seconds = static_cast<std::int64_t>(whole);
    constexpr std::int64_t kDay = 86400;
    std::int64_t days = seconds / kDay;
    std::int64_t rest = seconds % kDay;
    if (rest < 0) {
        rest += kDay;
        --days;
    }
    out.date = {1970, 1, 1};
    for (; days < 0; days += is_leap(out.date.year) ? 366 : 365) --out.date.year;
    for (int length = 0; days >= (length = is_leap(out.date.year) ? 366 : 365); days -= length)
        ++out.date.year;
    for (; days >= days_in(out.date.year, out.date.month); ++out.date.month)
        days -= days_in(out.date.year, out.date.month);
    out.date.day = static_cast<int>(days) + 1;
    out.time = {static_cast<int>(rest / 3600),
                static_cast<int>(rest / 60 % 60),
                static_cast<int>(rest % 60),
                microseconds,
                true,
                0};
    return "";
}

namespace {

constexpr std::int64_t kMaxDays = 999'999'999;

// A number with at most 9 digits; nothing read: -1.
std::int64_t number_at(std::string_view text, std::size_t& at) {
    const std::size_t begin = at;
    std::int64_t value = 0;
    for (; at < text.size() && base::is_digit(text[at]) && at - begin < 10; ++at)
        value = value * 10 + (text[at] - '0');
    return at == begin ? -1 : value;
}

// "P3DT4H5M6.7S" behind its "P".
std::string_view iso_duration(std::string_view text, DurationParts& out) {
    bool in_time = false;
    bool any = false;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == 'T' && !in_time) {
            in_time = true;
            ++at;
            continue;
        }
        const std::int64_t count = number_at(text, at);
        if (count < 0) return "invalid digit in duration";
        TimeParts fraction;
        if (at < text.size() && (text[at] == '.' || text[at] == ',')) {
            const std::string_view error = fraction_part(text, at, fraction);
            if (!error.empty()) return error;
        }
        if (at == text.size()) return "unexpected character in duration";
        const char unit = text[at++];
        any = true;
        if (in_time && unit == 'S') {
            out.seconds += count;
            out.microseconds = fraction.microsecond;
        } else if (in_time && (unit == 'H' || unit == 'M')) {
            out.seconds += count * (unit == 'H' ? 3600 : 60);
        } else if (!in_time && (unit == 'D' || unit == 'W' || unit == 'M' || unit == 'Y')) {
            out.days += count * (unit == 'D' ? 1 : unit == 'W' ? 7 : unit == 'M' ? 30 : 365);
        } else {
            return "invalid duration unit";
        }
    }
    return any ? "" : "input is too short";
}

// "3 days, 04:05:06", "04:05".
std::string_view clock_duration(std::string_view text, DurationParts& out) {
    std::size_t at = 0;
    const std::int64_t first = number_at(text, at);
    if (first < 0) return "invalid digit in duration";
    const std::size_t letters = text.find_first_not_of(' ', at);
    if (letters != std::string_view::npos && text[letters] == 'd') {
        out.days = first;
        at = text.find_first_of("0123456789", letters);
        const std::string_view word = text.substr(letters, std::min(at, text.size()) - letters);
        if (!word.starts_with("d") || word.find_first_not_of("days, ") != std::string_view::npos)
            return "invalid duration unit";
        if (at == std::string_view::npos) return "";
        text = text.substr(at);
    }
    TimeParts time;
    const std::string_view error = time_part(text, time);
    if (!error.empty()) return error;
    out.seconds += time.hour * 3600 + time.minute * 60 + time.second;
    out.microseconds = time.microsecond;
    return "";
}

}  // namespace

std::string_view read_duration(std::string_view text, DurationParts& out) {
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        out.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    if (text.empty()) return "input is too short";
    const std::string_view error =
        text[0] == 'P' ? iso_duration(text.substr(1), out) : clock_duration(text, out);
    if (!error.empty()) return error;
    return out.days > kMaxDays ? "durations may not exceed 999,999,999 days" : "";
}

}  // namespace web
