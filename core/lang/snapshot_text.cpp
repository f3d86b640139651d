// How things without content show in the trace.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lang/code.h"
#include "lang/native.h"
#include "lang/snapshot.h"
#include "lang/snapshot_internal.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

std::string name_or(const Value& name, std::string_view fallback) {
    return std::string(name.is(Kind::Str) ? name.as<Str>()->view() : fallback);
}

// Types, and what can stand in their brackets.
std::string type_text_of(const Value& value, int depth) {
    if (depth > kMaxSnapshotDepth) return "...";
    if (value.is_none()) return "None";
    if (value.is_ellipsis()) return "...";
    if (value.is_small()) return std::to_string(value.as_small());
    if (value.is_bool()) return value.is_true() ? "True" : "False";
    if (!value.is_object()) return "?";
    const auto join = [depth](const Value& args, std::string_view between) {
        std::string out;
        for (const Value& arg : args.as<Tuple>()->span()) {
            if (!out.empty()) out += between;
            out += type_text_of(arg, depth + 1);
        }
        return out;
    };
    if (const Class* cls = value.try_as<Class>()) {
        return cls->name == "NoneType" ? "None" : cls->name;
    }
    if (const GenericAlias* alias = value.try_as<GenericAlias>())
        return type_text_of(alias->origin, depth + 1) + "[" + join(alias->args, ", ") + "]";
    if (const UnionType* either = value.try_as<UnionType>()) return join(either->args, " | ");
    if (const TypeVar* variable = value.try_as<TypeVar>()) return variable->name;
    if (const Str* text = value.try_as<Str>()) return quote_text(text->view().substr(0, 100));
    if (value.is(Kind::Instance)) return value.object()->cls->name + "(...)";
    return "...";
}

std::string bound_text(const Value& bound) {
    if (bound.is_small()) return std::to_string(bound.as_small());
    if (bound.is_none() || bound.empty()) return "None";
    return "...";
}

std::string callable_name(const Value& callable) {
    if (const Function* function = callable.try_as<Function>())
        return name_or(function->qualname, "?");
    if (const Native* native = callable.try_as<Native>()) return std::string(native->name);
    return "?";
}

std::string range_text(const Range& range) {
    const bool has_step = !range.step.is_small() || range.step.as_small() != 1;
    return fmt::format("range({}, {}{})", bound_text(range.start), bound_text(range.stop),
                       has_step ? ", " + bound_text(range.step) : "");
}

std::string view_text(const View& view) {
    switch (view.what) {
        case View::What::Keys: return "<dict_keys>";
        case View::What::Values: return "<dict_values>";
        case View::What::Items: return "<dict_items>";
    }
    return "<dict_view>";
}

std::string generator_text(const Generator& generator) {
    const std::string name = name_or(generator.qualname, "?");
    switch (generator.generator_kind) {
        case GeneratorKind::Generator: return "<generator " + name + ">";
        case GeneratorKind::Coroutine: return "<coroutine " + name + ">";
        case GeneratorKind::AsyncGenerator: return "<async_generator " + name + ">";
    }
    return "<generator>";
}

}  // namespace

std::string opaque_text(Vm& vm, const Value& value) {
    const Kind kind = value.object()->kind();
    if (kind == Kind::Function) return "<function " + callable_name(value) + ">";
    if (kind == Kind::Native) return "<built-in function " + callable_name(value) + ">";
    if (const BoundMethod* method = value.try_as<BoundMethod>())
        return "<bound method " + callable_name(method->function) + ">";
    if (const Class* cls = value.try_as<Class>()) return "<class '" + cls->name + "'>";
    if (const Module* module = value.try_as<Module>()) return "<module '" + module->name + "'>";
    if (const Generator* generator = value.try_as<Generator>()) return generator_text(*generator);
    if (const Iterator* iterator = value.try_as<Iterator>())
        return fmt::format("<{}>", iterator->name);
    if (const Range* range = value.try_as<Range>()) return range_text(*range);
    if (const Slice* slice = value.try_as<Slice>())
        return fmt::format("slice({}, {}, {})", bound_text(slice->start), bound_text(slice->stop),
                           bound_text(slice->step));
    if (const View* view = value.try_as<View>()) return view_text(*view);
    if (kind == Kind::GenericAlias || kind == Kind::UnionType || kind == Kind::TypeVar)
        return type_text_of(value, 0);
    return "<" + vm.class_of(value).name + ">";
}

std::string instance_name(const Instance& instance) {
    const bool all_native = instance.payload && instance.slots.empty() && !instance.exception;
    return all_native ? "<" + instance.cls->name + ">" : instance.cls->name;
}

std::string shown_whole(Vm& vm, const Value& value) {
    constexpr std::array<std::string_view, 3> kModules = {"datetime", "decimal", "uuid"};
    constexpr std::uint64_t kEnoughSteps = 10000;
    const Instance& instance = *value.as<Instance>();
    const Class& cls = *instance.cls;
    if (!instance.payload || !cls.is_native || vm.steps_left() < kEnoughSteps) return {};
    if (std::find(kModules.begin(), kModules.end(), cls.module_name) == kModules.end()) return {};
    const Value method = vm.find_in_class(cls, "__repr__");
    if (!method.is(Kind::Native)) return {};
    Value self = value;
    Completion shown = vm.call(method, {&self, 1});
    return shown.ok() && is_text(shown.value()) ? std::string(text_of(shown.value()))
                                                : std::string();
}

}  // namespace lang
