// web/async_iterator.h -- what `async for` goes through when the pieces are there already: the body
// of a response, request.stream(), iterate_in_threadpool(). Never waits.
#pragma once

#include "lang/native.h"

namespace web {

struct WebState;
void install_async_iterators(lang::Vm& vm, WebState& state);

// The items of any iterable, one per `async for` step.
lang::Value make_async_iterator(lang::Vm& vm, lang::Value iterable);

// iterate_in_threadpool(iterator), run_in_threadpool(func, *args, **kwargs).
void load_concurrency(lang::Vm& vm, lang::Module& module);

}  // namespace web
