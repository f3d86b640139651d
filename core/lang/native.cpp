#include "lang/native.h"

#include <vector>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/dict_internal.h"
#include "lang/shape.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

using How = Parameter::How;

bool is_positional(const Parameter& p) { return p.how == How::Required || p.how == How::Optional; }

std::string in_quotes(std::string_view name) { return "'" + std::string(name) + "'"; }

// "takes 2 positional arguments but 3 were given", "takes from 1 to 2 ...", "takes no arguments".
Completion too_many_for_native(Vm& vm, const Native& self, std::size_t given,
                               std::initializer_list<Parameter> parameters) {
    std::size_t least = 0, most = 0;
    for (const Parameter& p : parameters) {
        least += p.how == How::Required;
        most += is_positional(p);
    }
    std::string text = std::string(self.name) + "() takes ";
    if (least == most) {
        text += std::to_string(most);
    } else {
        text += "from " + std::to_string(least) + " to " + std::to_string(most);
    }
    text += most == 1 && least == most ? " positional argument but " : " positional arguments but ";
    text += std::to_string(given) + (given == 1 ? " was given" : " were given");
    return vm.raise("TypeError", text);
}

// "missing 2 required positional arguments: 'a' and 'b'"
Completion missing_for_native(Vm& vm, const Native& self,
                              const std::vector<std::string_view>& names, std::string_view kind) {
    std::string text = std::string(self.name) + "() missing " + std::to_string(names.size()) +
                       " required " + std::string(kind) + " argument" +
                       (names.size() == 1 ? ": " : "s: ");
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
        text += in_quotes(names[i]);
    }
    return vm.raise("TypeError", text);
}

Completion bind_keyword(Vm& vm, const Native& self, Keyword& keyword, std::size_t positional,
                        std::initializer_list<Parameter> parameters, std::uint64_t& filled) {
    std::size_t index = 0;
    for (const Parameter& p : parameters) {
        const std::size_t at = index++;
        if (p.name != keyword.name) continue;
        if ((is_positional(p) && at < positional) || (filled >> at & 1) != 0)
            return vm.raise("TypeError", std::string(self.name) +
                                             "() got multiple values for argument " +
                                             in_quotes(keyword.name));
        *p.slot = keyword.value;
        filled |= std::uint64_t{1} << at;
        return Completion::none();
    }
    return vm.raise("TypeError", std::string(self.name) + "() got an unexpected keyword argument " +
                                     in_quotes(keyword.name));
}

Completion check_required(Vm& vm, const Native& self, std::initializer_list<Parameter> parameters,
                          std::uint64_t filled) {
    std::vector<std::string_view> positional, keyword_only;
    std::size_t index = 0;
    for (const Parameter& p : parameters) {
        if ((filled >> index++ & 1) != 0) continue;
        if (p.how == How::Required) positional.push_back(p.name);
        if (p.how == How::KeywordRequired) keyword_only.push_back(p.name);
    }
    if (!positional.empty()) return missing_for_native(vm, self, positional, "positional");
    if (!keyword_only.empty()) return missing_for_native(vm, self, keyword_only, "keyword-only");
    return Completion::none();
}

}  // namespace

Completion bind(Vm& vm, const Native& self, CallArgs args,
                std::initializer_list<Parameter> parameters) {
    AW_ASSERT(parameters.size() <= 64);
    std::uint64_t filled = 0;
    std::size_t used = 0, index = 0;
    for (const Parameter& p : parameters) {
        const std::size_t at = index++;
        if (!is_positional(p) || used == args.positional.size()) continue;
        *p.slot = args.positional[used++];
        filled |= std::uint64_t{1} << at;
    }
    if (used < args.positional.size())
        return too_many_for_native(vm, self, args.positional.size(), parameters);
    for (Keyword& keyword : args.keywords)
        AW_GUEST_DO(bind_keyword(vm, self, keyword, used, parameters, filled));
    return check_required(vm, self, parameters, filled);
}

CallArgs without_self(CallArgs args) { return {args.positional.subspan(1), args.keywords}; }

Value make_native(Vm& vm, std::string_view name, NativeFn fn, Value bound) {
    auto* native = vm.heap().make<Native>(vm.classes.native, fn, name);
    native->bound = std::move(bound);
    return Value::adopt(native);
}

void def(Vm& vm, Module& module, std::string_view name, NativeFn fn) {
    set(vm, module, name, make_native(vm, name, fn));
}

void set(Vm& vm, Module& module, std::string_view name, Value value) {
    const Value key = vm.heap().intern(name);
    const Completion done =
        plain_set_attribute(vm, Value::share(&module), *key.as<Str>(), std::move(value));
    AW_ASSERT(done.ok());
}

Class& make_class(Vm& vm, std::string_view name, std::initializer_list<Class*> bases,
                  std::string_view module_name) {
    const std::span<Class* const> given(bases.begin(), bases.size());
    return new_class(vm, name,
                     given.empty() ? std::span<Class* const>(&vm.classes.object, 1) : given,
                     module_name);
}

namespace {

// Methods of the built-in layouts look at their receiver themselves, those of object take any.
void set_owner(Vm& vm, Native& native, Class& cls) {
    native.owner = &cls;
    native.checks_receiver = cls.instance_kind == Kind::Instance && &cls != vm.classes.object;
}

}  // namespace

void def(Vm& vm, Class& cls, std::string_view method, NativeFn fn) {
    const Value native = make_native(vm, method, fn);
    native.as<Native>()->is_method = true;
    set_owner(vm, *native.as<Native>(), cls);
    set(vm, cls, method, native);
}

void set(Vm& vm, Class& cls, std::string_view name, Value value) {
    if (name == "__doc__") cls.doc = value;
    put_class_attribute(cls, vm.heap().intern(name), std::move(value));
}

void def_property(Vm& vm, Class& cls, std::string_view name, NativeFn getter) {
    auto* property = vm.heap().make<Property>(vm.classes.property);
    const Value made = Value::adopt(property);
    property->getter = make_native(vm, name, getter);
    set_owner(vm, *property->getter.as<Native>(), cls);
    property->setter = property->deleter = property->doc = Value::none();
    set(vm, cls, name, made);
}

Value make_instance(Vm& vm, Class& cls) {
    auto* instance = vm.heap().make<Instance>(&cls, root_shape(cls));
    ++cls.refs;
    return Value::adopt(instance);
}

Value class_value(Class& cls) { return Value::share(&cls); }

bool is_text(const Value& v) { return plain(v).is(Kind::Str); }

std::string_view text_of(const Value& str) {
    AW_ASSERT(is_text(str));
    return plain(str).as<Str>()->view();
}

Value read_slot(const Instance& instance, std::string_view name) {
    const Shape& shape = *instance.shape;
    for (std::size_t i = 0; i < shape.names.size(); ++i)
        if (!shape.names[i].empty() && shape.names[i].as<Str>()->view() == name)
            return instance.slots[i];
    return Value();
}

void write_slot(Vm& vm, Instance& instance, std::string_view name, Value value) {
    const Value key = vm.heap().intern(name);
    note_attribute(vm, instance, key, value);
    put_slot(instance, *key.as<Str>(), std::move(value));
}

Value dict_find(const Dict& dict, std::string_view key) {
    const DictEntry* entry = find_text(dict, key);
    return entry ? entry->value : Value();
}

void dict_put(Vm& vm, Dict& dict, std::string_view key, Value value) {
    if (DictEntry* entry = const_cast<DictEntry*>(find_text(dict, key))) {
        const Value old = std::exchange(entry->value, std::move(value));
        note_entry(vm, dict, entry->key, entry->value);
        return;
    }
    const Value name = vm.heap().intern(key);
    append_entry(dict, name.as<Str>()->hash, name, value);
    note_entry(vm, dict, name, value);
}

}  // namespace lang
