#include "web/async_iterator.h"

#include "web/native_coroutine.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

struct AsyncIteratorPayload : lang::Payload {
    Value iterable;
    Value iterator;  // empty before the first step
    void visit(void (*each)(Value& value, void* context), void* context) override {
        each(iterable, context);
        each(iterator, context);
    }
};

Completion step(Vm& vm, std::span<Value> arguments) {
    auto* payload = lang::payload_of<AsyncIteratorPayload>(arguments[0]);
    if (payload == nullptr) return vm.raise("TypeError", "an async iterator was expected");
    if (payload->iterator.empty()) {
        AW_GUEST(Value iterator, vm.iterate(payload->iterable));
        payload->iterator = std::move(iterator);
    }
    AW_GUEST(Value item, vm.next(Value(payload->iterator)));
    if (item.empty()) return vm.raise("StopAsyncIteration", "");
    return item;
}

Completion itself(Vm&, Native&, CallArgs args) { return args.positional[0]; }

Completion next_item(Vm& vm, Native&, CallArgs args) {
    return make_native_coroutine(vm, step, {args.positional[0]});
}

Completion iterate_in_threadpool(Vm& vm, Native& self, CallArgs args) {
    Value iterator;
    AW_GUEST_DO(lang::bind(vm, self, args, {{"iterator", &iterator}}));
    return make_async_iterator(vm, iterator);
}

// arguments: the function, a tuple, a dict.
Completion call_it(Vm& vm, std::span<Value> arguments) {
    std::vector<Value> positional;
    for (const Value& value : arguments[1].as<lang::Tuple>()->span()) positional.push_back(value);
    std::vector<Keyword> keywords;
    for (const lang::DictEntry& entry : arguments[2].as<lang::Dict>()->entries)
        if (!entry.key.empty()) keywords.push_back({lang::text_of(entry.key), entry.value});
    return vm.call(arguments[0], positional, keywords);
}

Completion run_in_threadpool(Vm& vm, Native&, CallArgs args) {
    if (args.positional.empty())
        return vm.raise("TypeError",
                        "run_in_threadpool() missing 1 required positional argument: 'func'");
    const Value positional = vm.heap().make_tuple(args.positional.subspan(1));
    const Value named = vm.heap().make_dict();
    for (const Keyword& keyword : args.keywords)
        lang::dict_put(vm, *named.as<lang::Dict>(), keyword.name, keyword.value);
    return make_native_coroutine(vm, call_it, {args.positional[0], positional, named});
}

}  // namespace

Value make_async_iterator(Vm& vm, Value iterable) {
    Value made = lang::make_instance(vm, *web_state(vm).async_iterator);
    auto payload = std::make_unique<AsyncIteratorPayload>();
    payload->iterable = std::move(iterable);
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

void install_async_iterators(Vm& vm, WebState& state) {
    lang::Class& cls = lang::make_class(vm, "async_generator", {vm.classes.object}, "builtins");
    lang::def(vm, cls, "__aiter__", itself);
    lang::def(vm, cls, "__anext__", next_item);
    state.async_iterator = &cls;
}

void load_concurrency(Vm& vm, lang::Module& module) {
    lang::def(vm, module, "iterate_in_threadpool", iterate_in_threadpool);
    lang::def(vm, module, "run_in_threadpool", run_in_threadpool);
}

}  // namespace web
