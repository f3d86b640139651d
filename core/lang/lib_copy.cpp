// copy: copy and deepcopy. Values of native classes (datetime, UUID ...) never change and are
// given as they are.
#include <unordered_map>

#include "lang/class.h"
#include "lang/dict.h"
#include "lang/lib_enum.h"
#include "lang/library_internal.h"
#include "lang/shape.h"

namespace lang {
namespace {

Completion copy_set(Vm& vm, const Value& v) {
    Value argument[] = {v};
    return vm.call(class_value(vm.class_of(v)), argument);
}

// An instance of the same class with the same attributes; `wrapped` is already copied.
Value copy_instance(Vm& vm, const Value& v, Value wrapped) {
    const Instance& from = *v.as<Instance>();
    Value made = make_instance(vm, vm.class_of(v));
    Instance& to = *made.as<Instance>();
    to.wrapped = std::move(wrapped);
    for (std::size_t i = 0; i < from.slots.size(); ++i) {
        const Value& name = from.shape->names[i];
        if (!name.empty()) write_slot(vm, to, text_of(name), from.slots[i]);
    }
    return made;
}

Completion shallow(Vm& vm, const Value& v) {
    if (v.is(Kind::Instance)) {
        const Instance& instance = *v.as<Instance>();
        if (!vm.find_in_class(vm.class_of(v), "__copy__").empty()) {
            return vm.call_method(v, "__copy__");
        }
        if (instance.exception || instance.payload || is_enum_class(vm, vm.class_of(v))) {
            if (instance.payload && !vm.find_in_class(vm.class_of(v), "copy").empty()) {
                return vm.call_method(v, "copy");
            }
            return v;
        }
        Value wrapped;
        if (!instance.wrapped.empty()) {
            AW_GUEST(wrapped, shallow(vm, Value(instance.wrapped)));
        }
        return copy_instance(vm, v, std::move(wrapped));
    }
    if (const List* list = v.try_as<List>()) {
        if (!vm.has_room(list->items.size() * sizeof(Value))) return vm.out_of_memory();
        return vm.heap().make_list(list->items);
    }
    if (const Dict* dict = v.try_as<Dict>()) return dict_copy(vm, *dict);
    return v.is(Kind::Set) ? copy_set(vm, v) : Completion(v);
}

class DeepCopier {
  public:
    explicit DeepCopier(Vm& vm) : vm_(vm) {}

    Completion copy(const Value& v) {
        if (!v.is_object()) return v;
        if (const auto known = copies_.find(v.object()); known != copies_.end()) {
            return known->second;
        }
        if (!vm_.charge(1)) return vm_.out_of_steps();
        if (vm_.heap().over_limit()) return vm_.out_of_memory();
        constexpr int kMaxDepth = 300;
        if (depth_ >= kMaxDepth) {
            return vm_.raise("RecursionError", "maximum recursion depth exceeded");
        }
        ++depth_;
        Completion done = copy_new(v);
        --depth_;
        return done;
    }

  private:
    Value remember(const Value& from, Value to) {
        kept_.push_back(from);  // so that its address is not given away meanwhile
        copies_.insert_or_assign(from.object(), to);
        return to;
    }

    Completion copy_new(const Value& v) {
        switch (v.object()->kind()) {
            case Kind::List: return copy_list(v);
            case Kind::Tuple: return copy_tuple(v);
            case Kind::Dict: return copy_dict(v, remember(v, vm_.heap().make_dict()));
            case Kind::Set:
            case Kind::FrozenSet: return copy_members(v);
            case Kind::Instance: return copy_object(v);
            default: return v;
        }
    }

    Completion copy_list(const Value& v) {
        Value made = remember(v, vm_.heap().make_list());
        for (std::size_t i = 0; i < v.as<List>()->items.size(); ++i) {
            AW_GUEST(Value item, copy(Value(v.as<List>()->items[i])));
            made.as<List>()->items.push_back(std::move(item));
        }
        return made;
    }

    Completion copy_tuple(const Value& v) {
        std::vector<Value> items;
        bool changed = false;
        for (const Value& item : v.as<const Tuple>()->span()) {
            AW_GUEST(Value copied, copy(item));
            changed = changed || !copied.same_as(item);
            items.push_back(std::move(copied));
        }
        // The tuple may have been copied on the way, through a list that holds it.
        if (const auto known = copies_.find(v.object()); known != copies_.end()) {
            return known->second;
        }
        return changed ? remember(v, vm_.heap().make_tuple(items)) : v;
    }

    Completion copy_dict(const Value& v, Value made) {
        const Value given = dict_copy(vm_, *v.as<Dict>());
        for (const DictEntry& entry : given.as<Dict>()->entries) {
            if (entry.key.empty()) continue;
            AW_GUEST(const Value key, copy(entry.key));
            AW_GUEST(const Value value, copy(entry.value));
            AW_GUEST_DO(dict_set(vm_, *made.as<Dict>(), key, value));
        }
        return made;
    }

    Completion copy_members(const Value& v) {
        AW_GUEST(const Value list, vm_.to_list(v));
        AW_GUEST(const Value copied, copy_list(list));
        Value argument[] = {copied};
        AW_GUEST(Value made, vm_.call(class_value(vm_.class_of(v)), argument));
        return remember(v, std::move(made));
    }

    Completion copy_object(const Value& v) {
        const Instance& instance = *v.as<Instance>();
        if (!vm_.find_in_class(vm_.class_of(v), "__deepcopy__").empty()) {
            Value memo[] = {vm_.heap().make_dict()};
            AW_GUEST(Value made, vm_.call_method(v, "__deepcopy__", memo));
            return remember(v, std::move(made));
        }
        if (instance.exception || instance.payload || is_enum_class(vm_, vm_.class_of(v))) return v;
        Value wrapped;
        if (!instance.wrapped.empty()) {
            AW_GUEST(wrapped, copy(Value(instance.wrapped)));
        }
        Value made = remember(v, copy_instance(vm_, v, std::move(wrapped)));
        Instance& to = *made.as<Instance>();
        for (std::size_t i = 0; i < to.slots.size(); ++i) {
            AW_GUEST(Value copied, copy(Value(to.slots[i])));
            to.slots[i] = std::move(copied);
        }
        return made;
    }

    Vm& vm_;
    std::unordered_map<const Object*, Value> copies_;
    std::vector<Value> kept_;
    int depth_ = 0;
};

Completion copy_copy(Vm& vm, Native& self, CallArgs args) {
    Value v;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &v}}));
    return shallow(vm, v);
}

Completion copy_deepcopy(Vm& vm, Native& self, CallArgs args) {
    Value v, memo;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &v}, {"memo", &memo, kOptional}}));
    return DeepCopier(vm).copy(v);
}

}  // namespace

void load_copy(Vm& vm, Module& module) {
    def_all(vm, module, {{"copy", copy_copy}, {"deepcopy", copy_deepcopy}});
}

}  // namespace lang
