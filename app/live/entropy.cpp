#include "live/entropy.h"

#include <unistd.h>
#if __has_include(<sys/random.h>)
#include <sys/random.h>
#endif

#include "base/assert.h"

namespace live {

std::uint64_t Entropy::next() {
    if (used_ == pool_.size()) {
        AW_ASSERT(getentropy(pool_.data(), sizeof pool_) == 0);
        used_ = 0;
    }
    const std::uint64_t number = pool_[used_];
    pool_[used_++] = 0;  // nobody finds it here later
    return number;
}

}  // namespace live
