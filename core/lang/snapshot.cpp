#include "lang/snapshot.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lang/code.h"
#include "lang/int.h"
#include "lang/native.h"
#include "lang/shape.h"
#include "lang/snapshot_internal.h"
#include "trace/recorder.h"

namespace lang {
namespace {

using trace::ObjectKind;
using trace::Recorder;
using trace::ValueRef;
using RefEntries = std::vector<std::pair<ValueRef, ValueRef>>;

// Takes one value and everything it refers to. Things that hold others are added to the trace
// first and filled afterwards, one after the other: nesting needs no native stack.
class Snapshot {
  public:
    explicit Snapshot(Vm& vm) : vm_(vm), recorder_(*vm.recorder()) {}
    ValueRef take(const Value& value) {
        const ValueRef taken = ref(value);
        fill();
        return taken;
    }
    // For values that are told as part of a change.
    std::vector<ValueRef> items_of(std::span<const Value> values) {
        std::vector<ValueRef> items = refs(values);
        fill();
        return items;
    }
    RefEntries entries_of(const Dict& dict) {
        RefEntries entries = dict_entries(dict);
        fill();
        return entries;
    }
    RefEntries entries_of(const Instance& instance) {
        RefEntries entries = instance_entries(instance);
        fill();
        return entries;
    }
    std::vector<ValueRef> items_of(const Set& set) {
        std::vector<ValueRef> items = set_items(set);
        fill();
        return items;
    }

  private:
    ValueRef ref(const Value& value);
    ValueRef small(const Value& value);
    ValueRef add_interned(Object& object);
    ValueRef add_object(Object& object);
    trace::ObjectId new_id(const Object& object);
    ValueRef tuple(const Tuple& tuple);
    ValueRef big_int(const Value& value);
    std::vector<ValueRef> refs(std::span<const Value> values);
    RefEntries dict_entries(const Dict& dict);
    std::vector<ValueRef> set_items(const Set& set);
    void fill();
    void fill_one(Object& object);
    RefEntries instance_entries(const Instance& instance);

    Vm& vm_;
    Recorder& recorder_;
    std::vector<Object*> unfilled_;
    int depth_ = 0;  // of tuples
};

ValueRef Snapshot::ref(const Value& value) {
    if (!value.is_object()) return small(value);
    Object& object = *value.object();
    const bool is_object = is_trace_object(object.kind());
    if (object.trace_id == 0) return is_object ? add_object(object) : add_interned(object);
    return is_object ? ValueRef::object(object.trace_id) : ValueRef::interned(object.trace_id);
}

ValueRef Snapshot::small(const Value& value) {
    if (value.is_small()) {
        const std::int64_t number = value.as_small();
        return ValueRef::fits(number) ? ValueRef::integer(number)
                                      : recorder_.big_integer(std::to_string(number));
    }
    if (value.is_none()) return ValueRef::none();
    if (value.is_bool()) return ValueRef::boolean(value.is_true());
    if (value.is_ellipsis()) return ValueRef::ellipsis();
    return value.empty() ? ValueRef() : recorder_.opaque("NotImplemented");
}

ValueRef Snapshot::add_interned(Object& object) {
    ValueRef made;
    const Value value = Value::share(&object);
    if (const Str* text = value.try_as<Str>()) {
        made = recorder_.text(text->view());
    } else if (const Bytes* raw = value.try_as<Bytes>()) {
        made = recorder_.bytes(raw->view());
    } else if (const Float* real = value.try_as<Float>()) {
        made = recorder_.real(real->value);
    } else if (value.is(Kind::Int)) {
        made = big_int(value);
    } else if (const Tuple* items = value.try_as<Tuple>()) {
        made = tuple(*items);
    } else {
        made = recorder_.opaque(opaque_text(vm_, value));
    }
    if (made.tag() == ValueRef::Tag::Interned) object.trace_id = made.id() & 0xFFFFFFU;
    return made;
}

ValueRef Snapshot::big_int(const Value& value) {
    const std::size_t bits = bit_length(value);
    if (bits > kMaxSnapshotBits) return recorder_.opaque(fmt::format("<int of {} bits>", bits));
    std::string digits(mpz_sizeinbase(value.as<BigInt>()->value, 10) + 2, '\0');
    mpz_get_str(digits.data(), 10, value.as<BigInt>()->value);
    return recorder_.big_integer(digits.c_str());
}

ValueRef Snapshot::tuple(const Tuple& tuple) {
    if (depth_ >= kMaxSnapshotDepth) return recorder_.opaque("(...)");
    ++depth_;
    const std::vector<ValueRef> items = refs(tuple.span());
    --depth_;
    return recorder_.tuple(items);
}

ValueRef Snapshot::add_object(Object& object) {
    if (object.kind() == Kind::Instance) {
        const std::string shown = shown_whole(vm_, Value::share(&object));
        if (!shown.empty()) return recorder_.opaque(shown);
    }
    object.trace_id = new_id(object) & 0xFFFFFFU;
    if (object.trace_id != 0) unfilled_.push_back(&object);
    return ValueRef::object(object.trace_id);
}

trace::ObjectId Snapshot::new_id(const Object& object) {
    const Kind kind = object.kind();
    if (kind == Kind::List) return recorder_.add_object(ObjectKind::List, "list");
    if (kind == Kind::Dict) return recorder_.add_object(ObjectKind::Dict, "dict");
    if (kind == Kind::Set) return recorder_.add_object(ObjectKind::Set, "set");
    if (kind == Kind::FrozenSet) return recorder_.add_object(ObjectKind::Set, "frozenset");
    if (kind == Kind::Cell) return recorder_.add_object(ObjectKind::Cell, "cell");
    const auto& instance = static_cast<const Instance&>(object);
    return recorder_.add_object(ObjectKind::Instance, instance_name(instance));
}

std::vector<ValueRef> Snapshot::refs(std::span<const Value> values) {
    std::vector<ValueRef> out;
    out.reserve(values.size());
    for (const Value& value : values) out.push_back(ref(value));
    return out;
}

RefEntries Snapshot::dict_entries(const Dict& dict) {
    RefEntries out;
    out.reserve(dict.used);
    for (const DictEntry& entry : dict.entries)
        if (!entry.key.empty()) out.emplace_back(ref(entry.key), ref(entry.value));
    return out;
}

std::vector<ValueRef> Snapshot::set_items(const Set& set) {
    std::vector<ValueRef> out;
    out.reserve(set.used);
    for (const SetEntry& entry : set.table)
        if (!entry.key.empty()) out.push_back(ref(entry.key));
    return out;
}

// What a subclass of int, dict ... is, and what an exception was made with, have special names.
RefEntries Snapshot::instance_entries(const Instance& instance) {
    RefEntries out;
    if (!instance.wrapped.empty()) out.emplace_back(recorder_.text(""), ref(instance.wrapped));
    if (instance.exception && instance.exception->args.is(Kind::Tuple))
        for (const Value& argument : instance.exception->args.as<Tuple>()->span())
            out.emplace_back(recorder_.text("*"), ref(argument));
    for (std::size_t i = 0; i < instance.slots.size(); ++i)
        if (!instance.slots[i].empty())
            out.emplace_back(ref(instance.shape->names[i]), ref(instance.slots[i]));
    return out;
}

void Snapshot::fill() {
    while (!unfilled_.empty()) {
        Object* const object = unfilled_.back();
        unfilled_.pop_back();
        fill_one(*object);
    }
}

void Snapshot::fill_one(Object& object) {
    const trace::ObjectId id = object.trace_id;
    const Kind kind = object.kind();
    if (kind == Kind::List) {
        recorder_.set_items(id, refs(static_cast<List&>(object).items));
    } else if (kind == Kind::Dict) {
        recorder_.set_entries(id, dict_entries(static_cast<Dict&>(object)));
    } else if (kind == Kind::Set || kind == Kind::FrozenSet) {
        recorder_.set_items(id, set_items(static_cast<Set&>(object)));
    } else if (kind == Kind::Cell) {
        recorder_.set_items(id, refs({&static_cast<Cell&>(object).value, 1}));
    } else {
        recorder_.set_entries(id, instance_entries(static_cast<Instance&>(object)));
    }
}

}  // namespace

trace::ValueRef snapshot_slow(Vm& vm, const Value& value) { return Snapshot(vm).take(value); }

// -- changes -----------------------------------------------------------------------------------

void note_item_slow(Vm& vm, List& list, std::int64_t index) {
    const ValueRef value = snapshot(vm, list.items[static_cast<std::size_t>(index)]);
    vm.recorder()->change_item(list.trace_id, index, value);
}

void note_append_slow(Vm& vm, List& list) {
    vm.recorder()->change_append(list.trace_id, snapshot(vm, list.items.back()));
}

void note_splice_slow(Vm& vm, List& list, std::int64_t at, std::int64_t removed,
                      std::int64_t inserted) {
    const std::span<const Value> came =
        std::span<const Value>(list.items)
            .subspan(static_cast<std::size_t>(at), static_cast<std::size_t>(inserted));
    vm.recorder()->change_splice(list.trace_id, at, removed, Snapshot(vm).items_of(came));
}

void note_replaced_slow(Vm& vm, Object& container) {
    const trace::ObjectId id = container.trace_id;
    Recorder& recorder = *vm.recorder();
    if (container.kind() == Kind::List) {
        recorder.change_all_items(id, Snapshot(vm).items_of(static_cast<List&>(container).items));
    } else if (container.kind() == Kind::Dict) {
        recorder.change_all_entries(id, Snapshot(vm).entries_of(static_cast<Dict&>(container)));
    } else if (container.kind() == Kind::Instance) {
        recorder.change_all_entries(id, Snapshot(vm).entries_of(static_cast<Instance&>(container)));
    } else {
        recorder.change_all_items(id, Snapshot(vm).items_of(static_cast<Set&>(container)));
    }
}

void note_entry_slow(Vm& vm, Dict& dict, const Value& key, const Value& value) {
    const ValueRef key_ref = snapshot(vm, key);
    vm.recorder()->change_entry(dict.trace_id, key_ref, snapshot(vm, value));
}

void note_removed_slow(Vm& vm, Object& dict_or_set, const Value& key) {
    vm.recorder()->change_remove(dict_or_set.trace_id, snapshot(vm, key));
}

// A set shows in the order of its table. LIMIT: in a large one a new item shows as the last until
// the table is laid out anew, because looking for its place would take too long.
void note_added_slow(Vm& vm, Set& set, const Value& key) {
    constexpr std::uint32_t kLarge = 256;
    const ValueRef added = snapshot(vm, key);
    std::int64_t place = 0;
    if (set.used <= kLarge) {
        for (const SetEntry& entry : set.table) {
            if (entry.key.same_as(key)) break;
            if (!entry.key.empty()) ++place;
        }
    }
    if (set.used > kLarge || place + 1 == std::int64_t{set.used}) {
        vm.recorder()->change_append(set.trace_id, added);
    } else {
        vm.recorder()->change_splice(set.trace_id, place, 0, {&added, 1});
    }
}

void note_attribute_slow(Vm& vm, Instance& instance, const Value& name, const Value& value) {
    const ValueRef name_ref = snapshot(vm, name);
    if (value.empty()) {
        vm.recorder()->change_remove(instance.trace_id, name_ref);
    } else {
        vm.recorder()->change_entry(instance.trace_id, name_ref, snapshot(vm, value));
    }
}

void note_cell_slow(Vm& vm, Cell& cell) {
    vm.recorder()->change_item(cell.trace_id, 0, snapshot(vm, cell.value));
}

}  // namespace lang
