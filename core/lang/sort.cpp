#include "lang/sort.h"

#include <algorithm>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/snapshot.h"

namespace lang {
namespace {

struct Entry {
    Value key, item;
};
using SortEntries = std::vector<Entry>;

enum class Keys : std::uint8_t { SmallInts, Texts, Any };

Keys kind_of_keys(const SortEntries& entries) {
    const auto all = [&](auto test) {
        return std::all_of(entries.begin(), entries.end(),
                           [&](const Entry& e) { return test(e.key); });
    };
    if (all([](const Value& v) { return v.is_small(); })) return Keys::SmallInts;
    if (all([](const Value& v) { return v.is(Kind::Str); })) return Keys::Texts;
    return Keys::Any;
}

// The comparisons of CPython's sort for short stretches: an ordered run at the front, then binary
// insertion; so that programs which print in __lt__ see the same. Longer lists merge stretches.
class Sorter {
  public:
    Sorter(Vm& vm, SortEntries& entries) : vm_(vm), entries_(entries), spare_(entries.size()) {}

    Completion sort() {
        constexpr std::size_t kStretch = 64;
        const std::size_t size = entries_.size();
        for (std::size_t from = 0; from < size; from += kStretch) {
            AW_GUEST_DO(sort_stretch(from, std::min(from + kStretch, size)));
        }
        for (std::size_t width = kStretch; width < size; width *= 2) {
            for (std::size_t from = 0; from + width < size; from += 2 * width) {
                AW_GUEST_DO(merge(from, from + width, std::min(from + 2 * width, size)));
            }
        }
        return Completion::none();
    }

  private:
    Completion less(const Entry& a, const Entry& b) {
        if (!vm_.charge(1)) return vm_.out_of_steps();
        AW_GUEST(const Value result, vm_.compare(Vm::Compare::Lt, a.key, b.key));
        return vm_.truth(result);
    }

    Completion sort_stretch(std::size_t from, std::size_t to) {
        std::size_t run = from + 1;
        AW_GUEST_DO(find_run(from, to, &run));
        for (std::size_t at = run; at < to; ++at) {
            std::size_t low = from, high = at;
            while (low < high) {
                const std::size_t middle = low + (high - low) / 2;
                AW_GUEST(const Value before, less(entries_[at], entries_[middle]));
                if (before.is_true()) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            const auto begin = entries_.begin();
            std::rotate(begin + static_cast<std::ptrdiff_t>(low),
                        begin + static_cast<std::ptrdiff_t>(at),
                        begin + static_cast<std::ptrdiff_t>(at + 1));
        }
        return Completion::none();
    }

    // The longest ordered run at the front; a strictly falling one is turned round.
    Completion find_run(std::size_t from, std::size_t to, std::size_t* end) {
        if (from + 1 >= to) return Completion::none();
        AW_GUEST(const Value first, less(entries_[from + 1], entries_[from]));
        const bool falling = first.is_true();
        std::size_t at = from + 2;
        for (; at < to; ++at) {
            AW_GUEST(const Value lower, less(entries_[at], entries_[at - 1]));
            if (lower.is_true() != falling) break;
        }
        if (falling) {
            std::reverse(entries_.begin() + static_cast<std::ptrdiff_t>(from),
                         entries_.begin() + static_cast<std::ptrdiff_t>(at));
        }
        *end = at;
        return Completion::none();
    }

    Completion merge(std::size_t from, std::size_t middle, std::size_t to) {
        std::size_t left = from, right = middle, out = from;
        while (left < middle && right < to) {
            AW_GUEST(const Value take_right, less(entries_[right], entries_[left]));
            spare_[out++] = entries_[take_right.is_true() ? right++ : left++];
        }
        while (left < middle) spare_[out++] = entries_[left++];
        while (right < to) spare_[out++] = entries_[right++];
        std::move(spare_.begin() + static_cast<std::ptrdiff_t>(from),
                  spare_.begin() + static_cast<std::ptrdiff_t>(to),
                  entries_.begin() + static_cast<std::ptrdiff_t>(from));
        return Completion::none();
    }

    Vm& vm_;
    SortEntries& entries_;
    SortEntries spare_;
};

Completion sort_entries(Vm& vm, SortEntries& entries) {
    switch (kind_of_keys(entries)) {
        case Keys::SmallInts:
            std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
                return a.key.as_small() < b.key.as_small();
            });
            return Completion::none();
        case Keys::Texts:
            std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
                return a.key.as<Str>()->view() < b.key.as<Str>()->view();
            });
            return Completion::none();
        case Keys::Any: return Sorter(vm, entries).sort();
    }
    return Completion::none();
}

Completion read_reverse(Vm& vm, const Value& reverse, bool* out) {
    if (reverse.empty()) return Completion::none();
    AW_GUEST(const Value truth, vm.truth(reverse));
    *out = truth.is_true();
    return Completion::none();
}

Completion list_sort(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(List, list, "list");
    Value key, reverse_value;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"key", &key, kKeywordOnly}, {"reverse", &reverse_value, kKeywordOnly}}));
    bool reverse = false;
    AW_GUEST_DO(read_reverse(vm, reverse_value, &reverse));
    // The list is empty while it is sorted: a program that changes it meanwhile is told.
    ValueVector items;
    items.swap(list->items);
    Completion sorted = sort_values(vm, items, key, reverse);
    const bool modified = !list->items.empty();
    items.swap(list->items);
    note_replaced(vm, *list);
    if (!sorted.ok()) return sorted;
    if (modified) return vm.raise("ValueError", "list modified during sort");
    return Completion::none();
}

Completion builtin_sorted(Vm& vm, Native& self, CallArgs args) {
    Value iterable, key, reverse_value;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"iterable", &iterable},
                      {"key", &key, kKeywordOnly},
                      {"reverse", &reverse_value, kKeywordOnly}}));
    bool reverse = false;
    AW_GUEST_DO(read_reverse(vm, reverse_value, &reverse));
    AW_GUEST(Value list, vm.to_list(iterable));
    ValueVector items;
    items.swap(list.as<List>()->items);
    AW_GUEST_DO(sort_values(vm, items, key, reverse));
    items.swap(list.as<List>()->items);
    return list;
}

}  // namespace

Completion sort_values(Vm& vm, ValueVector& items, const Value& key, bool reverse) {
    const std::uint64_t size = items.size();
    if (!vm.has_room(size * 2 * sizeof(Entry))) return vm.out_of_memory();
    if (!vm.charge(size)) return vm.out_of_steps();
    SortEntries entries;
    entries.reserve(size);
    for (Value& item : items) {
        if (key.empty() || key.is_none()) {
            entries.push_back({item, item});
            continue;
        }
        Value argument[] = {item};
        AW_GUEST(Value made, vm.call(key, argument));
        entries.push_back({std::move(made), item});
    }
    if (reverse) std::reverse(entries.begin(), entries.end());
    AW_GUEST_DO(sort_entries(vm, entries));
    if (reverse) std::reverse(entries.begin(), entries.end());
    for (std::size_t i = 0; i < entries.size(); ++i) items[i] = std::move(entries[i].item);
    return Completion::none();
}

void install_sort(Vm& vm) {
    def(vm, *vm.classes.list, "sort", list_sort);
    dict_put(vm, *vm.builtins.as<Dict>(), "sorted", make_native(vm, "sorted", builtin_sorted));
}

}  // namespace lang
