#include "base/clock.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Clock, StandsStillOrIsPastTheYear2020) {
    EXPECT_EQ(FixedClock({7, 5}).now_s(), 7);
    EXPECT_EQ(FixedClock({7, 5}).now().microseconds, 5);
    EXPECT_GT(SystemClock().now_s(), 1577836800);
}

}  // namespace
}  // namespace base
