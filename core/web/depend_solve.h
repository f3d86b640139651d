// web/depend_solve.h -- a route's plan carried out for one request: dependencies depth-first, in
// order, each once; parameters read and validated. FastAPI dependencies/utils.py
// solve_dependencies.
// Errors: what a dependency raises ends it at once; invalid parameters are collected in
// exchange.errors, and the dependency they belong to is not called while later ones are.
#pragma once

#include <vector>

#include "web/exchange.h"

namespace web {

// The arguments of `plan`, by index. When exchange.errors grew they are not complete.
lang::Completion solve(Exchange& exchange, const CallPlan& plan,
                       std::vector<lang::Value>& arguments);

// Calls it and runs what has to be run: coroutines are awaited, generators go on to their yield
// and are left open on `stack`.
lang::Completion call_planned(Exchange& exchange, const CallPlan& plan,
                              std::vector<lang::Value>& arguments,
                              std::vector<OpenGenerator>& stack);

// Lets what is open go on behind its yield, the last first. An exception in `outcome` is thrown in
// there; what comes out is the new outcome (None when it was swallowed).
lang::Completion close_generators(Exchange& exchange, std::vector<OpenGenerator>& stack,
                                  lang::Completion outcome);

}  // namespace web
