// The recorder's calls that carry values, objects and texts.
#include <algorithm>

#include "trace/recorder.h"
#include "trace/recorder_tables.h"

namespace trace {
namespace {

// Runs of events between two looks at what everything takes could hold much content each.
constexpr std::size_t kBigContent = 4096;  // values

std::span<const ValueRef> flatten(std::span<const std::pair<ValueRef, ValueRef>> entries,
                                  std::vector<ValueRef>& flat) {
    flat.clear();
    for (const auto& [key, value] : entries) {
        flat.push_back(key);
        flat.push_back(value);
    }
    return flat;
}

}  // namespace

// -- tables ------------------------------------------------------------------------------------

ValueRef Recorder::interned(InternedId id) {
    constexpr InternedId kMaxId = (1U << 24) - 1;
    if (id >= kMaxId) become_full();
    return ValueRef::interned(id);
}

ValueRef Recorder::text(std::string_view utf8) {
    if (full_) return ValueRef::none();
    return interned(tables_->data.interned.add_text(InternedKind::Text, utf8));
}
ValueRef Recorder::bytes(std::string_view raw) {
    if (full_) return ValueRef::none();
    return interned(tables_->data.interned.add_text(InternedKind::Bytes, raw));
}
ValueRef Recorder::real(double value) {
    if (full_) return ValueRef::none();
    return interned(tables_->data.interned.add_real(value));
}
ValueRef Recorder::big_integer(std::string_view decimal) {
    if (full_) return ValueRef::none();
    return interned(tables_->data.interned.add_text(InternedKind::BigInteger, decimal));
}
ValueRef Recorder::tuple(std::span<const ValueRef> items) {
    if (full_) return ValueRef::none();
    const ValueRef made = interned(tables_->data.interned.add_tuple(items));
    if (items.size() >= kBigContent) check_tables();
    return made;
}
ValueRef Recorder::opaque(std::string_view shown) {
    if (full_) return ValueRef::none();
    return interned(tables_->data.interned.add_text(InternedKind::Opaque, shown));
}

ObjectId Recorder::add_object(ObjectKind kind, std::string_view class_name) {
    const InternedId name = text(class_name).id();
    constexpr ObjectId kMaxId = (1U << 24) - 1;
    if (tables_->objects.count() + 1 >= kMaxId) become_full();
    return full_ ? 0 : tables_->objects.add(kind, name);
}

void Recorder::set_items(ObjectId id, std::span<const ValueRef> items) {
    if (!accepts(id)) return;
    tables_->objects.set_content(id, step_, items);
    if (items.size() >= kBigContent) check_tables();
}

void Recorder::set_entries(ObjectId id, std::span<const std::pair<ValueRef, ValueRef>> entries) {
    set_items(id, flatten(entries, tables_->flat));
}

// -- changes -----------------------------------------------------------------------------------

void Recorder::put_change(ObjectId id) {
    if (tables_->objects.kind_of(id) == ObjectKind::Cell && top_ != nullptr) {
        const std::span<const ValueRef> slots(slots_, shapes_[top_->code].slots);
        const auto held = std::find(slots.begin(), slots.end(), ValueRef::object(id));
        if (held != slots.end()) {
            put(Op::AssignCell);
            at_ = write_varint(at_, static_cast<std::uint64_t>(held - slots.begin()));
            return end_event();
        }
    }
    if (id == last_changed_) {
        put(Op::ChangeSame);
    } else {
        put(Op::Change);
        put_value(ValueRef::object(id));
        last_changed_ = id;
    }
    end_event();
}

void Recorder::change_item(ObjectId id, std::int64_t index, ValueRef value) {
    if (!accepts(id)) return;
    tables_->objects.change_item(id, step_, index, value);
    put_change(id);
}

void Recorder::change_append(ObjectId id, ValueRef value) {
    if (!accepts(id)) return;
    tables_->objects.append(id, step_, value);
    put_change(id);
}

void Recorder::change_splice(ObjectId id, std::int64_t at, std::int64_t removed,
                             std::span<const ValueRef> inserted) {
    if (!accepts(id)) return;
    tables_->objects.splice(id, step_, at, removed, inserted);
    if (inserted.size() >= kBigContent) check_tables();
    if (!full_) put_change(id);
}

void Recorder::change_entry(ObjectId id, ValueRef key, ValueRef value) {
    if (!accepts(id)) return;
    tables_->objects.change_entry(id, step_, key, value);
    put_change(id);
}

void Recorder::change_remove(ObjectId id, ValueRef key) {
    if (!accepts(id)) return;
    tables_->objects.remove(id, step_, key);
    put_change(id);
}

void Recorder::change_all_items(ObjectId id, std::span<const ValueRef> items) {
    if (!accepts(id)) return;
    tables_->objects.replace(id, step_, items);
    if (items.size() >= kBigContent) check_tables();
    if (!full_) put_change(id);
}

void Recorder::change_all_entries(ObjectId id,
                                  std::span<const std::pair<ValueRef, ValueRef>> entries) {
    change_all_items(id, flatten(entries, tables_->flat));
}

// -- events with texts -------------------------------------------------------------------------

void Recorder::put_text(std::string_view text_to_keep) { put_value(text(text_to_keep)); }

void Recorder::raise(std::string_view exception, std::string_view message) {
    make_room(1 + 2 * kMaxVarintBytes);
    put(Op::Raise);
    put_text(exception);
    put_text(message);
    end_event();
}

void Recorder::unwind(std::string_view exception) {
    put(Op::Unwind);
    put_text(exception);
    end_top();
    end_event();
}

void Recorder::caught(std::string_view exception) {
    put(Op::Caught);
    put_text(exception);
    end_event();
}

void Recorder::output(std::string_view written) {
    put(Op::Output);
    put_text(written);
    end_event();
}

void Recorder::emit(EventKind kind,
                    std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    make_room((3 + 2 * fields.size()) * kMaxVarintBytes);
    put(Op::Request);
    at_ = write_varint(at_, static_cast<std::uint64_t>(kind));
    at_ = write_varint(at_, fields.size());
    for (const auto& [name, value] : fields) {
        put_text(name);
        put_text(value);
    }
    end_event();
}

void Recorder::emit(EventKind kind, const std::vector<Field>& fields) {
    make_room((3 + 2 * fields.size()) * kMaxVarintBytes);
    put(Op::Request);
    at_ = write_varint(at_, static_cast<std::uint64_t>(kind));
    at_ = write_varint(at_, fields.size());
    for (const Field& field : fields) {
        put_text(field.name);
        put_text(field.value);
    }
    end_event();
}

void Recorder::begin_request(int request) {
    std::vector<Span>& spans = tables_->data.spans;
    if (full_ || spans.back().request == request) return;
    spans.back().last_step = step_ - 1;
    spans.push_back({request, step_, step_ - 1});
}

}  // namespace trace
