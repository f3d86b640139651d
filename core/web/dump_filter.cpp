#include "web/dump_filter.h"

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/native.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

bool is_given(const Value& filter) { return !filter.empty() && !filter.is_none(); }
// True and ... stand for everything inside.
bool is_everything(const Value& v) { return v.is_true() || v.is_ellipsis(); }

// What a filter says about one of `keys`: absent, everything, or a filter for what is inside.
enum class Says : std::uint8_t { Nothing, Everything, More };

Completion ask(Vm& vm, const Value& filter, std::span<const Value> keys, std::string_view name,
               Says& says, Value& more) {
    says = Says::Nothing;
    const Value& plain = lang::plain(filter);
    if (auto* dict = plain.try_as<Dict>()) {
        for (const Value& key : keys) {
            AW_GUEST(const Value found, lang::dict_get(vm, *dict, key));
            if (found.empty() || found.is_false() || found.is_none()) continue;
            says = is_everything(found) ? Says::Everything : Says::More;
            more = found;
            return Completion::none();
        }
        return Completion::none();
    }
    auto* set = lang::plain_set(filter);
    if (!set)
        return vm.raise("TypeError", "`" + std::string(name) + "` argument must be a set or dict.");
    for (const Value& key : keys) {
        AW_GUEST(const Value contains, lang::set_contains(vm, *set, key));
        if (contains.is_true()) says = Says::Everything;
    }
    return Completion::none();
}

Completion apply(Vm& vm, const Filter& filter, std::span<const Value> keys, Filter& next) {
    Says says = Says::Nothing;
    Value more;
    if (is_given(filter.exclude)) {
        AW_GUEST_DO(ask(vm, filter.exclude, keys, "exclude", says, more));
        if (says == Says::Everything) return Value::false_();
        if (says == Says::More) next.exclude = more;
    }
    if (!is_given(filter.include)) return Value::true_();
    AW_GUEST_DO(ask(vm, filter.include, keys, "include", says, more));
    if (says == Says::Nothing) return Value::false_();
    if (says == Says::More) next.include = more;
    return Value::true_();
}

}  // namespace

Completion Filter::key(Vm& vm, const Value& name, Filter& next) const {
    if (!is_given(include) && !is_given(exclude)) return Value::true_();
    const Value keys[] = {name, vm.heap().intern("__all__")};
    return apply(vm, *this, keys, next);
}

Completion Filter::item(Vm& vm, std::int64_t index, std::int64_t size, Filter& next) const {
    if (!is_given(include) && !is_given(exclude)) return Value::true_();
    const Value keys[] = {Value::small(index), Value::small(index - size),
                          vm.heap().intern("__all__")};
    return apply(vm, *this, keys, next);
}

}  // namespace web
