#include "web/depend_solve.h"

#include "lang/dict.h"
#include "web/background.h"
#include "web/context.h"
#include "web/native_coroutine.h"
#include "web/param_read.h"
#include "web/record.h"
#include "web/response_objects.h"
#include "web/security_objects.h"

namespace web {

using lang::Completion;
using lang::Generator;
using lang::Keyword;
using lang::Value;
using lang::Vm;

namespace {

// A plan that asks for the same thing again and again pays for each time.
constexpr std::uint64_t kStepsPerUse = 20;

// The application's dependency_overrides when there is anything in them.
lang::Dict* overrides_of(const Exchange& exchange) {
    const Value value =
        lang::read_slot(*exchange.web.object.as<lang::Instance>(), "dependency_overrides");
    auto* dict = value.try_as<lang::Dict>();
    return dict && dict->used ? dict : nullptr;
}

Completion plan_in_force(Exchange& exchange, const DependencyUse& use,
                         std::shared_ptr<const CallPlan>& out) {
    out = use.plan;
    lang::Dict* overrides = overrides_of(exchange);
    if (!overrides) return Completion::none();
    AW_GUEST(const Value other, lang::dict_get(exchange.vm, *overrides, use.plan->callable));
    if (other.empty()) return Completion::none();
    AW_GUEST_DO(plan_override(exchange.vm, exchange.route->plan, use, other, out));
    exchange.cache.resize(exchange.route->plan.cache_keys.size());
    return Completion::none();
}

// A generator that is not async runs in a thread of FastAPI: in a copy of the context.
Completion resume_apart(Vm& vm, Generator& generator, const Value& sent, const Value& thrown = {}) {
    std::optional<CopiedContext> context;
    if (generator.generator_kind == lang::GeneratorKind::Generator) context.emplace(vm);
    return vm.resume_to_yield(generator, sent, thrown);
}

Completion start_generator(Exchange& exchange, const CallPlan& plan, const Value& made,
                           std::vector<OpenGenerator>& stack) {
    Vm& vm = exchange.vm;
    auto* generator = made.try_as<Generator>();
    if (!generator) return made;  // a wrapper that gave something else
    AW_GUEST(Value value, resume_apart(vm, *generator, Value::none()));
    if (value.empty()) return vm.raise("RuntimeError", "generator didn't yield");
    stack.push_back({made, plan.name});
    return value;
}

Completion call_with(Vm& vm, const CallPlan& plan, std::vector<Value>& arguments) {
    const std::size_t positional = static_cast<std::size_t>(plan.positional);
    std::vector<Keyword> keywords;
    for (std::size_t i = positional; i < arguments.size(); ++i)
        keywords.push_back({plan.arguments[i], std::move(arguments[i])});
    return call_apart(vm, plan.callable, std::span<Value>(arguments).first(positional), keywords);
}

// The dependency's value, from the cache or by calling it. `out` empty: its parameters are invalid.
Completion value_of(Exchange& exchange, const DependencyUse& use, const CallPlan& plan,
                    Value& out) {
    std::vector<Value> arguments;
    const std::size_t errors_before = exchange.errors.size();
    AW_GUEST_DO(solve(exchange, plan, arguments));
    if (exchange.errors.size() > errors_before) return Completion::none();
    const std::size_t slot = static_cast<std::size_t>(use.cache_slot);
    if (use.use_cache && !exchange.cache[slot].empty()) {
        out = exchange.cache[slot];
        return Completion::none();
    }
    auto& stack =
        use.scope == DependencyScope::Function ? exchange.function_stack : exchange.request_stack;
    AW_GUEST(out, call_planned(exchange, plan, arguments, stack));
    if (exchange.cache[slot].empty()) exchange.cache[slot] = out;
    return Completion::none();
}

Completion solve_use(Exchange& exchange, const DependencyUse& use, Value& out) {
    Vm& vm = exchange.vm;
    if (!vm.charge(kStepsPerUse)) return vm.out_of_steps();
    std::shared_ptr<const CallPlan> plan;
    AW_GUEST_DO(plan_in_force(exchange, use, plan));
    // What a cached dependency needs is looked at again, as FastAPI does: it may be uncached.
    const bool cached =
        use.use_cache && !exchange.cache[static_cast<std::size_t>(use.cache_slot)].empty();
    if (!cached) note_entered(exchange, *plan, use);
    Completion done = value_of(exchange, use, *plan, out);
    if (!done.ok())
        note_failed(exchange, *plan, done);
    else if (cached && !out.empty())
        note_reused(exchange, *plan, use, out);
    else if (!cached)
        note_left(exchange, *plan, out);
    return done;
}

Completion provide(Exchange& exchange, const CallPlan& plan, Provided what) {
    Vm& vm = exchange.vm;
    switch (what) {
        case Provided::Request: return exchange.request_value();
        case Provided::Response:
            if (exchange.response_parameter.empty())
                exchange.response_parameter = make_response_parameter(vm);
            return exchange.response_parameter;
        case Provided::BackgroundTasks:
            if (exchange.background.empty()) exchange.background = make_background_tasks(vm);
            return exchange.background;
        case Provided::SecurityScopes: return make_security_scopes(vm, plan.scopes);
    }
    return Completion::none();
}

Completion throw_in(Vm& vm, const OpenGenerator& open, const Value& exception) {
    Completion step = resume_apart(vm, *open.generator.as<Generator>(), Value::none(), exception);
    if (!step.ok()) return step;
    if (step.value().empty()) return Completion::none();  // it swallowed the exception
    return vm.raise("RuntimeError", "generator didn't stop after throw()");
}

Completion go_on(Vm& vm, const OpenGenerator& open) {
    AW_GUEST(const Value value, resume_apart(vm, *open.generator.as<Generator>(), Value::none()));
    if (value.empty()) return Completion::none();
    return vm.raise("RuntimeError", "generator didn't stop");
}

}  // namespace

Completion solve(Exchange& exchange, const CallPlan& plan, std::vector<Value>& arguments) {
    arguments.resize(plan.arguments.size());
    const auto place = [&](int argument, Value value) {
        if (argument >= 0) arguments[static_cast<std::size_t>(argument)] = std::move(value);
    };
    for (const DependencyUse& use : plan.dependencies) {
        Value value;
        AW_GUEST_DO(solve_use(exchange, use, value));
        place(use.argument, std::move(value));
    }
    for (const ParameterPlan& parameter : plan.parameters) {
        Value value;
        AW_GUEST_DO(read_request_parameter(exchange, parameter, value));
        place(parameter.argument, std::move(value));
    }
    for (const ParameterPlan& parameter : plan.body) {
        Value value;
        AW_GUEST_DO(read_body_parameter(exchange, parameter, value));
        place(parameter.argument, std::move(value));
    }
    for (const ProvidedPlan& provided : plan.provided) {
        AW_GUEST(Value value, provide(exchange, plan, provided.what));
        place(provided.argument, std::move(value));
    }
    return Completion::none();
}

Completion call_planned(Exchange& exchange, const CallPlan& plan, std::vector<Value>& arguments,
                        std::vector<OpenGenerator>& stack) {
    Vm& vm = exchange.vm;
    if (plan.scheme) return ask_scheme(vm, plan.callable, exchange.request);
    AW_GUEST(Value made, call_with(vm, plan, arguments));
    switch (plan.style) {
        case CallStyle::Plain: return made;
        case CallStyle::Coroutine: return finish_awaitable(vm, made);
        case CallStyle::Generator:
        case CallStyle::AsyncGenerator: return start_generator(exchange, plan, made, stack);
    }
    return made;
}

Completion close_generators(Exchange& exchange, std::vector<OpenGenerator>& stack,
                            Completion outcome) {
    Vm& vm = exchange.vm;
    while (!stack.empty() && !outcome.stopped()) {
        const OpenGenerator open = std::move(stack.back());
        stack.pop_back();
        outcome = outcome.raised() ? throw_in(vm, open, outcome.error()) : go_on(vm, open);
    }
    return outcome;
}

}  // namespace web
