// base/time_text.h -- moments and spans of time as people read them. Seconds since 1970, UTC.
#pragma once

#include <cstdint>
#include <string>

namespace base {

std::string utc_text(std::int64_t seconds);  // "2026-01-01 00:30:00 UTC"
// "30 minutes", "1 day": the largest unit that fits, rounded down. `seconds` is not negative.
std::string span_text(std::int64_t seconds);

}  // namespace base
