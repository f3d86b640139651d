// platform/memory.h -- what is freed is handed back to the system, where the C library keeps it.
#pragma once

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace platform {

// After something large was freed: font files and letters are a third of all memory at the start.
inline void give_back_memory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

}  // namespace platform
