// lang/parser_check_scope.h -- a scope of the checker, entered and left. Stays in this folder.
#pragma once

#include "lang/parser_check.h"

namespace lang {

class Checker::Enter {
  public:
    Enter(Checker& checker, ScopeKind kind, std::string_view what = {})
        : checker_(checker), scope_{kind, checker.scope_} {
        scope_.what = what;
        checker.scope_ = &scope_;
    }
    ~Enter() { checker_.scope_ = scope_.parent; }
    Enter(const Enter&) = delete;
    Enter& operator=(const Enter&) = delete;
    Scope* operator->() { return &scope_; }
    bool leave(bool fine) { return fine && checker_.resolve_nonlocals(scope_); }

  private:
    Checker& checker_;
    Scope scope_;
};

}  // namespace lang
