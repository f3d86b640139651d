#include "lang/class.h"

#include <algorithm>
#include <iterator>

#include "lang/native.h"
#include "lang/shape.h"

namespace lang {
namespace {

using ClassList = std::span<Class* const>;

// The ancestors of every class are charged to the heap: a chain of n classes has n * n / 2 of them.
constexpr std::ptrdiff_t kBytesPerPointer = sizeof(void*);

// The next class of a C3 merge: the head of a list that is in no list's tail.
Class* next_in_merge(const std::vector<ClassList>& lists) {
    for (const ClassList& list : lists) {
        if (list.empty()) continue;
        const auto waits = [&](const ClassList& other) {
            return !other.empty() &&
                   std::find(other.begin() + 1, other.end(), list.front()) != other.end();
        };
        if (std::none_of(lists.begin(), lists.end(), waits)) return list.front();
    }
    return nullptr;
}

Completion no_order(Vm& vm, const std::vector<ClassList>& lists) {
    std::string names;
    std::vector<Class*> named;
    for (const auto& list : lists) {
        if (list.empty() || std::find(named.begin(), named.end(), list.front()) != named.end())
            continue;
        named.push_back(list.front());
        names += (names.empty() ? "" : ", ") + list.front()->name;
    }
    return vm.raise("TypeError",
                    "Cannot create a consistent method resolution order (MRO) for bases " + names);
}

// Long searches are paid for; when the steps do not reach, the program ends at its next check.
const Value* search_mro(Vm& vm, const Class& cls, const Str& name) {
    std::size_t passed = 0;
    const Value* found = nullptr;
    for (const Class* at : cls.mro) {
        found = own_class_attribute(*at, name);
        if (found) break;
        passed += 1 + at->attributes.size();
    }
    vm.charge(std::min<std::uint64_t>(passed / 32, vm.steps_left()));
    return found;
}

}  // namespace

Completion set_mro(Vm& vm, Class& cls) {
    cls.mro = {&cls};
    std::vector<ClassList> lists;
    std::size_t longest = 0;
    for (const Class* base : cls.bases) {
        lists.emplace_back(base->mro);
        longest = std::max(longest, base->mro.size());
    }
    if (!vm.charge(longest)) return vm.out_of_steps();
    if (lists.size() == 1) {
        cls.mro.insert(cls.mro.end(), lists[0].begin(), lists[0].end());
    } else {
        lists.emplace_back(cls.bases);
        while (std::any_of(lists.begin(), lists.end(), [](ClassList l) { return !l.empty(); })) {
            if (!vm.charge(1 + lists.size() * longest / 8)) return vm.out_of_steps();
            Class* next = next_in_merge(lists);
            if (!next) return no_order(vm, lists);
            cls.mro.push_back(next);
            for (ClassList& list : lists)
                if (!list.empty() && list.front() == next) list = list.subspan(1);
        }
    }
    vm.heap().charge(std::ssize(cls.mro) * kBytesPerPointer);
    return Completion::none();
}

const Value* own_class_attribute(const Class& cls, const Str& name) {
    for (const ClassAttribute& attribute : cls.attributes)
        if (attribute.name.object() == &name) return &attribute.value;
    return nullptr;
}

std::size_t class_changed(Class& cls) {
    std::size_t changed = 0;
    // Below a class there may be as deep a chain as the guest likes.
    std::vector<Class*> to_do = {&cls};
    while (!to_do.empty()) {
        Class* next = to_do.back();
        to_do.pop_back();
        next->version = Heap::current().next_class_version();
        ++changed;
        to_do.insert(to_do.end(), next->subclasses.begin(), next->subclasses.end());
    }
    return changed;
}

void put_class_attribute(Class& cls, const Value& name, Value value) {
    for (ClassAttribute& attribute : cls.attributes) {
        if (!attribute.name.same_as(name)) continue;
        const Value old = std::exchange(attribute.value, std::move(value));
        class_changed(cls);
        return;
    }
    Heap::current().charge(sizeof(ClassAttribute));
    cls.attributes.push_back({name, std::move(value)});
    class_changed(cls);
}

void forget_class(Class& cls) {
    if (Heap::current().closing()) return;  // the bases may be destroyed already
    const auto attributes = static_cast<std::ptrdiff_t>(cls.attributes.size());
    Heap::current().charge(-attributes * static_cast<std::ptrdiff_t>(sizeof(ClassAttribute)) -
                           std::ssize(cls.mro) * kBytesPerPointer);
    for (Class* base : cls.bases) std::erase(base->subclasses, &cls);
}

const Value* find_name_ptr(Vm& vm, const Class& cls, const Str& name) {
    auto& lookups = vm.model().lookups;
    const auto address = reinterpret_cast<std::uintptr_t>(&name) >> 4;
    LookupEntry& entry = lookups[(std::uintptr_t{cls.version} * 31 + address) % lookups.size()];
    if (entry.version == cls.version && entry.name.object() == &name) return entry.value;
    entry.version = cls.version;
    entry.name = Value::share(const_cast<Str*>(&name));
    entry.value = search_mro(vm, cls, name);
    return entry.value;
}

Value find_name(Vm& vm, const Class& cls, const Str& name) {
    const Value* found = find_name_ptr(vm, cls, name);
    return found ? *found : Value();
}

Value Vm::find_in_class(const Class& cls, std::string_view name) const {
    const Value interned = Heap::current().intern(name);
    return find_name(const_cast<Vm&>(*this), cls, *interned.as<Str>());
}

bool Vm::is_subclass(const Class& cls, const Class& base) const {
    if (&cls == &base) return true;
    return std::find(cls.mro.begin(), cls.mro.end(), &base) != cls.mro.end();
}

std::string shown_name(const Class& cls) {
    if (cls.module_name == "builtins") return cls.qualname;
    return cls.module_name + "." + cls.qualname;
}

Class& new_class(Vm& vm, std::string_view name, std::span<Class* const> bases,
                 std::string_view module_name) {
    auto* cls = vm.heap().make<Class>(vm.classes.type);
    cls->name = name;
    cls->qualname = name;
    cls->module_name = module_name;
    cls->doc = Value::none();
    cls->annotate = Value::none();
    cls->is_native = true;
    for (Class* base : bases) {
        ++base->refs;
        cls->bases.push_back(base);
        base->subclasses.push_back(cls);
    }
    const Completion ordered = set_mro(vm, *cls);
    AW_ASSERT(ordered.ok());
    if (!bases.empty()) {
        const Class& first = *bases.front();
        cls->cls = first.cls;
        cls->is_exception = first.is_exception;
        cls->instance_kind = first.instance_kind;
        cls->construct = first.construct;
        cls->on_subclass = first.on_subclass;
    }
    cls->version = vm.heap().next_class_version();
    return *cls;
}

}  // namespace lang
