// What sys, traceback, inspect and logging need to know about the running program; the modules
// themselves are in library/.
#include <fmt/format.h>

#include "lang/code.h"
#include "lang/library_internal.h"
#include "lang/vm_impl.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

// _write(text): to the program's output; _write_error(text): to the other stream.
Completion sys_write(Vm& vm, Native& self, CallArgs args) {
    Value text;
    AW_GUEST_DO(bind(vm, self, args, {{"text", &text}}));
    if (!is_text(text)) {
        return vm.raise("TypeError", fmt::format("write() argument must be str, not {}",
                                                 type_name_of(vm, text)));
    }
    const Str& written = *plain(text).as<Str>();
    AW_GUEST_DO(check_printable(vm, written.view()));
    const bool is_output = self.name == "_write";
    AW_GUEST_DO(vm.print(written.view(), is_output ? Vm::Stream::Output : Vm::Stream::Error));
    if (!vm.charge(1 + written.size / 64)) return vm.out_of_steps();
    return Value::small(written.length);
}

// The exception whose handler runs, or None.
Completion sys_exception(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    Value handled = handled_exception(vm);
    return handled.empty() ? Value::none() : handled;
}

Completion sys_recursion_limit(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    return Value::small(vm.options().max_depth);
}

Completion traceback_of(Vm& vm, Native& self, CallArgs args) {
    Value exception;
    AW_GUEST_DO(bind(vm, self, args, {{"exc", &exception}}));
    if (!vm.is_instance_of(exception, *vm.classes.base_exception))
        return vm.raise("TypeError", "Exception expected for value, " +
                                         std::string(type_name_of(vm, exception)) + " found");
    const std::string text = vm.traceback_text(exception);
    if (!vm.has_room(text.size())) return vm.out_of_memory();
    return vm.heap().make_str(text);
}

// _kind(v): "function", "generator function", "coroutine" ...; "" for everything else.
std::string_view kind_of(const Value& v) {
    if (const auto* generator = v.try_as<Generator>()) {
        switch (generator->generator_kind) {
            case GeneratorKind::Generator: return "generator";
            case GeneratorKind::Coroutine: return "coroutine";
            case GeneratorKind::AsyncGenerator: return "async generator";
        }
    }
    if (v.is(Kind::BoundMethod)) return "method";
    if (v.is(Kind::Native)) return "builtin";
    if (v.is(Kind::Module)) return "module";
    const auto* function = v.try_as<Function>();
    if (function == nullptr) return "";
    if (!function->code->is_generator) return "function";
    switch (function->code->generator_kind) {
        case GeneratorKind::Generator: return "generator function";
        case GeneratorKind::Coroutine: return "coroutine function";
        case GeneratorKind::AsyncGenerator: break;
    }
    return "async generator function";
}

Completion inspect_kind(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"object", &v}}));
    return vm.heap().make_ascii(kind_of(v));
}

// _parameters(function): a tuple (name, kind, default) for each; no third part without a default.
// Kinds count as inspect.Parameter has them.
Completion inspect_parameters(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"function", &v}}));
    const auto* function = v.try_as<Function>();
    if (function == nullptr) return Completion::none();
    const Code& code = *function->code;
    const auto* defaults = function->defaults.try_as<Tuple>();
    const int with_default = code.positional - (defaults ? static_cast<int>(defaults->size) : 0);
    const Value made = vm.heap().make_list();
    const auto add = [&](int index, int kind, const Value& otherwise) {
        std::vector<Value> parts = {code.variables[static_cast<std::size_t>(index)],
                                    Value::small(kind)};
        if (!otherwise.empty()) parts.push_back(otherwise);
        made.as<List>()->items.push_back(vm.heap().make_tuple(parts));
    };
    const int varargs = code.positional + code.keyword_only;
    for (int i = 0; i < code.positional; ++i) {
        add(i, i < code.positional_only ? 0 : 1,
            i >= with_default ? defaults->items[i - with_default] : Value());
    }
    if (code.has_varargs) add(varargs, 2, {});
    for (int i = code.positional; i < varargs; ++i) {
        const auto* keyword_defaults = function->kw_defaults.try_as<Dict>();
        const std::string_view name = text_of(code.variables[static_cast<std::size_t>(i)]);
        add(i, 3, keyword_defaults ? dict_find(*keyword_defaults, name) : Value());
    }
    if (code.has_varkw) add(varargs + code.has_varargs, 4, {});
    return made;
}

// _annotations(function or class): the dict, evaluated.
Completion inspect_annotations(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"object", &v}}));
    return vm.annotations(v);
}

// _in_coroutine(): whether something async is running, that a server began outside the loop.
Completion inspect_in_coroutine(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    for (const Frame* frame = vm.impl().top; frame != nullptr; frame = frame->back) {
        const Generator* generator = frame->generator;
        if (generator != nullptr && generator->generator_kind != GeneratorKind::Generator)
            return Value::true_();
    }
    return Value::false_();
}

// _caller(): the file, line and function of the program's own frame nearest to here.
Completion logging_caller(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    const Frame* frame = vm.impl().top;
    while (frame != nullptr && frame->code->is_library) frame = frame->back;
    if (frame == nullptr) return Completion::none();
    const auto at = frame->pc - 1 - frame->code->instructions.data();
    const int line = frame->code->place_of(static_cast<std::uint32_t>(at)).line;
    const Value parts[] = {vm.heap().make_str(frame->code->source->name), Value::small(line),
                           vm.heap().make_str(frame->code->name)};
    return vm.heap().make_tuple(parts);
}

}  // namespace

void load_logging(Vm& vm, Module& module) { def_all(vm, module, {{"_caller", logging_caller}}); }

void load_sys(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"_write", sys_write},
             {"_write_error", sys_write},
             {"exception", sys_exception},
             {"getrecursionlimit", sys_recursion_limit}});
}

void load_traceback(Vm& vm, Module& module) {
    def_all(vm, module, {{"_text", traceback_of}, {"_handled", sys_exception}});
}

void load_inspect(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"_kind", inspect_kind},
             {"_parameters", inspect_parameters},
             {"_annotations", inspect_annotations},
             {"_in_coroutine", inspect_in_coroutine}});
}

}  // namespace lang
