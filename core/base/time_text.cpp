#include "base/time_text.h"

#include <fmt/format.h>

#include <chrono>
#include <string_view>

namespace base {

std::string utc_text(std::int64_t seconds) {
    using namespace std::chrono;
    const sys_seconds moment{std::chrono::seconds(seconds)};
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const hh_mm_ss time{moment - day};
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string span_text(std::int64_t seconds) {
    struct Unit {
        std::int64_t seconds;
        std::string_view name;
    };
    constexpr Unit kUnits[] = {{31557600, "year"}, {86400, "day"}, {3600, "hour"}, {60, "minute"}};
    for (const Unit& unit : kUnits) {
        if (seconds < unit.seconds) continue;
        const std::int64_t count = seconds / unit.seconds;
        return fmt::format("{} {}{}", count, unit.name, count == 1 ? "" : "s");
    }
    return fmt::format("{} second{}", seconds, seconds == 1 ? "" : "s");
}

}  // namespace base
