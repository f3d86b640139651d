// base/assert.h -- stops the program when our own code is wrong.
// In: a condition that only a bug of ours can break. Bad input never comes here; it is a Result.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace base {
[[noreturn]] inline void assert_failed(const char* what, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: internal error: %s\n", file, line, what);
    std::abort();
}
}  // namespace base

#define AW_ASSERT(condition) \
    ((condition) ? static_cast<void>(0) : ::base::assert_failed(#condition, __FILE__, __LINE__))
