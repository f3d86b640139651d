#include "base/clock.h"

#include <chrono>

namespace base {

Instant SystemClock::now() const {
    using namespace std::chrono;
    const auto since_epoch = system_clock::now().time_since_epoch();
    const auto whole = floor<seconds>(since_epoch);
    const auto rest = duration_cast<microseconds>(since_epoch - whole);
    return {whole.count(), static_cast<std::int32_t>(rest.count())};
}

}  // namespace base
