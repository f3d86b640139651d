// lang/generator.h -- generators, coroutines and async generators for natives.
#pragma once

#include "lang/vm.h"

namespace lang {

// A coroutine that gives `result` when it is awaited: what an `async` native returns.
Value ready_coroutine(Vm& vm, Value result);
// A coroutine that steps an async generator once when it is awaited.
Value stepping_coroutine(Vm& vm, Value async_generator, Value sent, Value thrown);
// generator.close(): GeneratorExit at its yield.
Completion close_generator(Vm& vm, Generator& generator);
// StopIteration with what the generator has returned.
Completion raise_stop_iteration(Vm& vm, Generator& generator);
// send, throw, close and their async forms.
void install_generators(Vm& vm);

}  // namespace lang
