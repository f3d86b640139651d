#include "lang/heap.h"

#include <algorithm>
#include <cstring>

#include "lang/hash.h"
#include "lang/heap_internal.h"
#include "lang/int.h"
#include "lang/shape.h"
#include "lang/vm_internal.h"

namespace lang {

// Pages are aligned to their size, so that an object's page is found from its address.
struct alignas(16) Heap::Page {
    std::uint64_t number;  // of pages and blocks, in the order they were made
    std::uint32_t slot_bytes;
    std::uint32_t cut;  // bytes of slots handed out so far; what follows was never touched
    char* slots() { return reinterpret_cast<char*>(this + 1); }
};

struct alignas(16) Heap::LargeBlock {
    LargeBlock* previous;
    LargeBlock* next;
    std::uint64_t number;
    void* memory() { return this + 1; }
    static LargeBlock* of(void* memory) { return static_cast<LargeBlock*>(memory) - 1; }
};

namespace {
constexpr std::size_t kPageBytes = std::size_t{64} * 1024;
constexpr std::size_t kSlotsPerCut = 32;
}  // namespace

Heap::Heap(std::size_t limit_bytes) : limit_(limit_bytes), older_(newest_) {
    if (older_) older_->newer_ = this;
    newest_ = current_ = this;
    interned_.resize(1024);
    auto* empty = new (allocate(sizeof(Str))) Str(nullptr, 0, 0);
    empty->data[0] = '\0';
    empty_str_ = Value::adopt(empty);
    empty_tuple_ = Value::adopt(make<Tuple>(nullptr, 0U));
}

// Every object gets one count more, so that none goes while others are destroyed. All destructors
// run before any memory goes: a count that is taken down late still finds memory there.
Heap::~Heap() {
    begin_closing();
    closing_ = true;
    empty_tuple_ = Value();
    empty_str_ = Value();
    characters_.fill(Value());
    each_object([](Object* object) { ++object->refs; });
    each_object([](Object* object) { destroy_object(*object); });
    shapes_.clear();
    release_pool(objects_);
    release_pool(storage_);
    if (older_) older_->newer_ = newer_;
    (newer_ ? newer_->older_ : newest_) = older_;
    current_ = outer_ ? outer_ : newest_;
}

void Heap::begin_closing() {
    if (current_ == this) return;
    outer_ = current_;
    current_ = this;
}

void Heap::release_pool(Pool& pool) {
    for (Page* page : pool.pages) ::operator delete (page, std::align_val_t{kPageBytes});
    while (LargeBlock* block = pool.large) {
        pool.large = block->next;
        ::operator delete(block);
    }
}

void* Heap::take_slow(Pool& pool, std::size_t bytes) {
    if (bytes > kLargestSmall || kEveryBlockAlone) return take_alone(pool, bytes);
    const std::size_t number = size_class(bytes);
    const auto slot_bytes = static_cast<std::uint32_t>(number * kGrain);
    Page*& page = pool.open[number];
    if (!page || page->cut + slot_bytes > kPageBytes - sizeof(Page)) {
        void* const memory = ::operator new (kPageBytes, std::align_val_t{kPageBytes});
        page = new (memory) Page{blocks_made_++, slot_bytes, 0};
        pool.pages.push_back(page);
    }
    FreeSlot* first = nullptr;
    for (std::size_t i = 0; i < kSlotsPerCut; ++i) {
        if (page->cut + slot_bytes > kPageBytes - sizeof(Page)) break;
        first = new (page->slots() + page->cut) FreeSlot{0, first};
        page->cut += slot_bytes;
    }
    pool.free[number] = first->next;
    return first;
}

void* Heap::take_alone(Pool& pool, std::size_t bytes) {
    auto* block = new (::operator new(sizeof(LargeBlock) + bytes))
        LargeBlock{nullptr, pool.large, blocks_made_++};
    if (pool.large) pool.large->previous = block;
    pool.large = block;
    std::memset(block->memory(), 0, std::min(bytes, sizeof(FreeSlot)));
    return block->memory();
}

void Heap::give_alone(Pool& pool, void* memory) {
    LargeBlock* block = LargeBlock::of(memory);
    if (block->previous) block->previous->next = block->next;
    if (block->next) block->next->previous = block->previous;
    if (pool.large == block) pool.large = block->next;
    ::operator delete(block);
}

template <class Each>
void Heap::each_object(Each each) {
    for (Page* page : objects_.pages) {
        for (std::size_t at = 0; at < page->cut; at += page->slot_bytes) {
            auto* object = reinterpret_cast<Object*>(page->slots() + at);
            if (object->refs != 0) each(object);
        }
    }
    for (LargeBlock* block = objects_.large; block;) {
        LargeBlock* const next = block->next;
        auto* object = static_cast<Object*>(block->memory());
        if (object->refs != 0) each(object);
        block = next;
    }
}

void Heap::set_class_for(Kind kind, Class* cls) {
    class_for_[static_cast<std::size_t>(kind)] = cls;
    if (kind == Kind::Str) empty_str_.object()->cls = cls;
    if (kind == Kind::Tuple) empty_tuple_.object()->cls = cls;
}

std::uint64_t Heap::identity_of(const Object& object) const {
    const auto address = reinterpret_cast<std::uintptr_t>(&object);
    const bool alone = kEveryBlockAlone || object_size(object) > kLargestSmall;
    if (alone) return LargeBlock::of(const_cast<Object*>(&object))->number * kPageBytes;
    const auto* page = reinterpret_cast<const Page*>(address & ~(kPageBytes - 1));
    return page->number * kPageBytes + (address & (kPageBytes - 1));
}

Shape* Heap::keep(std::unique_ptr<Shape> shape) {
    constexpr std::size_t kBytesPerName = 64;  // in the list, the index and the transitions
    charge(static_cast<std::ptrdiff_t>(sizeof(Shape) + kBytesPerName * shape->names.size()));
    return shapes_.emplace_back(std::move(shape)).get();
}

// -- freeing ---------------------------------------------------------------------------------

void Heap::destroy(Object* object) {
    if (object->kind() == Kind::Generator && generator_hook_) {
        auto* generator = static_cast<Generator*>(object);
        if (generator->state == Generator::State::Suspended) {
            object->refs = 1;
            generator_hook_(generator_context_, Value::adopt(object));
            return;
        }
    }
    if (object->kind() == Kind::Str && object->gc_bits != 0)
        forget_interned(*static_cast<Str*>(object));
    const std::size_t bytes = destroy_object(*object);
    release(object, bytes);
}

void free_object(Object* object) {
    Heap& heap = Heap::current();
    if (heap.closing_) return;
    // Floats and texts hold nothing, so they need no queue.
    if (object->kind() == Kind::Float) return heap.release(object, sizeof(Float));
    if (object->kind() == Kind::Str && object->gc_bits == 0)
        return heap.release(object, sizeof(Str) + static_cast<Str*>(object)->size);
    if (heap.draining_) {
        heap.pending_.push_back(object);
        return;
    }
    heap.draining_ = true;
    heap.destroy(object);
    while (!heap.pending_.empty()) {
        Object* next = heap.pending_.back();
        heap.pending_.pop_back();
        heap.destroy(next);
    }
    heap.draining_ = false;
}

// -- cycles ----------------------------------------------------------------------------------
// Trial deletion in place: take every count down that one container holds of another; what still
// has counts is held from outside (C++ Values, frames that run), and so is all it reaches. The
// rest is garbage. Afterwards all counts are as before.

namespace {

constexpr std::uint32_t kReached = 1;

void reach(Object& root, std::vector<Object*>& to_do) {
    root.gc_bits = kReached;
    to_do.push_back(&root);
    while (!to_do.empty()) {
        Object* object = to_do.back();
        to_do.pop_back();
        visit_children(*object, [&](Object& child) {
            ++child.refs;
            if (child.gc_bits == kReached) return;
            child.gc_bits = kReached;
            to_do.push_back(&child);
        });
    }
}

}  // namespace

void Heap::collect_cycles() {
    std::vector<Object*> containers;
    each_object([&](Object* object) {
        if (is_container(*object)) containers.push_back(object);
    });
    for (Object* object : containers) visit_children(*object, [](Object& child) { --child.refs; });
    std::vector<Object*> to_do;
    for (Object* object : containers)
        if (object->refs > 0 && object->gc_bits == 0) reach(*object, to_do);
    std::vector<Value> garbage;
    for (Object* object : containers) {
        if (object->gc_bits == 0) visit_children(*object, [](Object& child) { ++child.refs; });
    }
    for (Object* object : containers) {
        if (object->gc_bits == 0) garbage.push_back(Value::share(object));
        object->gc_bits = 0;
    }
    for (const Value& value : garbage) clear_children(*value.object());
}

// -- making ----------------------------------------------------------------------------------

Value Heap::build_str(std::string_view utf8, std::uint32_t points) {
    const std::size_t bytes = sizeof(Str) + utf8.size();
    auto* str = new (allocate(bytes))
        Str(class_for(Kind::Str), static_cast<std::uint32_t>(utf8.size()), points);
    std::memcpy(str->data, utf8.data(), utf8.size());
    str->data[utf8.size()] = '\0';
    return Value::adopt(str);
}

Value Heap::make_str(std::string_view utf8) {
    if (utf8.size() <= 1) return intern(utf8);
    std::uint32_t points = 0;
    for (char c : utf8) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return build_str(utf8, points);
}

Value Heap::make_ascii(std::string_view ascii) {
    if (ascii.size() <= 1) return intern(ascii);
    return build_str(ascii, static_cast<std::uint32_t>(ascii.size()));
}

Value Heap::make_concat(const Str& a, const Str& b) {
    const std::uint32_t size = a.size + b.size;
    auto* str =
        new (allocate(sizeof(Str) + size)) Str(class_for(Kind::Str), size, a.length + b.length);
    std::memcpy(str->data, a.data, a.size);
    std::memcpy(str->data + a.size, b.data, b.size);
    str->data[size] = '\0';
    return Value::adopt(str);
}

Value Heap::make_bytes(std::string_view raw) {
    auto* bytes = new (allocate(sizeof(Bytes) + raw.size()))
        Bytes(class_for(Kind::Bytes), static_cast<std::uint32_t>(raw.size()));
    if (!raw.empty()) std::memcpy(bytes->data, raw.data(), raw.size());
    bytes->data[raw.size()] = '\0';
    return Value::adopt(bytes);
}

Value Heap::make_float(double value) {
    return Value::adopt(make<Float>(class_for(Kind::Float), value));
}

Value Heap::make_tuple(std::span<const Value> items) {
    if (items.empty()) return empty_tuple_;
    const std::size_t bytes = sizeof(Tuple) + (items.size() - 1) * sizeof(Value);
    auto* tuple = new (allocate(bytes))
        Tuple(class_for(Kind::Tuple), static_cast<std::uint32_t>(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) new (&tuple->items[i]) Value(items[i]);
    return Value::adopt(tuple);
}

Value Heap::make_list(std::span<const Value> items) {
    auto* list = make<List>(class_for(Kind::List));
    if (!items.empty()) list->items.assign(items.begin(), items.end());
    return Value::adopt(list);
}

Value Heap::make_dict() { return Value::adopt(make<Dict>(class_for(Kind::Dict))); }
Value Heap::make_set() { return Value::adopt(make<Set>(Kind::Set, class_for(Kind::Set))); }
Value Heap::make_frozenset() {
    return Value::adopt(make<Set>(Kind::FrozenSet, class_for(Kind::FrozenSet)));
}

// -- interned text ---------------------------------------------------------------------------

namespace {
constexpr std::uint32_t kInterned = 1;  // Object::gc_bits of a Str

Str* const kForgotten = reinterpret_cast<Str*>(std::uintptr_t{8});
bool is_live(const Str* entry) { return entry && entry != kForgotten; }
}  // namespace

Value Heap::intern(std::string_view utf8) {
    if (utf8.empty()) return empty_str_;
    const auto first = static_cast<unsigned char>(utf8[0]);
    if (utf8.size() > 1 || first >= characters_.size()) return intern_long(utf8);
    if (characters_[first].empty()) characters_[first] = intern_long(utf8);
    return characters_[first];
}

Value Heap::intern_long(std::string_view utf8) {
    const std::uint64_t hash = hash_text(utf8);
    const std::size_t mask = interned_.size() - 1;
    std::size_t at = hash & mask;
    std::size_t kForgotten = interned_.size();
    for (; interned_[at]; at = (at + 1) & mask) {
        const Str* entry = interned_[at];
        if (!is_live(entry)) {
            kForgotten = at;
        } else if (entry->hash == hash && entry->view() == utf8) {
            return Value::share(interned_[at]);
        }
    }
    const bool reuses = kForgotten < interned_.size();
    if (reuses) at = kForgotten;
    std::uint32_t points = 0;
    for (char c : utf8) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    Value made = build_str(utf8, points);
    made.as<Str>()->hash = hash;
    made.object()->gc_bits = kInterned;
    interned_[at] = made.as<Str>();
    if (!reuses && ++interned_count_ * 2 > interned_.size()) grow_interned();
    return made;
}

void Heap::grow_interned() {
    const auto live =
        static_cast<std::size_t>(std::count_if(interned_.begin(), interned_.end(), is_live));
    std::vector<Str*> old(live * 4 > interned_.size() ? interned_.size() * 2 : interned_.size());
    old.swap(interned_);
    interned_count_ = 0;
    for (Str* entry : old) {
        if (!is_live(entry)) continue;
        std::size_t at = entry->hash & (interned_.size() - 1);
        while (interned_[at]) at = (at + 1) & (interned_.size() - 1);
        interned_[at] = entry;
        ++interned_count_;
    }
}

// The place stays taken, so that look-ups go on past it; the next text on its way may have it.
void Heap::forget_interned(const Str& str) {
    std::size_t at = str.hash & (interned_.size() - 1);
    while (interned_[at] != &str) at = (at + 1) & (interned_.size() - 1);
    interned_[at] = kForgotten;
}

}  // namespace lang
