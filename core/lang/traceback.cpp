// What CPython 3.14 prints for an exception that nobody catches.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "lang/class.h"
#include "lang/code.h"
#include "lang/exceptions.h"
#include "lang/native.h"
#include "lang/shape.h"
#include "lang/suggest.h"
#include "lang/traceback_internal.h"
#include "lang/vm_impl.h"

namespace lang {

namespace {

constexpr std::size_t kRepeatsShown = 3;
constexpr std::size_t kMaxMessage = 4000;  // LIMIT: CPython prints all of it
constexpr int kMaxChain = 50;

bool same_line(const ExceptionState::TracebackEntry& a, const ExceptionState::TracebackEntry& b) {
    return a.line() == b.line() && a.code->name == b.code->name &&
           a.code->source->name == b.code->source->name;
}

std::string repeated(std::size_t count) {
    if (count <= kRepeatsShown) return {};
    const std::size_t more = count - kRepeatsShown;
    return fmt::format("  [Previous line repeated {} more time{}]\n", more, more == 1 ? "" : "s");
}

std::string stack_text(const ExceptionState& state) {
    std::string text;
    std::size_t count = 0;
    const ExceptionState::TracebackEntry* last = nullptr;
    for (std::size_t i = state.traceback.size(); i-- > 0;) {
        const auto& entry = state.traceback[i];
        const bool again = last != nullptr && same_line(*last, entry);
        if (!again) {
            text += repeated(count);
            count = 0;
        }
        last = &entry;
        if (++count > kRepeatsShown) continue;
        text += fmt::format("  File \"{}\", line {}, in {}\n", entry.code->source->name,
                            entry.line(), entry.code->name);
        text += quoted_source(*entry.code->source, entry.code->place_of(entry.at));
    }
    return text + repeated(count);
}

// -- suggestions -----------------------------------------------------------------------------

Value field(const Value& exception, std::string_view name) {
    return read_slot(*exception.as<Instance>(), name);
}

std::string quoted_name(std::string_view message) {  // the first word in quotes
    const std::size_t from = message.find('\'');
    const std::size_t to = from == std::string_view::npos ? from : message.find('\'', from + 1);
    if (to == std::string_view::npos) return {};
    return std::string(message.substr(from + 1, to - from - 1));
}

void add_attribute_names(const Value& object, Class& cls, std::vector<std::string>& names) {
    if (object.is(Kind::Instance)) {
        for (const Value& name : object.as<Instance>()->shape->names)
            if (!name.empty()) names.emplace_back(name.as<Str>()->view());
    }
    if (const auto* module = object.try_as<Module>())
        names.insert(names.end(), module->names.begin(), module->names.end());
    const Class& looked_at = object.is(Kind::Class) ? *object.as<Class>() : cls;
    for (const Class* base : looked_at.mro)
        for (const ClassAttribute& attribute : base->attributes)
            names.emplace_back(attribute.name.as<Str>()->view());
}

// Variables of the failing function, globals, built-ins.
std::vector<std::string> visible_names(Vm& vm, const ExceptionState& state) {
    std::vector<std::string> names;
    if (!state.traceback.empty()) {
        for (const Value& name : state.traceback.front().code->variables)
            if (!name.empty()) names.emplace_back(name.as<Str>()->view());
    }
    if (const auto* module = vm.main_module().try_as<Module>()) {
        for (std::size_t i = 0; i < module->names.size(); ++i)
            if (!module->slots[i].empty()) names.push_back(module->names[i]);
    }
    for (const DictEntry& entry : vm.builtins.as<Dict>()->entries)
        if (!entry.key.empty()) names.emplace_back(text_of(entry.key));
    return names;
}

constexpr std::array kLibraryNames = {
    "abc",      "argparse",    "array",      "ast",      "asyncio",  "base64",     "bisect",
    "calendar", "collections", "contextlib", "copy",     "csv",      "ctypes",     "dataclasses",
    "datetime", "decimal",     "difflib",    "email",    "enum",     "fractions",  "functools",
    "gc",       "getpass",     "glob",       "gzip",     "hashlib",  "heapq",      "hmac",
    "html",     "http",        "importlib",  "inspect",  "io",       "ipaddress",  "itertools",
    "json",     "logging",     "math",       "operator", "os",       "pathlib",    "pickle",
    "platform", "pprint",      "queue",      "random",   "re",       "secrets",    "select",
    "shutil",   "signal",      "socket",     "sqlite3",  "ssl",      "statistics", "string",
    "struct",   "subprocess",  "sys",        "tempfile", "textwrap", "threading",  "time",
    "timeit",   "tokenize",    "traceback",  "types",    "typing",   "unittest",   "urllib",
    "uuid",     "warnings",    "weakref",    "xml",      "zipfile",  "zlib",       "zoneinfo"};

std::string name_hint(Vm& vm, const Value& exception, std::string_view message) {
    const std::string name = quoted_name(message);
    const ExceptionState& state = *exception_state(exception);
    std::string hint;
    if (!message.starts_with("name '")) return hint;
    if (const auto meant = suggestion(name, visible_names(vm, state)))
        hint = fmt::format(". Did you mean: '{}'?", *meant);
    const bool library =
        std::find(kLibraryNames.begin(), kLibraryNames.end(), name) != kLibraryNames.end();
    if (library && hint.empty()) return fmt::format(". Did you forget to import '{}'?", name);
    if (library) hint += fmt::format(" Or did you forget to import '{}'?", name);
    return hint;
}

std::string attribute_hint(Vm& vm, const Value& exception) {
    const Value object = field(exception, "obj");
    const Value wrong = field(exception, "name");
    if (object.empty() || wrong.empty() || !is_text(wrong)) return {};
    const std::string_view name = text_of(wrong);
    std::vector<std::string> names;
    add_attribute_names(object, vm.class_of(object), names);
    if (!name.starts_with('_'))
        std::erase_if(names, [](const std::string& n) { return n.starts_with('_'); });
    const auto meant = suggestion(name, names);
    return meant ? fmt::format(". Did you mean: '{}'?", *meant) : std::string();
}

// The name that the module has, of an ImportError.
std::string import_hint(Vm& vm, std::string_view message) {
    constexpr std::string_view kBegin = "cannot import name '";
    constexpr std::string_view kFrom = "' from '";
    const std::size_t from = message.find(kFrom);
    if (!message.starts_with(kBegin) || from == std::string_view::npos) return {};
    const std::string_view name = message.substr(kBegin.size(), from - kBegin.size());
    const std::string_view rest = message.substr(from + kFrom.size());
    Completion found = vm.import_module(rest.substr(0, rest.find('\'')));
    const auto* module = found.ok() ? found.value().try_as<Module>() : nullptr;
    if (module == nullptr) return {};
    const auto meant = suggestion(name, module->names);
    return meant ? fmt::format(". Did you mean: '{}'?", *meant) : std::string();
}

std::string hint_for(Vm& vm, const Value& exception, std::string_view message) {
    if (vm.is_instance_of(exception, *vm.exception_class("NameError")))
        return name_hint(vm, exception, message);
    if (vm.is_instance_of(exception, *vm.exception_class("AttributeError")))
        return attribute_hint(vm, exception);
    if (vm.is_instance_of(exception, *vm.exception_class("ImportError")))
        return import_hint(vm, message);
    return {};
}

// -- the last line ---------------------------------------------------------------------------

std::string shown_type(const Class& cls) {
    if (cls.module_name == "builtins" || cls.module_name == "__main__") return cls.qualname;
    return cls.module_name + "." + cls.qualname;
}

std::string printed_message(Vm& vm, const Value& exception) {
    Completion shown = vm.str(exception);
    if (!shown.ok()) return "<exception str() failed>";
    std::string message(text_of(shown.value()));
    if (message.size() > kMaxMessage) {
        std::size_t cut = kMaxMessage;
        while (cut > 0 && (static_cast<unsigned char>(message[cut]) & 0xC0) == 0x80) --cut;
        message = fmt::format("{}... ({} characters)", message.substr(0, cut),
                              base::count_characters(message));
    }
    return message;
}

// The faulty line with a mark under what is wrong.
std::string syntax_error_text(const Value& exception, const Class& cls) {
    const Value file = field(exception, "filename");
    const Value line = field(exception, "lineno");
    const Value offset = field(exception, "offset");
    const Value source = field(exception, "text");
    const Value message = field(exception, "msg");
    std::string text;
    if (is_text(file) && line.is_small())
        text += fmt::format("  File \"{}\", line {}\n", text_of(file), line.as_small());
    if (is_text(source) && !base::trim(text_of(source)).empty()) {
        const std::string_view whole = text_of(source);
        const std::string_view trimmed = base::trim(whole, " \t\n\f\r");
        const auto indent = base::count_characters(whole.substr(0, whole.find(trimmed)));
        text += fmt::format("    {}\n", trimmed);
        if (offset.is_small() && offset.as_small() > indent) {
            const auto from = static_cast<std::size_t>(offset.as_small() - 1 - indent);
            const Value end = field(exception, "end_offset");
            const std::int64_t width =
                end.is_small() ? end.as_small() - offset.as_small() : std::int64_t{1};
            const auto marks = static_cast<std::size_t>(std::max<std::int64_t>(width, 1));
            text += "    " + std::string(from, ' ') + std::string(marks, '^') + "\n";
        }
    }
    return text + fmt::format("{}: {}\n", shown_type(cls),
                              is_text(message) ? text_of(message) : "<no detail available>");
}

std::string last_lines(Vm& vm, const Value& exception) {
    const Class& cls = vm.class_of(exception);
    std::string text;
    const bool is_syntax = vm.is_instance_of(exception, *vm.exception_class("SyntaxError"));
    if (is_syntax && !field(exception, "lineno").empty()) {
        text = syntax_error_text(exception, cls);
    } else {
        const std::string message = printed_message(vm, exception);
        text = shown_type(cls) + (message.empty() ? "" : ": " + message) +
               hint_for(vm, exception, message) + "\n";
    }
    for (const Value& note : exception_state(exception)->notes)
        text += std::string(text_of(note)) + "\n";
    return text;
}

std::string one_exception(Vm& vm, const Value& exception) {
    const ExceptionState& state = *exception_state(exception);
    std::string text;
    if (!state.traceback.empty()) text = "Traceback (most recent call last):\n" + stack_text(state);
    return text + last_lines(vm, exception);
}

}  // namespace

int ExceptionState::TracebackEntry::line() const { return code->place_of(at).line; }
int ExceptionState::TracebackEntry::column() const { return code->place_of(at).column; }

std::string Vm::traceback_text(const Value& exception) {
    std::vector<std::string> parts;
    std::vector<const Object*> seen;
    Value current = exception;
    for (int i = 0; i < kMaxChain && exception_state(current) != nullptr; ++i) {
        const ExceptionState& state = *exception_state(current);
        seen.push_back(current.object());
        parts.push_back(one_exception(*this, current));
        const bool has_cause = !state.cause.is_none() && !state.cause.empty();
        const bool has_context = !state.context.is_none() && !state.context.empty();
        if (!has_cause && (!has_context || state.suppress_context)) break;
        const Value before = has_cause ? state.cause : state.context;
        if (std::find(seen.begin(), seen.end(), before.object()) != seen.end()) break;
        parts.emplace_back(
            has_cause
                ? "\nThe above exception was the direct cause of the following exception:\n\n"
                : "\nDuring handling of the above exception, another exception occurred:\n\n");
        current = before;
    }
    std::string text;
    for (std::size_t i = parts.size(); i-- > 0;) text += parts[i];
    return text;
}

}  // namespace lang
