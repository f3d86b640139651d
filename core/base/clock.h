// base/clock.h -- time as an argument: the same scenario gives the same run.
#pragma once

#include <cstdint>

namespace base {

// Seconds since 1970-01-01T00:00:00Z and microseconds within the second.
struct Instant {
    std::int64_t seconds = 0;
    std::int32_t microseconds = 0;
};

class Clock {
  public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    std::int64_t now_s() const { return now().seconds; }
};

// Stands still. Lessons run at this time unless their scenario names another.
class FixedClock final : public Clock {
  public:
    explicit FixedClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }

  private:
    Instant at_;
};

class SystemClock final : public Clock {
  public:
    Instant now() const override;
};

}  // namespace base
