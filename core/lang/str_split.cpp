// Taking text apart and putting it together: split, splitlines, partition, join.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/str.h"

namespace lang {
namespace {

Value make_part(Vm& vm, const Str& whole, std::string_view part) {
    if (part.size() <= 1) return vm.heap().intern(part);  // a single byte is always ASCII here
    return whole.is_ascii() ? vm.heap().make_ascii(part) : vm.heap().make_str(part);
}

bool is_space(char32_t point) {
    if (point > 32 && point < 127) return false;
    return is_char(point, CharClass::Space);
}

using Parts = std::vector<std::string_view>;

Completion list_of_parts(Vm& vm, const Str& whole, const Parts& parts, bool backwards) {
    Value list = vm.heap().make_list();
    list.as<List>()->items.reserve(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string_view part = parts[backwards ? parts.size() - 1 - i : i];
        if (!grow_list(vm, *list.as<List>(), make_part(vm, whole, part))) return list_failure(vm);
    }
    return list;
}

// Runs of spaces separate; none at either end.
Parts split_spaces(std::string_view text, std::size_t limit) {
    Parts parts;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t start = at;
        if (is_space(next_point(text, at))) continue;
        if (parts.size() == limit) {
            parts.push_back(text.substr(start));
            break;
        }
        std::size_t end = at;
        while (at < text.size()) {
            end = at;
            if (is_space(next_point(text, at))) break;
            end = at;
        }
        parts.push_back(text.substr(start, end - start));
    }
    return parts;
}

Parts split_spaces_from_right(std::string_view text, std::size_t limit) {
    Parts parts;
    std::size_t at = text.size();
    while (at > 0) {
        const std::size_t end = at;
        if (is_space(point_before(text, at))) continue;
        if (parts.size() == limit) {
            parts.push_back(text.substr(0, end));
            break;
        }
        std::size_t start = at;
        while (at > 0) {
            if (is_space(point_before(text, at))) break;
            start = at;
        }
        parts.push_back(text.substr(start, end - start));
    }
    return parts;
}

Parts split_at(std::string_view text, std::string_view separator, std::size_t limit) {
    constexpr std::size_t kUsually = 8;
    Parts parts;
    parts.reserve(kUsually);
    std::size_t done = 0;
    const bool single = separator.size() == 1;
    while (parts.size() < limit) {
        const std::size_t at = single ? text.find(separator[0], done) : text.find(separator, done);
        if (at == std::string_view::npos) break;
        parts.push_back(text.substr(done, at - done));
        done = at + separator.size();
    }
    parts.push_back(text.substr(done));
    return parts;
}

Parts split_at_from_right(std::string_view text, std::string_view separator, std::size_t limit) {
    Parts parts;
    std::string_view rest = text;
    while (parts.size() < limit) {
        const std::size_t at = rest.rfind(separator);
        if (at == std::string_view::npos) break;
        parts.push_back(rest.substr(at + separator.size()));
        rest = rest.substr(0, at);
    }
    parts.push_back(rest);
    return parts;
}

template <bool from_right>
Completion str_split(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value separator, max_split;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"sep", &separator, kOptional}, {"maxsplit", &max_split, kOptional}}));
    std::int64_t limit = -1;
    if (!max_split.empty()) AW_GUEST_DO(read_index(vm, max_split, &limit));
    const std::size_t most =
        limit < 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(limit);
    if (!vm.charge(text->size / 32)) return vm.out_of_steps();
    if (!vm.has_room(text->size * std::size_t{4})) return vm.out_of_memory();
    if (separator.empty() || separator.is_none()) {
        return list_of_parts(vm, *text,
                             from_right ? split_spaces_from_right(text->view(), most)
                                        : split_spaces(text->view(), most),
                             from_right);
    }
    if (!is_text(separator)) {
        return vm.raise("TypeError",
                        fmt::format("must be str or None, not {}", type_name_of(vm, separator)));
    }
    if (text_of(separator).empty()) return vm.raise("ValueError", "empty separator");
    return list_of_parts(vm, *text,
                         from_right ? split_at_from_right(text->view(), text_of(separator), most)
                                    : split_at(text->view(), text_of(separator), most),
                         from_right);
}

bool ends_line(char32_t p) {
    return (p >= 0x0A && p <= 0x0D) || (p >= 0x1C && p <= 0x1E) || p == 0x85 || p == 0x2028 ||
           p == 0x2029;
}

Completion str_splitlines(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value keep;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"keepends", &keep, kOptional}}));
    bool keep_ends = false;
    if (!keep.empty()) {
        AW_GUEST(const Value truth, vm.truth(keep));
        keep_ends = truth.is_true();
    }
    const std::string_view view = text->view();
    Parts lines;
    if (!vm.charge(view.size() / 16)) return vm.out_of_steps();
    for (std::size_t at = 0, start = 0; at < view.size();) {
        const std::size_t end = at;
        const char32_t point = next_point(view, at);
        if (!ends_line(point)) {
            if (at == view.size()) lines.push_back(view.substr(start));
            continue;
        }
        if (point == '\r' && at < view.size() && view[at] == '\n') ++at;
        lines.push_back(view.substr(start, (keep_ends ? at : end) - start));
        start = at;
    }
    return list_of_parts(vm, *text, lines, false);
}

template <bool from_right>
Completion str_partition(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value separator;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"sep", &separator}}));
    if (!is_text(separator)) {
        return vm.raise("TypeError",
                        fmt::format("must be str, not {}", type_name_of(vm, separator)));
    }
    const std::string_view view = text->view(), sep = text_of(separator);
    if (sep.empty()) return vm.raise("ValueError", "empty separator");
    const std::size_t at = from_right ? view.rfind(sep) : view.find(sep);
    const Value nothing = vm.heap().intern("");
    if (at == std::string_view::npos) {
        const Value whole = Value::share(text);
        const Value parts[] = {from_right ? nothing : whole, nothing, from_right ? whole : nothing};
        return vm.heap().make_tuple(parts);
    }
    const Value parts[] = {make_part(vm, *text, view.substr(0, at)), separator,
                           make_part(vm, *text, view.substr(at + sep.size()))};
    return vm.heap().make_tuple(parts);
}

Completion str_join(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value iterable;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"iterable", &iterable}}));
    Value sequence = iterable;
    if (!iterable.is(Kind::List) && !iterable.is(Kind::Tuple)) {
        Completion iterator = vm.iterate(iterable);
        if (iterator.raised() &&
            vm.is_instance_of(iterator.error(), *vm.exception_class("TypeError"))) {
            return vm.raise("TypeError", "can only join an iterable");
        }
        if (!iterator.ok()) return iterator;
        AW_GUEST(sequence, vm.to_list(iterator.value()));
    }
    const std::span<const Value> parts = sequence.is(Kind::List)
                                             ? std::span<const Value>(sequence.as<List>()->items)
                                             : sequence.as<const Tuple>()->span();
    if (parts.size() == 1 && parts[0].is(Kind::Str)) return parts[0];
    TextBuilder out(vm);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!is_text(parts[i])) {
            return vm.raise("TypeError",
                            fmt::format("sequence item {}: expected str instance, {} found", i,
                                        type_name_of(vm, parts[i])));
        }
        if (i > 0) out.add(text->view());
        if (!out.add(text_of(parts[i]))) break;
        if ((i & 15) == 0 && !vm.charge(1)) return vm.out_of_steps();
    }
    return out.finish();
}

}  // namespace

void install_str_split(Vm& vm) {
    def_all(vm, *vm.classes.str,
            {{"split", str_split<false>},
             {"rsplit", str_split<true>},
             {"splitlines", str_splitlines},
             {"partition", str_partition<false>},
             {"rpartition", str_partition<true>},
             {"join", str_join}});
}

}  // namespace lang
