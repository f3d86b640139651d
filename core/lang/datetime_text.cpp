#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "lang/datetime.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string date_text(const DateFields& f) {
    return fmt::format("{:04}-{:02}-{:02}", f.year, f.month, f.day);
}

std::optional<std::string> time_text(const DateFields& f, std::string_view timespec) {
    if (timespec == "auto") timespec = f.microsecond != 0 ? "microseconds" : "seconds";
    if (timespec == "hours") return fmt::format("{:02}", f.hour);
    std::string out = fmt::format("{:02}:{:02}", f.hour, f.minute);
    if (timespec == "minutes") return out;
    out += fmt::format(":{:02}", f.second);
    if (timespec == "seconds") return out;
    if (timespec == "milliseconds") return out + fmt::format(".{:03}", f.microsecond / 1000);
    if (timespec == "microseconds") return out + fmt::format(".{:06}", f.microsecond);
    return std::nullopt;
}

int day_of_year(const DateFields& f) {
    return static_cast<int>(days_from_civil(f.year, f.month, f.day) -
                            days_from_civil(f.year, 1, 1)) +
           1;
}

std::string zone_name(const Temporal& value) {
    const std::optional<std::int64_t> offset = offset_of(value);
    if (!offset) return "";
    const auto* zone = dynamic_cast<const Timezone*>(value.zone.as<Instance>()->payload.get());
    if (!zone->name.empty()) return zone->name;
    return *offset == 0 ? "UTC" : "UTC" + offset_text(*offset);
}

int twelve_hours(int hour) { return hour % 12 == 0 ? 12 : hour % 12; }

// One % directive; an unknown one stays as it is.
std::string directive(const Temporal& value, char c) {
    const DateFields& f = value.fields;
    const int weekday = weekday_of(f);
    const IsoWeek week = iso_week_of(f);
    switch (c) {
        case 'Y': return fmt::format("{:04}", f.year);
        case 'y': return fmt::format("{:02}", f.year % 100);
        case 'm': return fmt::format("{:02}", f.month);
        case 'd': return fmt::format("{:02}", f.day);
        case 'e': return fmt::format("{:2}", f.day);
        case 'H': return fmt::format("{:02}", f.hour);
        case 'I': return fmt::format("{:02}", twelve_hours(f.hour));
        case 'M': return fmt::format("{:02}", f.minute);
        case 'S': return fmt::format("{:02}", f.second);
        case 'f': return fmt::format("{:06}", f.microsecond);
        case 'p': return f.hour < 12 ? "AM" : "PM";
        case 'a': return std::string(kDays[static_cast<std::size_t>(weekday)].substr(0, 3));
        case 'A': return std::string(kDays[static_cast<std::size_t>(weekday)]);
        case 'b':
        case 'h': return std::string(kMonths[static_cast<std::size_t>(f.month - 1)].substr(0, 3));
        case 'B': return std::string(kMonths[static_cast<std::size_t>(f.month - 1)]);
        case 'j': return fmt::format("{:03}", day_of_year(f));
        case 'u': return std::to_string(weekday + 1);
        case 'w': return std::to_string((weekday + 1) % 7);
        case 'G': return std::to_string(week.year);
        case 'V': return fmt::format("{:02}", week.week);
        case 'U': return fmt::format("{:02}", (day_of_year(f) + 6 - (weekday + 1) % 7) / 7);
        case 'W': return fmt::format("{:02}", (day_of_year(f) + 6 - weekday) / 7);
        case 'z': {
            const std::optional<std::int64_t> offset = offset_of(value);
            return offset ? offset_text(*offset, "") : "";
        }
        case 'Z': return zone_name(value);
        case 's': return std::to_string(micros_of(f) / kMicrosPerSecond);
        case 'c': return strftime_text(value, "%a %b %e %H:%M:%S %Y");
        case 'x':
        case 'D': return strftime_text(value, "%m/%d/%y");
        case 'F': return date_text(f);
        case 'X':
        case 'T': return strftime_text(value, "%H:%M:%S");
        case 'R': return strftime_text(value, "%H:%M");
        case 'n': return "\n";
        case 't': return "\t";
        case '%': return "%";
        default: return std::string("%") + c;
    }
}

// Reads fixed numbers of digits off the front.
struct Reader {
    std::string_view rest;
    bool take(std::string_view text) {
        if (!rest.starts_with(text)) return false;
        rest.remove_prefix(text.size());
        return true;
    }
    bool digits(std::size_t least, std::size_t most, int* out) {
        std::size_t count = 0;
        int number = 0;
        while (count < most && count < rest.size() && rest[count] >= '0' && rest[count] <= '9') {
            number = number * 10 + (rest[count++] - '0');
        }
        if (count < least) return false;
        rest.remove_prefix(count);
        *out = number;
        return true;
    }
    // Any number of digits behind the point; the first six count.
    bool fraction(int* micros) {
        std::size_t count = 0;
        int number = 0;
        while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') {
            if (count++ < 6) number = number * 10 + (rest[0] - '0');
            rest.remove_prefix(1);
        }
        for (std::size_t i = count; i < 6; ++i) number *= 10;
        *micros = number;
        return count > 0;
    }
};

bool read_offset(Reader& in, std::optional<std::int64_t>* offset) {
    if (in.take("Z") || in.take("z")) {
        *offset = 0;
        return true;
    }
    const bool negative = in.rest.starts_with("-");
    if (!in.take("+") && !in.take("-")) return false;
    int hours = 0, minutes = 0, seconds = 0, micros = 0;
    if (!in.digits(2, 2, &hours)) return false;
    const bool colon = in.take(":");
    if ((colon || !in.rest.empty()) && !in.digits(2, 2, &minutes)) return false;
    const bool more = colon ? in.take(":") : !in.rest.empty() && in.rest[0] != '.';
    if (more && !in.digits(2, 2, &seconds)) return false;
    if (in.take(".") && !in.fraction(&micros)) return false;
    if (hours > 23 || minutes > 59 || seconds > 59) return false;
    const std::int64_t total =
        (std::int64_t{hours} * 3600 + std::int64_t{minutes} * 60 + seconds) * kMicrosPerSecond +
        micros;
    *offset = negative ? -total : total;
    return true;
}

bool read_date(Reader& in, DateFields& f) {
    if (!in.digits(4, 4, &f.year)) return false;
    const bool dashes = in.take("-");
    if (in.rest.starts_with("W")) return false;  // week dates are not read
    if (!in.digits(2, 2, &f.month) || (dashes && !in.take("-")) || !in.digits(2, 2, &f.day)) {
        return false;
    }
    return f.year >= 1 && f.month >= 1 && f.month <= 12 && f.day >= 1 &&
           f.day <= days_in_month(f.year, f.month);
}

bool read_time(Reader& in, ParsedIso& out) {
    DateFields& f = out.fields;
    if (!in.digits(2, 2, &f.hour)) return false;
    const auto at_end = [&] {
        return in.rest.empty() || in.rest[0] == '+' || in.rest[0] == '-' || in.rest[0] == 'Z' ||
               in.rest[0] == 'z';
    };
    if (!at_end()) {
        const bool colons = in.take(":");
        if (!in.digits(2, 2, &f.minute)) return false;
        if (!at_end()) {
            if (colons && !in.take(":")) return false;
            if (!in.digits(2, 2, &f.second)) return false;
            if ((in.take(".") || in.take(",")) && !in.fraction(&f.microsecond)) return false;
        }
    }
    if (f.hour > 23 || f.minute > 59 || f.second > 59) return false;
    return in.rest.empty() || (read_offset(in, &out.offset_micros) && in.rest.empty());
}

template <std::size_t n>
bool read_name(Reader& in, const std::array<std::string_view, n>& names, std::size_t length,
               int* out) {
    for (std::size_t i = 0; i < n; ++i) {
        const std::string_view name = names[i].substr(0, length);
        if (!base::equals_ignoring_case(in.rest.substr(0, name.size()), name)) continue;
        in.rest.remove_prefix(name.size());
        *out = static_cast<int>(i);
        return true;
    }
    return false;
}

// What strptime has read besides the fields.
struct FormatState {
    bool afternoon = false, half_days = false;
    int day_of_year = 0;
};

bool read_directive(Reader& in, char c, ParsedIso& out, FormatState& state) {
    DateFields& f = out.fields;
    int number = 0;
    switch (c) {
        case 'Y': return in.digits(4, 4, &f.year);
        case 'y':
            if (!in.digits(2, 2, &number)) return false;
            f.year = number < 69 ? 2000 + number : 1900 + number;
            return true;
        case 'm': return in.digits(1, 2, &f.month) && f.month >= 1 && f.month <= 12;
        case 'd': return in.digits(1, 2, &f.day) && f.day >= 1 && f.day <= 31;
        case 'H': return in.digits(1, 2, &f.hour) && f.hour <= 23;
        case 'I':
            state.half_days = true;
            return in.digits(1, 2, &f.hour) && f.hour >= 1 && f.hour <= 12;
        case 'M': return in.digits(1, 2, &f.minute) && f.minute <= 59;
        case 'S': return in.digits(1, 2, &f.second) && f.second <= 61;
        case 'f': return in.fraction(&f.microsecond);
        case 'j': return in.digits(1, 3, &state.day_of_year) && state.day_of_year <= 366;
        case 'p': {
            constexpr std::array<std::string_view, 2> kHalves = {"AM", "PM"};
            if (!read_name(in, kHalves, 2, &number)) return false;
            state.afternoon = number == 1;
            return true;
        }
        case 'A': return read_name(in, kDays, 9, &number);
        case 'a': return read_name(in, kDays, 3, &number);
        case 'B':
        case 'b':
            if (!read_name(in, kMonths, c == 'B' ? 9 : 3, &number)) return false;
            f.month = number + 1;
            return true;
        case 'z': return read_offset(in, &out.offset_micros);
        case 'Z': return in.take("UTC") || in.take("GMT");
        case '%': return in.take("%");
        default: return false;
    }
}

}  // namespace

std::string offset_text(std::int64_t offset, std::string_view colon) {
    const std::int64_t size = std::abs(offset);
    const std::int64_t seconds = size / kMicrosPerSecond;
    std::string out = fmt::format("{}{:02}{}{:02}", offset < 0 ? '-' : '+', seconds / 3600, colon,
                                  seconds / 60 % 60);
    if (seconds % 60 != 0 || size % kMicrosPerSecond != 0) {
        out += fmt::format("{}{:02}", colon, seconds % 60);
    }
    if (size % kMicrosPerSecond != 0) out += fmt::format(".{:06}", size % kMicrosPerSecond);
    return out;
}

std::optional<std::string> iso_text(const Temporal& value, std::string_view separator,
                                    std::string_view timespec) {
    if (value.what == TemporalKind::Date) return date_text(value.fields);
    std::optional<std::string> time = time_text(value.fields, timespec);
    if (!time) return std::nullopt;
    if (const std::optional<std::int64_t> offset = offset_of(value)) *time += offset_text(*offset);
    if (value.what == TemporalKind::Time) return time;
    return date_text(value.fields) + std::string(separator) + *time;
}

std::string timedelta_text(WideInt micros) {
    WideInt days = micros / kMicrosPerDay;
    auto rest = static_cast<std::int64_t>(micros % kMicrosPerDay);
    if (rest < 0) {
        rest += kMicrosPerDay;
        --days;
    }
    const auto whole_days = static_cast<std::int64_t>(days);
    const std::int64_t seconds = rest / kMicrosPerSecond;
    std::string out;
    if (whole_days != 0) {
        out = fmt::format("{} day{}, ", whole_days, std::abs(whole_days) == 1 ? "" : "s");
    }
    out += fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (rest % kMicrosPerSecond != 0) out += fmt::format(".{:06}", rest % kMicrosPerSecond);
    return out;
}

std::string strftime_text(const Temporal& value, std::string_view format) {
    std::string out;
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%' || at + 1 == format.size()) {
            out.push_back(format[at]);
        } else {
            out += directive(value, format[++at]);
        }
    }
    return out;
}

std::optional<ParsedIso> parse_iso_date(std::string_view text) {
    Reader in{text};
    ParsedIso out;
    if (!read_date(in, out.fields) || !in.rest.empty()) return std::nullopt;
    return out;
}

std::optional<ParsedIso> parse_iso_time(std::string_view text) {
    Reader in{text};
    in.take("T");
    ParsedIso out;
    if (!read_time(in, out)) return std::nullopt;
    return out;
}

std::optional<ParsedIso> parse_iso_datetime(std::string_view text) {
    Reader in{text};
    ParsedIso out;
    if (!read_date(in, out.fields)) return std::nullopt;
    if (in.rest.empty()) return out;
    const base::Decoded separator = base::decode_utf8(in.rest, 0);
    in.rest.remove_prefix(static_cast<std::size_t>(separator.size));
    if (!read_time(in, out)) return std::nullopt;
    return out;
}

ParsedIso parse_with_format(std::string_view text, std::string_view format, std::string* error) {
    Reader in{text};
    ParsedIso out;
    out.fields.year = 1900;
    FormatState state;
    const auto mismatch = [&] {
        *error = fmt::format("time data {} does not match format {}", quote_text(text),
                             quote_text(format));
        return out;
    };
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] == '%' && at + 1 < format.size()) {
            if (!read_directive(in, format[++at], out, state)) return mismatch();
        } else if (format[at] == ' ') {
            in.rest.remove_prefix(std::min(in.rest.find_first_not_of(" \t\n"), in.rest.size()));
        } else if (!in.take(format.substr(at, 1))) {
            return mismatch();
        }
    }
    if (!in.rest.empty()) {
        *error = fmt::format("unconverted data remains: {}", in.rest);
        return out;
    }
    if (state.half_days) out.fields.hour = out.fields.hour % 12 + (state.afternoon ? 12 : 0);
    if (state.day_of_year > 0) {
        const DateFields date =
            civil_from_days(days_from_civil(out.fields.year, 1, 1) + state.day_of_year - 1);
        out.fields.month = date.month;
        out.fields.day = date.day;
    }
    if (out.fields.day > days_in_month(out.fields.year, out.fields.month)) {
        *error = "day is out of range for month";
    }
    return out;
}

}  // namespace lang
