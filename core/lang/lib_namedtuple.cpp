#include "lang/lib_namedtuple.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/class.h"
#include "lang/repr.h"

namespace lang {
namespace {

struct NamedTupleState final : Payload {
    Class* base = nullptr;
};

// What every named tuple class keeps.
struct Fields final : Payload {
    std::vector<std::string> names;
    std::vector<Value> defaults;  // of the last fields
    void visit(void (*each)(Value&, void*), void* context) override {
        for (Value& value : defaults) each(value, context);
    }
};

const Fields* fields_of(const Class& cls) {
    for (const Class* ancestor : cls.mro) {
        if (const auto* fields = dynamic_cast<const Fields*>(ancestor->payload.get())) {
            return fields;
        }
    }
    return nullptr;
}

Value make_named(Vm& vm, Class& cls, std::span<const Value> items) {
    Value instance = make_instance(vm, cls);
    instance.as<Instance>()->wrapped = vm.heap().make_tuple(items);
    return instance;
}

Completion missing_fields(Vm& vm, const Class& cls, const std::vector<std::string>& missing) {
    std::string list;
    for (std::size_t i = 0; i < missing.size(); ++i) {
        if (i > 0)
            list += missing.size() == 2 ? " and " : i + 1 == missing.size() ? ", and " : ", ";
        list += "'" + missing[i] + "'";
    }
    return vm.raise("TypeError",
                    fmt::format("{}.__new__() missing {} required positional argument{}: {}",
                                cls.name, missing.size(), missing.size() == 1 ? "" : "s", list));
}

Completion named_new(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Class)) {
        return wrong_receiver(vm, self, args, "type");
    }
    Class& cls = *args.positional[0].as<Class>();
    const Fields* fields = fields_of(cls);
    if (fields == nullptr) return vm.raise("TypeError", "this class has no fields");
    const std::span<Value> given = args.positional.subspan(1);
    const std::size_t count = fields->names.size();
    if (given.size() > count) {
        const std::size_t least = count - fields->defaults.size() + 1;
        const std::string range = fields->defaults.empty()
                                      ? std::to_string(count + 1)
                                      : fmt::format("from {} to {}", least, count + 1);
        return vm.raise("TypeError",
                        fmt::format("{}.__new__() takes {} positional arguments but {} were given",
                                    cls.name, range, given.size() + 1));
    }
    std::vector<Value> items(count);
    std::copy(given.begin(), given.end(), items.begin());
    for (const Keyword& keyword : args.keywords) {
        const auto found = std::find(fields->names.begin(), fields->names.end(), keyword.name);
        if (found == fields->names.end()) {
            return vm.raise("TypeError",
                            fmt::format("{}.__new__() got an unexpected keyword argument '{}'",
                                        cls.name, keyword.name));
        }
        Value& item = items[static_cast<std::size_t>(found - fields->names.begin())];
        if (!item.empty()) {
            return vm.raise("TypeError",
                            fmt::format("{}.__new__() got multiple values for argument '{}'",
                                        cls.name, keyword.name));
        }
        item = keyword.value;
    }
    std::vector<std::string> missing;
    const std::size_t first_default = count - fields->defaults.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (!items[i].empty()) continue;
        if (i >= first_default) {
            items[i] = fields->defaults[i - first_default];
        } else {
            missing.push_back(fields->names[i]);
        }
    }
    if (!missing.empty()) return missing_fields(vm, cls, missing);
    return make_named(vm, cls, items);
}

Completion namedtuple_repr(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Tuple, tuple, "namedtuple");
    const Fields* fields = fields_of(vm.class_of(args.positional[0]));
    TextBuilder out(vm);
    out.add(vm.class_of(args.positional[0]).name);
    out.add("(");
    for (std::size_t i = 0; fields != nullptr && i < fields->names.size(); ++i) {
        if (i > 0) out.add(", ");
        out.add(fields->names[i]);
        out.add("=");
        AW_GUEST_DO(repr_into(vm, tuple->items[i], out));
    }
    out.add(")");
    return out.finish();
}

Completion named_asdict(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Tuple, tuple, "namedtuple");
    const Fields* fields = fields_of(vm.class_of(args.positional[0]));
    Value dict = vm.heap().make_dict();
    for (std::size_t i = 0; fields != nullptr && i < fields->names.size(); ++i) {
        dict_put(vm, *dict.as<Dict>(), fields->names[i], tuple->items[i]);
    }
    return dict;
}

Completion named_replace(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Tuple, tuple, "namedtuple");
    Class& cls = vm.class_of(args.positional[0]);
    const Fields* fields = fields_of(cls);
    std::vector<Value> items(tuple->span().begin(), tuple->span().end());
    for (const Keyword& keyword : args.keywords) {
        const auto begin = fields->names.begin(), end = fields->names.end();
        const auto found = std::find(begin, end, keyword.name);
        if (found == end) {
            return vm.raise("TypeError",
                            fmt::format("Got unexpected field names: ['{}']", keyword.name));
        }
        items[static_cast<std::size_t>(found - begin)] = keyword.value;
    }
    return make_named(vm, cls, items);
}

Completion named_make(Vm& vm, Native& self, CallArgs args) {
    Value iterable;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"iterable", &iterable}}));
    AW_GUEST(const Value list, vm.to_list(iterable));
    return vm.call(args.positional[0], list.as<List>()->items);
}

// A field's property; self.bound is its index.
Completion read_tuple_field(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Tuple, tuple, "namedtuple");
    return tuple->items[self.bound.as_small()];
}

void add_fields(Vm& vm, Class& cls, std::vector<std::string> names, std::vector<Value> defaults) {
    std::vector<Value> shown;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Value name = vm.heap().intern(names[i]);
        auto* property = vm.heap().make<Property>(vm.classes.property);
        const Value made = Value::adopt(property);
        property->getter =
            make_native(vm, "field", read_tuple_field, Value::small(static_cast<std::int64_t>(i)));
        property->setter = property->deleter = property->doc = Value::none();
        put_class_attribute(cls, name, made);
        shown.push_back(name);
    }
    put_class_attribute(cls, vm.heap().intern("_fields"), vm.heap().make_tuple(shown));
    put_class_attribute(cls, vm.heap().intern("__match_args__"), vm.heap().make_tuple(shown));
    Value by_name = vm.heap().make_dict();
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        dict_put(vm, *by_name.as<Dict>(), names[names.size() - defaults.size() + i], defaults[i]);
    }
    put_class_attribute(cls, vm.heap().intern("_field_defaults"), by_name);
    auto fields = std::make_unique<Fields>();
    fields->names = std::move(names);
    fields->defaults = std::move(defaults);
    cls.payload = std::move(fields);
}

// class Point(NamedTuple): x: int; y: int = 0
Completion named_subclass(Vm& vm, Class& subclass, CallArgs keywords) {
    (void)keywords;
    if (fields_of(subclass) != nullptr) return Completion::none();
    const Value own = Value::share(&subclass);
    AW_GUEST(const Value annotations, vm.annotations(own));
    std::vector<std::string> names;
    std::vector<Value> defaults;
    for (const DictEntry& entry : annotations.as<Dict>()->entries) {
        if (entry.key.empty()) continue;
        const Value* given = own_class_attribute(subclass, *entry.key.as<Str>());
        if (given != nullptr) defaults.push_back(*given);
        if (given == nullptr && !defaults.empty()) {
            return vm.raise("TypeError",
                            fmt::format("non-default namedtuple field {} cannot follow "
                                        "default field {}",
                                        text_of(entry.key), names.back()));
        }
        names.emplace_back(text_of(entry.key));
    }
    add_fields(vm, subclass, std::move(names), std::move(defaults));
    return Completion::none();
}

Completion read_names(Vm& vm, const Value& given, std::vector<std::string>* names) {
    if (is_text(given)) {
        std::string text(text_of(given));
        std::replace(text.begin(), text.end(), ',', ' ');
        for (std::size_t at = text.find_first_not_of(' '); at != std::string::npos;) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            names->push_back(text.substr(at, end - at));
            at = text.find_first_not_of(' ', end);
        }
    } else {
        AW_GUEST(const Value list, vm.to_list(given));
        for (const Value& item : list.as<List>()->items) {
            if (!is_text(item)) return wrong_type(vm, "a field name", "str", item);
            names->emplace_back(text_of(item));
        }
    }
    for (const std::string& name : *names) {
        if (name.empty() || name[0] == '_') {
            return vm.raise("ValueError",
                            fmt::format("Field names cannot start with an underscore: '{}'", name));
        }
        if (std::count(names->begin(), names->end(), name) > 1) {
            return vm.raise("ValueError",
                            fmt::format("Encountered duplicate field name: '{}'", name));
        }
    }
    return Completion::none();
}

}  // namespace

Class& named_tuple_base(Vm& vm) {
    auto& state = library_state<NamedTupleState>(vm, "<namedtuple>");
    if (state.base != nullptr) return *state.base;
    state.base = &make_class(vm, "NamedTuple", {vm.classes.tuple}, "typing");
    Class& base = *state.base;
    dict_put(vm, *vm.builtins.as<Dict>(), "<NamedTuple>", class_value(base));
    base.on_subclass = named_subclass;
    set_static(vm, base, "__new__", named_new);
    set_class_method(vm, base, "_make", named_make);
    def_all(
        vm, base,
        {{"__repr__", namedtuple_repr}, {"_asdict", named_asdict}, {"_replace", named_replace}});
    return base;
}

Completion collections_namedtuple(Vm& vm, Native& self, CallArgs args) {
    Value name, given, rename, defaults_value, module;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"typename", &name},
                      {"field_names", &given},
                      {"rename", &rename, kKeywordOnly},
                      {"defaults", &defaults_value, kKeywordOnly},
                      {"module", &module, kKeywordOnly}}));
    if (!is_text(name)) return wrong_type(vm, "Type names", "strings", name);
    std::vector<std::string> names;
    AW_GUEST_DO(read_names(vm, given, &names));
    std::vector<Value> defaults;
    if (!defaults_value.empty() && !defaults_value.is_none()) {
        AW_GUEST(const Value list, vm.to_list(defaults_value));
        defaults.assign(list.as<List>()->items.begin(), list.as<List>()->items.end());
    }
    if (defaults.size() > names.size()) {
        return vm.raise("TypeError", "Got more default values than field names");
    }
    ClassPlan plan;
    plan.name = plan.qualname = text_of(name);
    plan.module_name = "__main__";
    const Value bases[] = {class_value(named_tuple_base(vm))};
    plan.bases = bases;
    AW_GUEST(Value cls, build_class(vm, std::move(plan)));
    add_fields(vm, *cls.as<Class>(), std::move(names), std::move(defaults));
    return cls;
}

}  // namespace lang
