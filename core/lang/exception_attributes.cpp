// args, __cause__, StopIteration.value ...: the attributes of exceptions that are not stored as
// attributes.
#include "lang/arguments.h"
#include "lang/exceptions.h"
#include "lang/native.h"

namespace lang {
namespace {

// __traceback__ is there so that programs can pass it on and test it; it holds nothing.
Value opaque_traceback(Vm& vm, const ExceptionState& state) {
    if (state.traceback.empty()) return Value::none();
    return make_instance(vm, *vm.model().traceback_class);
}

Completion notes_list(Vm& vm, const ExceptionState& state) {
    if (state.notes.empty()) return Value();
    return vm.heap().make_list(state.notes);
}

bool is_of(Vm& vm, const Value& exception, std::string_view cls) {
    return vm.is_instance_of(exception, *vm.exception_class(cls));
}

Value argument(const ExceptionState& state, std::uint32_t index) {
    const auto* args = state.args.try_as<Tuple>();
    return args && index < args->size ? args->items[index] : Value::none();
}

std::uint32_t argument_count(const ExceptionState& state) {
    const auto* args = state.args.try_as<Tuple>();
    return args ? args->size : 0;
}

// SystemExit(): None; one argument: it; more: the tuple.
Value exit_code(const ExceptionState& state) {
    return argument_count(state) > 1 ? state.args : argument(state, 0);
}

constexpr std::string_view kUnicodeFields[] = {"encoding", "object", "start", "end", "reason"};
constexpr std::string_view kSystemFields[] = {"errno", "strerror", "filename"};

Value by_argument(Vm& vm, const Value& exception, std::string_view name) {
    const ExceptionState& state = *exception_state(exception);
    if (is_of(vm, exception, "UnicodeDecodeError") || is_of(vm, exception, "UnicodeEncodeError")) {
        for (std::uint32_t i = 0; i < std::size(kUnicodeFields); ++i)
            if (name == kUnicodeFields[i]) return argument(state, i);
    }
    if (is_of(vm, exception, "OSError")) {
        for (std::uint32_t i = 0; i < std::size(kSystemFields); ++i)
            if (name == kSystemFields[i])
                return argument_count(state) >= 2 ? argument(state, i) : Value::none();
    }
    if (is_of(vm, exception, "BaseExceptionGroup")) {
        if (name == "message") return argument(state, 0);
        if (name == "exceptions") {
            const Value given = argument(state, 1);
            const Value& members = plain(given);
            const auto* list = members.try_as<List>();
            return list != nullptr ? vm.heap().make_tuple(list->items) : Value(members);
        }
    }
    if (is_of(vm, exception, "ImportError") && (name == "msg")) return argument(state, 0);
    if (is_of(vm, exception, "SyntaxError") && (name == "msg")) return argument(state, 0);
    return Value();
}

// Named arguments that were not given are None.
bool is_optional_field(Vm& vm, const Value& exception, std::string_view name) {
    if (name == "name" || name == "path")
        return is_of(vm, exception, "ImportError") ||
               (name == "name" && is_of(vm, exception, "NameError")) ||
               (name == "name" && is_of(vm, exception, "AttributeError"));
    return name == "obj" && is_of(vm, exception, "AttributeError");
}

Completion set_link(Vm& vm, Value& link, std::string_view name, const Value& value) {
    if (value.empty()) return vm.raise("TypeError", std::string(name) + " may not be deleted");
    if (!value.is_none() && !exception_state(value))
        return vm.raise("TypeError", "exception " + std::string(name.substr(2, name.size() - 4)) +
                                         " must be None or derive from BaseException");
    link = value;
    return Completion::none();
}

Completion set_args(Vm& vm, ExceptionState& state, const Value& value) {
    if (value.empty()) return vm.raise("TypeError", "args may not be deleted");
    AW_GUEST(Value list, vm.to_list(value));
    state.args = vm.heap().make_tuple(list.as<List>()->items);
    return Completion::none();
}

}  // namespace

Completion exception_attribute(Vm& vm, const Value& exception, std::string_view name) {
    const ExceptionState& state = *exception_state(exception);
    if (name == "args") return state.args;
    if (name == "__cause__") return state.cause;
    if (name == "__context__") return state.context;
    if (name == "__suppress_context__") return Value::boolean(state.suppress_context);
    if (name == "__traceback__") return opaque_traceback(vm, state);
    if (name == "__notes__") return notes_list(vm, state);
    if (name == "value" && (is_of(vm, exception, "StopIteration")))
        return stop_iteration_value(exception);
    if (name == "code" && is_of(vm, exception, "SystemExit")) return exit_code(state);
    if (is_optional_field(vm, exception, name)) return Value::none();
    return by_argument(vm, exception, name);
}

Completion set_exception_attribute(Vm& vm, const Value& exception, std::string_view name,
                                   const Value& value, SpecialSet* result) {
    ExceptionState& state = *exception_state(exception);
    *result = SpecialSet::Done;
    if (name == "args") return set_args(vm, state, value);
    if (name == "__cause__") {
        AW_GUEST_DO(set_link(vm, state.cause, name, value));
        state.suppress_context = true;
        return Completion::none();
    }
    if (name == "__context__") return set_link(vm, state.context, name, value);
    if (name == "__suppress_context__") {
        state.suppress_context = value.is_true();
        return Completion::none();
    }
    if (name == "__traceback__") {
        if (value.is_none()) state.traceback.clear();
        return Completion::none();
    }
    *result = SpecialSet::NotSpecial;
    return Completion::none();
}

}  // namespace lang
