// time: the run's clock. Sleeping takes no time: it only moves what monotonic() and
// perf_counter() say, so that a program that measures its sleeps finds them.
#include <algorithm>

#include "lang/int.h"
#include "lang/library_internal.h"

namespace lang {
namespace {

struct TimeState final : Payload {
    double slept_s = 0;
};
TimeState& time_state(Vm& vm) { return library_state<TimeState>(vm, "<time>"); }

Completion time_monotonic(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    const base::Instant now = vm.clock().now();
    const double now_s = static_cast<double>(now.seconds) + now.microseconds / 1e6;
    return vm.heap().make_float(now_s + time_state(vm).slept_s);
}

Completion time_monotonic_ns(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    const base::Instant now = vm.clock().now();
    const auto slept_ns = static_cast<std::int64_t>(std::min(time_state(vm).slept_s, 1e9) * 1e9);
    return make_int(now.seconds * 1'000'000'000 + std::int64_t{now.microseconds} * 1000 + slept_ns);
}

Completion time_time(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    const base::Instant now = vm.clock().now();
    return vm.heap().make_float(static_cast<double>(now.seconds) + now.microseconds / 1e6);
}

Completion time_time_ns(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    const base::Instant now = vm.clock().now();
    return make_int(now.seconds * 1'000'000'000 + std::int64_t{now.microseconds} * 1000);
}

Completion time_sleep(Vm& vm, Native& self, CallArgs args) {
    Value seconds;
    AW_GUEST_DO(bind(vm, self, args, {{"secs", &seconds}}));
    if (!is_integer(seconds) && !plain(seconds).is(Kind::Float)) {
        return vm.raise("TypeError", "'" + std::string(type_name_of(vm, seconds)) +
                                         "' object cannot be interpreted as an integer");
    }
    AW_GUEST(const Value negative, vm.compare(Vm::Compare::Lt, seconds, Value::small(0)));
    if (negative.is_true()) return vm.raise("ValueError", "sleep length must be non-negative");
    const auto* real = plain(seconds).try_as<Float>();
    time_state(vm).slept_s +=
        real != nullptr ? real->value : static_cast<double>(to_int64(plain(seconds)).value_or(0));
    return Completion::none();
}

}  // namespace

void load_time(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"time", time_time},
             {"time_ns", time_time_ns},
             {"monotonic", time_monotonic},
             {"perf_counter", time_monotonic},
             {"process_time", time_time},
             {"monotonic_ns", time_monotonic_ns},
             {"perf_counter_ns", time_monotonic_ns},
             {"sleep", time_sleep}});
}

}  // namespace lang
