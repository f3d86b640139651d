#include "lang/metaclass.h"

#include <fmt/format.h>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/lib_abc.h"
#include "lang/native.h"
#include "lang/object_model.h"
#include "lang/vm_impl.h"

namespace lang {
namespace {

constexpr std::string_view kCell = "__classcell__", kAnnotate = "__annotate_func__";

// A class made by a metaclass does not count it: metaclasses live as long as the Vm.
void keep_forever(Vm& vm, Class& metaclass) {
    Dict& builtins = *vm.builtins.as<Dict>();
    constexpr std::string_view kKey = "<metaclasses>";
    Value kept = dict_find(builtins, kKey);
    if (kept.empty()) {
        kept = vm.heap().make_list();
        dict_put(vm, builtins, kKey, kept);
    }
    ValueVector& all = kept.as<List>()->items;
    for (const Value& known : all)
        if (known.object() == &metaclass) return;
    all.push_back(class_value(metaclass));
}

// pydantic's models have a metaclass of their own in CPython, which `type` stands for here.
bool has_own_metaclass(const Class& base) {
    for (const Class* ancestor : base.mro)
        if (ancestor->is_native && ancestor->name == "BaseModel") return true;
    return false;
}

Completion raise_conflict(Vm& vm) {
    return vm.raise("TypeError",
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                    "subclass of the metaclasses of all its bases");
}

Completion give_annotations(Vm&, Native& self, CallArgs) { return self.bound; }

// What type.__new__ finds in the namespace goes where a class statement would have put it.
Completion read_namespace(Vm& vm, const Dict& body, ClassPlan& plan) {
    for (const DictEntry& entry : body.entries) {
        if (entry.key.empty()) continue;
        if (!is_text(entry.key))
            return vm.raise("TypeError", "type.__new__() argument 3 must have str keys");
        const std::string_view name = text_of(entry.key);
        if (name == kCell && entry.value.is(Kind::Cell)) {
            plan.class_cell = entry.value.as<Cell>();
        } else if (name == kAnnotate) {
            plan.annotate = entry.value;
        } else if (name == "__annotations__") {
            plan.annotate = make_native(vm, "__annotate__", give_annotations, entry.value);
        } else if (name == "__qualname__" && is_text(entry.value)) {
            plan.qualname = text_of(entry.value);
        } else if (name == "__module__" && is_text(entry.value)) {
            plan.module_name = text_of(entry.value);
        } else {
            plan.attributes.push_back({vm.heap().intern(name), entry.value});
        }
    }
    return Completion::none();
}

Completion prepared_namespace(Vm& vm, Class& metaclass, const Value& name, const Value& bases,
                              std::span<Keyword> keywords) {
    if (vm.find_in_class(metaclass, "__prepare__").empty()) return vm.heap().make_dict();
    Value both[] = {name, bases};
    AW_GUEST(Value prepared, vm.call_method(class_value(metaclass), "__prepare__", both, keywords));
    if (prepared.is(Kind::Dict)) return prepared;
    return vm.stop(StopKind::Refused, "refused: __prepare__ has to give a plain dict here");
}

Completion type_call(Vm& vm, Native& self, CallArgs args) {
    if (args.positional.empty() || !args.positional[0].is(Kind::Class))
        return wrong_receiver(vm, self, args, "type");
    const Value cls = args.positional[0];
    vm.impl().called_plainly = cls.as<Class>();
    Completion made = vm.call(cls, args.positional.subspan(1), args.keywords);
    vm.impl().called_plainly = nullptr;
    return made;
}

}  // namespace

bool is_guest_metaclass(const Class& cls) {
    return !cls.is_native && cls.instance_kind == Kind::Class;
}

Completion guest_metaclass_of(Vm& vm, const ClassPlan& plan, Class** metaclass) {
    *metaclass = nullptr;
    Class* winner = vm.classes.type;
    for (const Keyword& keyword : plan.keywords)
        if (keyword.name == "metaclass" && keyword.value.is(Kind::Class))
            winner = keyword.value.as<Class>();
    bool conflict = false, is_model = false, any = is_guest_metaclass(*winner);
    for (const Value& given : plan.bases) {
        const auto* alias = given.try_as<GenericAlias>();
        const auto* base = (alias != nullptr ? alias->origin : given).try_as<Class>();
        if (base == nullptr) continue;
        is_model = is_model || has_own_metaclass(*base);
        if (vm.is_subclass(*winner, *base->cls)) continue;
        conflict = conflict || !vm.is_subclass(*base->cls, *winner);
        winner = base->cls;
        any = any || is_guest_metaclass(*winner);
    }
    if (!any) return Completion::none();
    if (conflict || is_model) return raise_conflict(vm);
    *metaclass = winner;
    return Completion::none();
}

Completion build_by_metaclass(Vm& vm, const ClassPlan& plan, Class& metaclass) {
    std::vector<Keyword> keywords;
    for (const Keyword& keyword : plan.keywords)
        if (keyword.name != "metaclass") keywords.push_back(keyword);
    const Value name = vm.heap().make_str(plan.name);
    const Value bases = vm.heap().make_tuple(plan.bases);
    AW_GUEST(const Value body, prepared_namespace(vm, metaclass, name, bases, keywords));
    Dict& dict = *body.as<Dict>();
    dict_put(vm, dict, "__module__", vm.heap().make_str(plan.module_name));
    dict_put(vm, dict, "__qualname__", vm.heap().make_str(plan.qualname));
    for (const ClassAttribute& attribute : plan.attributes)
        dict_put(vm, dict, text_of(attribute.name), attribute.value);
    if (!plan.annotate.empty() && !plan.annotate.is_none())
        dict_put(vm, dict, kAnnotate, plan.annotate);
    if (plan.class_cell != nullptr) dict_put(vm, dict, kCell, Value::share(plan.class_cell));
    Value arguments[] = {name, bases, body};
    return vm.call(class_value(metaclass), arguments, keywords);
}

Completion new_class_of(Vm& vm, Class& metaclass, CallArgs args) {
    if (args.positional.size() != 3) {
        return vm.raise("TypeError", fmt::format("type.__new__() takes exactly 3 arguments ({} "
                                                 "given)",
                                                 args.positional.size()));
    }
    const Value name = args.positional[0], bases = args.positional[1];
    const Dict* body = plain(args.positional[2]).try_as<Dict>();
    if (!is_text(name)) return wrong_type(vm, "type.__new__() argument 1", "str", name);
    if (!bases.is(Kind::Tuple)) return wrong_type(vm, "type.__new__() argument 2", "tuple", bases);
    if (body == nullptr)
        return wrong_type(vm, "type.__new__() argument 3", "dict", args.positional[2]);
    ClassPlan plan;
    plan.name = plan.qualname = text_of(name);
    plan.module_name = "__main__";
    plan.bases = bases.as<const Tuple>()->span();
    plan.keywords = args.keywords;
    if (&metaclass != vm.classes.type) {
        plan.metaclass = &metaclass;
        keep_forever(vm, metaclass);
    }
    AW_GUEST_DO(read_namespace(vm, *body, plan));
    return build_class(vm, std::move(plan));
}

Value guest_call_of(Vm& vm, const Class& cls) {
    if (!is_guest_metaclass(*cls.cls)) return Value();
    Value method = vm.find_in_class(*cls.cls, "__call__");
    return method.is(Kind::Native) ? Value() : method;
}

void install_type_call(Vm& vm) { def(vm, *vm.classes.type, "__call__", type_call); }

}  // namespace lang
