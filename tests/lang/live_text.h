// tests/lang/live_text.h -- what a running program's values look like, taken from the live heap and
// written as Timeline::show writes them; to hold the trace against.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "lang/int.h"
#include "lang/shape.h"
#include "lang/snapshot.h"
#include "lang/snapshot_internal.h"
#include "trace/show.h"

namespace lang_test {

using lang::Kind;
using lang::Value;

class LiveText {
  public:
    explicit LiveText(lang::Vm& vm) : vm_(vm) {}
    std::string of(const Value& value, int depth = 0);

  private:
    std::string of_object(const Value& value, int depth);
    std::string of_dict(const lang::Dict& dict, int depth);
    std::string of_set(const Value& value, int depth);
    std::string of_instance(const lang::Instance& instance, int depth);
    std::string row(std::span<const Value> values, int depth) {
        std::string out;
        for (const Value& value : values) out += (out.empty() ? "" : ", ") + of(value, depth);
        return out;
    }
    lang::Vm& vm_;
    std::vector<const lang::Object*> open_;
};

inline std::string LiveText::of(const Value& value, int depth) {
    if (value.empty()) return "<unbound>";
    if (value.is_none()) return "None";
    if (value.is_bool()) return value.is_true() ? "True" : "False";
    if (value.is_ellipsis()) return "Ellipsis";
    if (value.is_not_implemented()) return "NotImplemented";
    if (value.is_small()) return std::to_string(value.as_small());
    if (const auto* text = value.try_as<lang::Str>()) return trace::repr_of_text(text->view());
    if (const auto* raw = value.try_as<lang::Bytes>()) return trace::repr_of_bytes(raw->view());
    if (const auto* real = value.try_as<lang::Float>()) return trace::repr_of_real(real->value);
    if (value.is(Kind::Int)) return lang::int_to_base(value, 10);
    if (value.is(Kind::Cell)) return of(value.as<lang::Cell>()->value, depth);
    if (value.is(Kind::Tuple)) {
        if (depth >= 6) return "...";
        const auto items = value.as<lang::Tuple>()->span();
        return "(" + row(items, depth + 1) + (items.size() == 1 ? ",)" : ")");
    }
    if (!lang::is_trace_object(value.object()->kind())) return lang::opaque_text(vm_, value);
    return of_object(value, depth);
}

inline std::string LiveText::of_object(const Value& value, int depth) {
    const bool braces = value.is(Kind::Dict) || value.is(Kind::Set) || value.is(Kind::FrozenSet);
    if (std::find(open_.begin(), open_.end(), value.object()) != open_.end())
        return braces ? "{...}" : value.is(Kind::List) ? "[...]" : "...";
    if (depth >= 6) return "...";
    open_.push_back(value.object());
    std::string out;
    if (const auto* list = value.try_as<lang::List>()) {
        out = "[" + row(list->items, depth + 1) + "]";
    } else if (const auto* dict = value.try_as<lang::Dict>()) {
        out = of_dict(*dict, depth + 1);
    } else if (value.is(Kind::Instance)) {
        out = of_instance(*value.as<lang::Instance>(), depth + 1);
    } else {
        out = of_set(value, depth + 1);
    }
    open_.pop_back();
    return out;
}

inline std::string LiveText::of_dict(const lang::Dict& dict, int depth) {
    std::string out;
    for (const lang::DictEntry& entry : dict.entries) {
        if (entry.key.empty()) continue;
        out += (out.empty() ? "" : ", ") + of(entry.key, depth) + ": " + of(entry.value, depth);
    }
    return "{" + out + "}";
}

inline std::string LiveText::of_set(const Value& value, int depth) {
    const bool frozen = value.is(Kind::FrozenSet);
    std::string out;
    for (const lang::SetEntry& entry : value.as<lang::Set>()->table)
        if (!entry.key.empty()) out += (out.empty() ? "" : ", ") + of(entry.key, depth);
    if (out.empty()) return frozen ? "frozenset()" : "set()";
    return frozen ? "frozenset({" + out + "})" : "{" + out + "}";
}

inline std::string LiveText::of_instance(const lang::Instance& instance, int depth) {
    std::string attributes, unnamed;
    for (std::size_t i = 0; i < instance.slots.size(); ++i) {
        if (instance.slots[i].empty()) continue;
        attributes += (attributes.empty() ? "" : ", ") +
                      std::string(instance.shape->names[i].as<lang::Str>()->view()) + "=" +
                      of(instance.slots[i], depth);
    }
    if (!instance.wrapped.empty()) unnamed = of(instance.wrapped, depth);
    if (instance.exception && attributes.empty() && instance.exception->args.is(Kind::Tuple))
        unnamed = row(instance.exception->args.as<lang::Tuple>()->span(), depth);
    const std::string name = lang::instance_name(instance);
    if (name.starts_with('<')) return name;
    return name + "(" + unnamed + (unnamed.empty() || attributes.empty() ? "" : ", ") + attributes +
           ")";
}

}  // namespace lang_test
