// lang/host.h -- what a host sets that lets one program run for long and for strangers (app/live),
// unlike a lesson, whose chance and budgets are fixed when it starts.
#pragma once

#include <cstdint>
#include <functional>

namespace lang {

class Vm;

// Chance comes from here from now on, instead of from VmOptions::seed.
void set_entropy(Vm& vm, std::function<std::uint64_t()> entropy);
// A new budget for what print may write, as Vm::refill_steps gives one for steps.
void refill_output(Vm& vm);

}  // namespace lang
