// web/time_text.h -- dates, times and durations as pydantic reads them. Source: the speedate crate,
// RFC 3339, ISO 8601 durations.
// In: text. Out: numbers that are in range. Errors: speedate's words, "" when there is none.
#pragma once

#include <cstdint>
#include <string_view>

namespace web {

struct DateParts {
    int year = 1970;
    int month = 1;
    int day = 1;
};

struct TimeParts {
    int hour = 0;
    int minute = 0;
    int second = 0;
    int microsecond = 0;
    bool has_offset = false;
    int offset_s = 0;
};

struct DateTimeParts {
    DateParts date;
    TimeParts time;
};

std::string_view read_date(std::string_view text, DateParts& out);
std::string_view read_time(std::string_view text, TimeParts& out);
std::string_view read_date_time(std::string_view text, DateTimeParts& out);
// Seconds since 1970, or milliseconds when beyond 20,000,000,000.
std::string_view from_timestamp(double stamp, DateTimeParts& out);

struct DurationParts {
    std::int64_t days = 0;
    std::int64_t seconds = 0;
    std::int64_t microseconds = 0;
    bool negative = false;
};
std::string_view read_duration(std::string_view text, DurationParts& out);

}  // namespace web
