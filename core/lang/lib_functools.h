// lang/lib_functools.h -- functools.partial and cached functions as natives see them.
#pragma once

#include "lang/library_internal.h"

namespace lang {

struct Partial final : Payload {
    Value function;
    Value args;      // Tuple
    Value keywords;  // Dict with text keys
    void visit(void (*each)(Value&, void*), void* context) override {
        each(function, context);
        each(args, context);
        each(keywords, context);
    }
};

// What lru_cache and cache make; __wrapped__ is the function.
struct CachedFunction final : Payload {
    Value function;
    Value cache;                  // Dict: key tuple -> result, least recently used first
    std::int64_t max_size = 128;  // -1: no limit
    std::int64_t hits = 0, misses = 0;
    void visit(void (*each)(Value&, void*), void* context) override {
        each(function, context);
        each(cache, context);
    }
};

}  // namespace lang
