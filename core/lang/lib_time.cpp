// time: the run's clock; sleeping takes no time.
#include "lang/int.h"
#include "lang/library_internal.h"

namespace lang {
namespace {

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
    return Completion::none();
}

}  // namespace

void load_time(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"time", time_time},
             {"time_ns", time_time_ns},
             {"monotonic", time_time},
             {"perf_counter", time_time},
             {"process_time", time_time},
             {"monotonic_ns", time_time_ns},
             {"perf_counter_ns", time_time_ns},
             {"sleep", time_sleep}});
}

}  // namespace lang
