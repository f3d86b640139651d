// web/native_coroutine.h -- what an async method of ours gives before it is awaited: it does its
// work at the first `await`, as a coroutine does. Never waits.
// Errors: RuntimeError "cannot reuse already awaited coroutine".
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "lang/native.h"

namespace web {

struct WebState;
void install_coroutines(lang::Vm& vm, WebState& state);

using CoroutineBody = lang::Completion (*)(lang::Vm& vm, std::span<lang::Value> arguments);

lang::Value make_native_coroutine(lang::Vm& vm, CoroutineBody body,
                                  std::initializer_list<lang::Value> arguments);

// Awaits a coroutine of the program or of ours; anything else comes back as it is.
lang::Completion finish_awaitable(lang::Vm& vm, const lang::Value& value);

}  // namespace web
