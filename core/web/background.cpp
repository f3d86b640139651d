#include "web/background.h"

#include <vector>

#include "web/context.h"
#include "web/heap_charge.h"
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

struct Task {
    Value function;
    ChargedVector<Value> positional;
    ChargedVector<std::pair<std::string, Value>> keywords;
};

struct TasksPayload : lang::Payload {
    ChargedVector<Task> tasks;
    void visit(void (*each)(Value& value, void* context), void* context) override {
        for (Task& task : tasks) {
            each(task.function, context);
            for (Value& value : task.positional) each(value, context);
            for (auto& keyword : task.keywords) each(keyword.second, context);
        }
    }
};

Completion construct_background(Vm& vm, lang::Class& cls, CallArgs) {
    Value made = lang::make_instance(vm, cls);
    made.as<lang::Instance>()->payload = std::make_unique<TasksPayload>();
    return made;
}

Completion add_task(Vm& vm, Native&, CallArgs args) {
    auto* payload =
        args.positional.size() < 2 ? nullptr : lang::payload_of<TasksPayload>(args.positional[0]);
    if (!payload)
        return vm.raise("TypeError",
                        "BackgroundTasks.add_task() missing 1 required positional argument: "
                        "'func'");
    if (!vm.has_room(sizeof(Task))) return vm.out_of_memory();
    Task task;
    task.function = args.positional[1];
    for (const Value& value : args.positional.subspan(2)) task.positional.push_back(value);
    for (const Keyword& keyword : args.keywords)
        task.keywords.emplace_back(std::string(keyword.name), keyword.value);
    payload->tasks.push_back(std::move(task));
    return Completion::none();
}

// BackgroundTask(func, *args, **kwargs): one of them.
Completion task_init(Vm& vm, Native& self, CallArgs args) { return add_task(vm, self, args); }

Completion run_all_tasks(Vm& vm, std::span<Value> arguments) {
    return run_background(vm, arguments[0]);
}

Completion call_tasks(Vm& vm, Native&, CallArgs args) {
    return make_native_coroutine(vm, run_all_tasks, {args.positional[0]});
}

Completion run_task(Vm& vm, Task& task) {
    std::vector<Keyword> keywords;
    for (auto& [name, value] : task.keywords) keywords.push_back({name, value});
    AW_GUEST(const Value result, call_apart(vm, task.function, task.positional, keywords));
    return finish_awaitable(vm, result);
}

}  // namespace

void install_background(Vm& vm, WebState& state) {
    state.background_tasks = &lang::make_class(vm, "BackgroundTasks", {}, "fastapi.background");
    state.background_tasks->construct = construct_background;
    lang::def(vm, *state.background_tasks, "add_task", add_task);
    state.background_task = &lang::make_class(vm, "BackgroundTask", {}, "starlette.background");
    state.background_task->construct = construct_background;
    lang::def(vm, *state.background_task, "__init__", task_init);
    for (lang::Class* cls : {state.background_task, state.background_tasks})
        lang::def(vm, *cls, "__call__", call_tasks);
}

Value make_background_tasks(Vm& vm) {
    Value made = lang::make_instance(vm, *web_state(vm).background_tasks);
    made.as<lang::Instance>()->payload = std::make_unique<TasksPayload>();
    return made;
}

Completion run_background(Vm& vm, const Value& tasks) {
    auto* payload = lang::payload_of<TasksPayload>(tasks);
    if (!payload) return Completion::none();
    // By index: a task may add others.
    for (std::size_t i = 0; i < payload->tasks.size(); ++i) {
        Task task = payload->tasks[i];
        AW_GUEST_DO(run_task(vm, task));
    }
    return Completion::none();
}

}  // namespace web
