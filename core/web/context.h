// web/context.h -- contextvars around what runs on its own: a request, what call_next runs, and a
// function that is no coroutine (a thread's copy, in FastAPI). Without the module it costs nothing.
#pragma once

#include <cstddef>
#include <span>

#include "lang/vm.h"

namespace web {

// While it lives, a copy of the current contextvars.Context is the current one.
class CopiedContext {
  public:
    explicit CopiedContext(lang::Vm& vm);
    ~CopiedContext();
    CopiedContext(const CopiedContext&) = delete;
    CopiedContext& operator=(const CopiedContext&) = delete;

  private:
    lang::Value stack_;  // the module's list of contexts; empty: nothing to do
    std::size_t depth_ = 0;
};

// vm.call in a copied context. A coroutine that it gives has not run yet: it runs outside.
lang::Completion call_apart(lang::Vm& vm, const lang::Value& callable,
                            std::span<lang::Value> positional,
                            std::span<lang::Keyword> keywords = {});

}  // namespace web
