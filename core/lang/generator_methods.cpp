// send, throw, close and their async forms.
#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/generator.h"
#include "lang/native.h"

namespace lang {

namespace {

Generator* generator_of(CallArgs args) {
    return args.positional.empty() ? nullptr : args.positional[0].try_as<Generator>();
}

#define AW_GENERATOR(variable)                      \
    Generator* const variable = generator_of(args); \
    if (variable == nullptr) return wrong_receiver(vm, self, args, "generator")

Completion stopped_or_value(Vm& vm, Generator& generator, Completion step) {
    if (!step.ok() || !step.value().empty()) return step;
    return raise_stop_iteration(vm, generator);
}

Completion generator_next(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    return stopped_or_value(vm, *generator, vm.resume(*generator, Value::none()));
}

Completion generator_send(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    if (args.positional.size() != 2) {
        return vm.raise("TypeError", fmt::format("{}.send() takes exactly one argument ({} given)",
                                                 vm.class_of(args.positional[0]).name,
                                                 args.positional.size() - 1));
    }
    return stopped_or_value(vm, *generator, vm.resume(*generator, args.positional[1]));
}

// throw(exception) or the old throw(type, value).
Completion thrown_exception(Vm& vm, std::span<Value> args) {
    if (args.empty()) return vm.raise("TypeError", "throw expected at least 1 argument, got 0");
    const Value& given = args[0];
    if (given.is(Kind::Class) && given.as<Class>()->is_exception) {
        if (args.size() < 2 || args[1].is_none()) return vm.call(given);
        if (vm.is_instance_of(args[1], *given.as<Class>())) return args[1];
        return vm.call(given, args.subspan(1, 1));
    }
    if (given.is(Kind::Instance) && given.as<Instance>()->exception != nullptr) return given;
    return vm.raise("TypeError", fmt::format("exceptions must be classes or instances deriving "
                                             "from BaseException, not {}",
                                             vm.class_of(given).name));
}

Completion generator_throw(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    AW_GUEST(Value exception, thrown_exception(vm, args.positional.subspan(1)));
    return stopped_or_value(vm, *generator,
                            vm.resume(*generator, Value::none(), std::move(exception)));
}

Completion generator_close(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    return close_generator(vm, *generator);
}

Completion iterate_itself(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    (void)generator;
    return args.positional[0];
}

Completion async_next(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    (void)generator;
    return stepping_coroutine(vm, args.positional[0], Value::none(), {});
}

Completion async_send(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    (void)generator;
    if (args.positional.size() != 2)
        return vm.raise("TypeError", "async_generator.asend() takes exactly one argument");
    return stepping_coroutine(vm, args.positional[0], args.positional[1], {});
}

Completion async_throw(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    (void)generator;
    AW_GUEST(Value exception, thrown_exception(vm, args.positional.subspan(1)));
    return stepping_coroutine(vm, args.positional[0], Value::none(), std::move(exception));
}

Completion async_close(Vm& vm, Native& self, CallArgs args) {
    AW_GENERATOR(generator);
    AW_GUEST_DO(close_generator(vm, *generator));
    return ready_coroutine(vm, Value::none());
}

}  // namespace

Completion raise_stop_iteration(Vm& vm, Generator& generator) {
    Value result = std::exchange(generator.result, Value::none());
    Class& stop = *vm.exception_class("StopIteration");
    if (result.is_none() || result.empty()) return vm.raise(stop, {});
    return vm.raise(stop, std::span<Value>(&result, 1));
}

Completion close_generator(Vm& vm, Generator& generator) {
    if (generator.state == Generator::State::Done) return Completion::none();
    if (generator.frame == nullptr) {
        generator.state = Generator::State::Done;
        return Completion::none();
    }
    AW_GUEST(Value exit, vm.call(class_value(*vm.exception_class("GeneratorExit"))));
    Completion step = vm.resume(generator, Value::none(), exit);
    if (step.ok()) {
        if (step.value().empty()) return std::exchange(generator.result, Value::none());
        const bool is_async = generator.generator_kind == GeneratorKind::AsyncGenerator;
        const bool coroutine = generator.generator_kind == GeneratorKind::Coroutine;
        return vm.raise("RuntimeError",
                        fmt::format("{} ignored GeneratorExit", is_async    ? "async generator"
                                                                : coroutine ? "coroutine"
                                                                            : "generator"));
    }
    if (!step.raised()) return step;
    const bool expected = vm.is_instance_of(step.error(), *vm.exception_class("GeneratorExit")) ||
                          vm.is_instance_of(step.error(), *vm.exception_class("StopIteration"));
    if (expected) return Completion::none();
    return step;
}

void install_generators(Vm& vm) {
    for (Class* cls : {vm.classes.generator, vm.classes.coroutine}) {
        def_all(vm, *cls,
                {{"send", generator_send}, {"throw", generator_throw}, {"close", generator_close}});
    }
    def_all(vm, *vm.classes.generator,
            {{"__iter__", iterate_itself}, {"__next__", generator_next}});
    def_all(vm, *vm.classes.coroutine, {{"__await__", iterate_itself}});
    def_all(vm, *vm.classes.async_generator,
            {{"__aiter__", iterate_itself},
             {"__anext__", async_next},
             {"asend", async_send},
             {"athrow", async_throw},
             {"aclose", async_close}});
}

}  // namespace lang
