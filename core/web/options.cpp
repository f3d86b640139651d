#include "web/options.h"

#include <algorithm>

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Keyword;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Who is told off: "get()" or, with an object in front of the arguments, "FastAPI.get()".
struct Callee {
    std::string name;
    std::size_t objects = 0;
};

Completion refuse_option(Vm& vm, const Callee& callee, const std::string& what) {
    return vm.raise("TypeError", callee.name + "() " + what);
}

std::string too_many(const Callee& callee, std::size_t taken, std::size_t given) {
    const std::size_t most = taken + callee.objects;
    const std::string atmost = callee.objects > 0 ? "" : "at most ";
    return "takes " + atmost + std::to_string(most) + " positional argument" +
           (most == 1 ? "" : "s") + " but " + std::to_string(given + callee.objects) +
           " were given";
}

Completion check_options(Vm& vm, const Callee& callee, CallArgs args,
                         std::span<const std::string_view> positional,
                         std::span<const std::string_view> keywords, Unknown unknown) {
    if (args.positional.size() > positional.size())
        return refuse_option(vm, callee,
                             too_many(callee, positional.size(), args.positional.size()));
    for (const Keyword& keyword : args.keywords) {
        const auto taken = positional.first(args.positional.size());
        if (is_one_of(taken, keyword.name))
            return refuse_option(
                vm, callee, "got multiple values for argument '" + std::string(keyword.name) + "'");
        if (unknown == Unknown::Refuse && !is_one_of(positional, keyword.name) &&
            !is_one_of(keywords, keyword.name))
            return refuse_option(
                vm, callee,
                "got an unexpected keyword argument '" + std::string(keyword.name) + "'");
    }
    return Completion::none();
}

}  // namespace

Completion Options::read(Vm& vm, const Native& self, CallArgs args,
                         std::span<const std::string_view> positional,
                         std::span<const std::string_view> keywords, Unknown unknown,
                         Options& out) {
    out.args_ = args;
    out.positional_ = positional;
    return check_options(vm, {std::string(self.name)}, args, positional, keywords, unknown);
}

Completion Options::read_method(Vm& vm, const Native& self, CallArgs args,
                                std::span<const std::string_view> positional,
                                std::span<const std::string_view> keywords, Options& out) {
    const lang::Class& own = vm.class_of(args.positional[0]);
    const auto cls = std::find_if(own.mro.begin(), own.mro.end(),
                                  [](const lang::Class* base) { return base->is_native; });
    const std::string name = (cls == own.mro.end() ? own : **cls).name;
    out.args_ = lang::without_self(args);
    out.positional_ = positional;
    return check_options(vm, {name + "." + std::string(self.name), 1}, out.args_, positional,
                         keywords, Unknown::Refuse);
}

const Value& Options::get(std::string_view name) const {
    for (std::size_t i = 0; i < args_.positional.size(); ++i)
        if (positional_[i] == name) return args_.positional[i];
    for (const Keyword& keyword : args_.keywords)
        if (keyword.name == name) return keyword.value;
    return empty_;
}

const Value& Options::given(std::string_view name) const {
    const Value& value = get(name);
    return value.is_none() ? empty_ : value;
}

bool Options::flag(std::string_view name, bool otherwise) const {
    const Value& value = given(name);
    return value.empty() ? otherwise : value.is_true();
}

std::optional<std::string> Options::text(std::string_view name) const {
    const Value& value = given(name);
    if (value.empty() || !lang::is_text(value)) return std::nullopt;
    return std::string(lang::text_of(value));
}

std::optional<std::int64_t> Options::integer(std::string_view name) const {
    const Value& value = given(name);
    if (value.is_bool()) return value.is_true() ? 1 : 0;
    if (!value.is_small()) return std::nullopt;
    return value.as_small();
}

Completion items_of(Vm& vm, const Value& value, std::vector<Value>& out) {
    if (value.empty() || value.is_none()) return Completion::none();
    if (lang::is_text(value)) {
        out.push_back(value);
        return Completion::none();
    }
    AW_GUEST(const Value list, vm.to_list(value));
    for (const Value& item : list.as<lang::List>()->items) out.push_back(item);
    return Completion::none();
}

Completion texts_of(Vm& vm, const Value& value, std::vector<std::string>& out) {
    std::vector<Value> items;
    AW_GUEST_DO(items_of(vm, value, items));
    for (const Value& item : items)
        if (lang::is_text(item)) out.emplace_back(lang::text_of(item));
    return Completion::none();
}

Completion read_tags(Vm& vm, const Value& value, std::vector<std::string>& out) {
    std::vector<Value> items;
    AW_GUEST_DO(items_of(vm, value, items));
    for (Value& item : items) {
        if (!lang::is_text(item)) {
            AW_GUEST(item, vm.get_attribute(item, "value"));
        }
        if (lang::is_text(item)) out.emplace_back(lang::text_of(item));
    }
    return Completion::none();
}

}  // namespace web
