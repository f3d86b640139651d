// logging: the names are there and every call does nothing; a sample has nowhere to log to.
#include "lang/library_internal.h"

namespace lang {
namespace {

struct LoggingState final : Payload {
    Class* logger = nullptr;
    Value loggers;  // Dict: name -> Logger
    void visit(void (*each)(Value&, void*), void* context) override { each(loggers, context); }
};

LoggingState& state_of(Vm& vm) { return library_state<LoggingState>(vm, "<logging>"); }

Completion do_nothing(Vm& vm, Native& self, CallArgs args) {
    (void)vm;
    (void)self;
    (void)args;
    return Completion::none();
}

Completion never(Vm& vm, Native& self, CallArgs args) {
    (void)vm;
    (void)self;
    (void)args;
    return Value::false_();
}

Completion logging_get_logger(Vm& vm, Native& self, CallArgs args) {
    Value name = Value::none();
    AW_GUEST_DO(bind(vm, self, args, {{"name", &name, kOptional}}));
    const std::string_view key = is_text(name) ? text_of(name) : "root";
    LoggingState& state = state_of(vm);
    const Value known = dict_find(*state.loggers.as<Dict>(), key);
    if (!known.empty()) return known;
    Value logger = make_instance(vm, *state.logger);
    write_slot(vm, *logger.as<Instance>(), "name", vm.heap().make_str(key));
    dict_put(vm, *state.loggers.as<Dict>(), key, logger);
    return logger;
}

}  // namespace

void load_logging(Vm& vm, Module& module) {
    LoggingState& state = state_of(vm);
    state.loggers = vm.heap().make_dict();
    state.logger = &add_class(vm, module, "Logger");
    for (const std::string_view name :
         {"debug", "info", "warning", "error", "critical", "exception", "log"}) {
        def(vm, *state.logger, name, do_nothing);
        def(vm, module, name, do_nothing);
    }
    for (const std::string_view name :
         {"setLevel", "addHandler", "removeHandler", "setFormatter"}) {
        def(vm, *state.logger, name, do_nothing);
    }
    def(vm, *state.logger, "isEnabledFor", never);
    def_all(vm, module, {{"getLogger", logging_get_logger}, {"basicConfig", do_nothing}});
    const std::pair<std::string_view, std::int64_t> levels[] = {{"NOTSET", 0}, {"DEBUG", 10},
                                                                {"INFO", 20},  {"WARNING", 30},
                                                                {"ERROR", 40}, {"CRITICAL", 50}};
    for (const auto& [name, level] : levels) set(vm, module, name, Value::small(level));
}

}  // namespace lang
