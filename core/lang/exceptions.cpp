#include "lang/exceptions.h"

#include "lang/arguments.h"
#include "lang/native.h"
#include "lang/shape.h"
#include "lang/snapshot.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

struct ExceptionName {
    std::string_view name;
    std::string_view base;
    std::string_view second_base = {};
};

// In CPython's order of inheritance: a base stands before what is made from it.
constexpr ExceptionName kExceptions[] = {
    {"BaseExceptionGroup", "BaseException"},
    {"GeneratorExit", "BaseException"},
    {"KeyboardInterrupt", "BaseException"},
    {"SystemExit", "BaseException"},
    {"Exception", "BaseException"},
    {"ArithmeticError", "Exception"},
    {"FloatingPointError", "ArithmeticError"},
    {"OverflowError", "ArithmeticError"},
    {"ZeroDivisionError", "ArithmeticError"},
    {"AssertionError", "Exception"},
    {"AttributeError", "Exception"},
    {"BufferError", "Exception"},
    {"EOFError", "Exception"},
    {"ExceptionGroup", "BaseExceptionGroup", "Exception"},
    {"ImportError", "Exception"},
    {"ModuleNotFoundError", "ImportError"},
    {"LookupError", "Exception"},
    {"IndexError", "LookupError"},
    {"KeyError", "LookupError"},
    {"MemoryError", "Exception"},
    {"NameError", "Exception"},
    {"UnboundLocalError", "NameError"},
    {"OSError", "Exception"},
    {"BlockingIOError", "OSError"},
    {"ChildProcessError", "OSError"},
    {"ConnectionError", "OSError"},
    {"BrokenPipeError", "ConnectionError"},
    {"ConnectionAbortedError", "ConnectionError"},
    {"ConnectionRefusedError", "ConnectionError"},
    {"ConnectionResetError", "ConnectionError"},
    {"FileExistsError", "OSError"},
    {"FileNotFoundError", "OSError"},
    {"InterruptedError", "OSError"},
    {"IsADirectoryError", "OSError"},
    {"NotADirectoryError", "OSError"},
    {"PermissionError", "OSError"},
    {"ProcessLookupError", "OSError"},
    {"TimeoutError", "OSError"},
    {"ReferenceError", "Exception"},
    {"RuntimeError", "Exception"},
    {"NotImplementedError", "RuntimeError"},
    {"PythonFinalizationError", "RuntimeError"},
    {"RecursionError", "RuntimeError"},
    {"StopAsyncIteration", "Exception"},
    {"StopIteration", "Exception"},
    {"SyntaxError", "Exception"},
    {"IndentationError", "SyntaxError"},
    {"TabError", "IndentationError"},
    {"SystemError", "Exception"},
    {"TypeError", "Exception"},
    {"ValueError", "Exception"},
    {"UnicodeError", "ValueError"},
    {"UnicodeDecodeError", "UnicodeError"},
    {"UnicodeEncodeError", "UnicodeError"},
    {"UnicodeTranslateError", "UnicodeError"},
    {"Warning", "Exception"},
    {"BytesWarning", "Warning"},
    {"DeprecationWarning", "Warning"},
    {"EncodingWarning", "Warning"},
    {"FutureWarning", "Warning"},
    {"ImportWarning", "Warning"},
    {"PendingDeprecationWarning", "Warning"},
    {"ResourceWarning", "Warning"},
    {"RuntimeWarning", "Warning"},
    {"SyntaxWarning", "Warning"},
    {"UnicodeWarning", "Warning"},
    {"UserWarning", "Warning"},
};

// Arguments by name that some exceptions take besides args, as attributes.
struct NamedArguments {
    std::string_view cls;
    std::initializer_list<std::string_view> names;
};
const NamedArguments kNamedArguments[] = {
    {"ImportError", {"name", "path"}},
    {"NameError", {"name"}},
    {"AttributeError", {"name", "obj"}},
};

Completion no_exception_keywords(Vm& vm, const Value& self) {
    return vm.raise("TypeError", vm.class_of(self).name + "() takes no keyword arguments");
}

Completion take_keywords(Vm& vm, const Value& self, std::span<Keyword> keywords) {
    if (keywords.empty()) return Completion::none();
    for (const NamedArguments& entry : kNamedArguments) {
        if (!vm.is_instance_of(self, *vm.exception_class(entry.cls))) continue;
        for (Keyword& keyword : keywords) {
            bool known = false;
            for (std::string_view name : entry.names) known = known || name == keyword.name;
            if (!known)
                return vm.raise("TypeError", vm.class_of(self).name +
                                                 "() got an unexpected keyword argument '" +
                                                 std::string(keyword.name) + "'");
            write_slot(vm, *self.as<Instance>(), keyword.name, keyword.value);
        }
        return Completion::none();
    }
    return no_exception_keywords(vm, self);
}

// BaseException.__new__ keeps the arguments; keywords are __init__'s business.
Completion exception_construct(Vm& vm, Class& cls, CallArgs args) {
    return make_exception(vm, cls, args.positional);
}

Completion exception_init(Vm& vm, Native&, CallArgs args) {
    if (args.positional.empty() || !exception_state(args.positional[0]))
        return vm.raise("TypeError", "descriptor '__init__' requires a 'BaseException' object");
    const Value self = args.positional[0];
    exception_state(self)->args = vm.heap().make_tuple(args.positional.subspan(1));
    note_replaced(vm, *self.object());
    return take_keywords(vm, self, args.keywords);
}

Completion exception_with_traceback(Vm& vm, Native& self, CallArgs args) {
    Value traceback;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"tb", &traceback}}));
    if (traceback.is_none()) exception_state(args.positional[0])->traceback.clear();
    return args.positional[0];
}

Completion exception_add_note(Vm& vm, Native& self, CallArgs args) {
    Value note;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"note", &note}}));
    if (!is_text(note))
        return vm.raise("TypeError",
                        "add_note() argument must be str, not " + vm.class_of(note).name);
    exception_state(args.positional[0])->notes.push_back(plain(note));
    return Completion::none();
}

// Natives of BaseException can be called with anything in front: BaseException.add_note(1, "x").
template <NativeFn kMethod>
Completion on_exception(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !exception_state(args.positional[0]))
        return vm.raise("TypeError", "descriptor '" + std::string(self.name) +
                                         "' requires a 'BaseException' object");
    return kMethod(vm, self, args);
}

Class& add_exception(Vm& vm, const ExceptionName& entry) {
    std::vector<Class*> bases = {vm.model().exceptions.at(entry.base)};
    if (!entry.second_base.empty()) bases.push_back(vm.model().exceptions.at(entry.second_base));
    Class& cls = new_class(vm, entry.name, bases, "builtins");
    vm.model().exceptions.emplace(entry.name, &cls);
    return cls;
}

// CPython's rule (Python/errors.c): what is being handled becomes the context, and is first cut
// out of the chain so that no circle comes to be. A guest may have built a circle itself.
void set_context(Vm& vm, const Value& exception, const Value& handled) {
    if (handled.empty() || !handled.is(Kind::Instance) || handled.same_as(exception)) return;
    ExceptionState* slow = exception_state(handled);
    bool moves = false;
    for (ExceptionState* at = slow; at && !at->context.is_none();) {
        pay(vm, 4);  // a chain lies all over the memory
        if (at->context.same_as(exception)) {
            at->context = Value::none();
            break;
        }
        at = exception_state(at->context);
        if (moves) slow = exception_state(slow->context);
        moves = !moves;
        if (at == slow) break;
    }
    exception_state(exception)->context = handled;
}

}  // namespace

Value make_exception(Vm& vm, Class& cls, std::span<const Value> args) {
    Value made = make_instance(vm, cls);
    made.as<Instance>()->exception = std::make_unique<ExceptionState>();
    ExceptionState& state = *made.as<Instance>()->exception;
    state.args = vm.heap().make_tuple(args);
    state.cause = Value::none();
    state.context = Value::none();
    return made;
}

ExceptionState* exception_state(const Value& v) {
    return v.is(Kind::Instance) ? v.as<Instance>()->exception.get() : nullptr;
}

Completion exception_from(Vm& vm, const Value& v) {
    if (exception_state(v)) return v;
    if (v.is(Kind::Class) && v.as<Class>()->is_exception) {
        AW_GUEST(Value made, vm.call(v));
        if (exception_state(made)) return made;
        return vm.raise("TypeError",
                        "calling " + v.as<Class>()->name +
                            " should have returned an instance of BaseException, not " +
                            vm.class_of(made).name);
    }
    return vm.raise("TypeError", "exceptions must derive from BaseException");
}

Completion set_cause(Vm& vm, const Value& exception, const Value& cause) {
    Value made = cause;
    if (cause.is(Kind::Class) && cause.as<Class>()->is_exception) {
        AW_GUEST(made, exception_from(vm, cause));
    } else if (!cause.is_none() && !exception_state(cause)) {
        return vm.raise("TypeError", "exception causes must derive from BaseException");
    }
    exception_state(exception)->cause = std::move(made);
    exception_state(exception)->suppress_context = true;
    return Completion::none();
}

Value stop_iteration_value(const Value& exception) {
    const ExceptionState* state = exception_state(exception);
    const auto* args = state ? state->args.try_as<Tuple>() : nullptr;
    return args && args->size > 0 ? args->items[0] : Value::none();
}

void note_missing_attribute(const Value& attribute_error, const Str& name, const Value& object) {
    auto& instance = *attribute_error.as<Instance>();
    const Value name_key = Heap::current().intern("name");
    put_slot(instance, *name_key.as<Str>(), Value::share(const_cast<Str*>(&name)));
    const Value object_key = Heap::current().intern("obj");
    put_slot(instance, *object_key.as<Str>(), object);
}

// -- raising ---------------------------------------------------------------------------------

Class* Vm::exception_class(std::string_view name) const {
    const auto found = model_->exceptions.find(name);
    return found == model_->exceptions.end() ? nullptr : found->second;
}

Completion Vm::raise(std::string_view class_name, std::string_view message) {
    Class* cls = exception_class(class_name);
    AW_ASSERT(cls);
    Value args[] = {heap_.make_str(message)};
    return raise(*cls, args);
}

Completion Vm::raise(Class& cls, std::span<Value> args) {
    if (cls.is_native && cls.construct == exception_construct)
        return raise_value(make_exception(*this, cls, args));
    AW_GUEST(Value made, call(class_value(cls), args));
    return raise_value(std::move(made));
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): callers give it away
Completion Vm::raise_value(Value exception) {
    if (stop_) return Completion::stop();
    AW_GUEST(Value made, exception_from(*this, exception));
    set_context(*this, made, handled_exception(*this));
    return Completion::raise(std::move(made));
}

// -- the classes -----------------------------------------------------------------------------

void install_exceptions(Vm& vm) {
    Class& base = new_class(vm, "BaseException", std::span(&vm.classes.object, 1), "builtins");
    base.is_exception = true;
    base.construct = exception_construct;
    vm.classes.base_exception = &base;
    vm.model().exceptions.emplace("BaseException", &base);
    def(vm, base, "__init__", exception_init);
    def(vm, base, "with_traceback", on_exception<exception_with_traceback>);
    def(vm, base, "add_note", on_exception<exception_add_note>);
    for (const ExceptionName& entry : kExceptions) add_exception(vm, entry);
    Dict& builtins = *vm.builtins.as<Dict>();
    for (const auto& [name, cls] : vm.model().exceptions)
        dict_put(vm, builtins, name, class_value(*cls));
    for (std::string_view alias : {"IOError", "EnvironmentError"})
        dict_put(vm, builtins, alias, class_value(*vm.exception_class("OSError")));
}

}  // namespace lang
