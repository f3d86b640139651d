// live/entropy.h -- chance from the operating system, for programs that answer strangers.
#pragma once

#include <array>
#include <cstdint>

namespace live {

// Every number comes from the system; it is asked for many at a time.
class Entropy {
  public:
    std::uint64_t next();

  private:
    std::array<std::uint64_t, 32> pool_ = {};
    std::size_t used_ = pool_.size();
};

}  // namespace live
