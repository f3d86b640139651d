// Searching, counting, replacing and stripping: methods of str.
#include <fmt/format.h>

#include <algorithm>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/str.h"

namespace lang {
namespace {

// A part of a text by code points, as bytes.
struct SearchedPart {
    std::uint32_t from = 0, to = 0;
    bool inside = false;  // false: start is behind the end, nothing can be found there
};

Completion read_part(Vm& vm, const Str& text, const Value& start, const Value& end,
                     SearchedPart* part) {
    std::int64_t from = 0, to = 0;
    AW_GUEST_DO(read_span(vm, start, end, text.length, &from, &to));
    if (from > to) return Completion::none();
    *part = {byte_offset(text, static_cast<std::uint32_t>(from)),
             byte_offset(text, static_cast<std::uint32_t>(to)), true};
    return Completion::none();
}

enum class From : std::uint8_t { Left, Right };

// The needle and the part to look in, as find, index, count ... take them.
struct Search {
    Str* text = nullptr;
    Value needle, start, end;
    SearchedPart part;
    std::string_view haystack() const {
        return text->view().substr(part.from, part.to - part.from);
    }
};

Completion read_search(Vm& vm, Native& self, CallArgs args, Search* search) {
    AW_SELF(Str, text, "str");
    search->text = text;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"sub", &search->needle},
                      {"start", &search->start, kOptional},
                      {"end", &search->end, kOptional}}));
    if (!is_text(search->needle)) {
        return wrong_type(vm, fmt::format("{}() argument 1", self.name), "str", search->needle);
    }
    AW_GUEST_DO(read_part(vm, *text, search->start, search->end, &search->part));
    if (!vm.charge(search->haystack().size() / 64)) return vm.out_of_steps();
    return Completion::none();
}

template <From from>
std::int64_t locate(const Search& search) {
    if (!search.part.inside) return -1;
    const std::string_view needle = text_of(search.needle);
    const std::size_t found =
        from == From::Left ? search.haystack().find(needle) : search.haystack().rfind(needle);
    if (found == std::string_view::npos) return -1;
    return point_index(*search.text, search.part.from + static_cast<std::uint32_t>(found));
}

template <From from>
Completion str_find(Vm& vm, Native& self, CallArgs args) {
    Search search;
    AW_GUEST_DO(read_search(vm, self, args, &search));
    return Value::small(locate<from>(search));
}

template <From from>
Completion str_index(Vm& vm, Native& self, CallArgs args) {
    Search search;
    AW_GUEST_DO(read_search(vm, self, args, &search));
    const std::int64_t at = locate<from>(search);
    if (at < 0) return vm.raise("ValueError", "substring not found");
    return Value::small(at);
}

Completion str_count(Vm& vm, Native& self, CallArgs args) {
    Search search;
    AW_GUEST_DO(read_search(vm, self, args, &search));
    if (!search.part.inside) return Value::small(0);
    const std::string_view needle = text_of(search.needle);
    const std::string_view haystack = search.haystack();
    if (needle.empty()) return Value::small(static_cast<std::int64_t>(count_points(haystack)) + 1);
    std::int64_t count = 0;
    for (std::size_t at = haystack.find(needle); at != std::string_view::npos;
         at = haystack.find(needle, at + needle.size())) {
        ++count;
    }
    return Value::small(count);
}

bool has_affix(std::string_view text, std::string_view affix, From side) {
    if (affix.size() > text.size()) return false;
    return side == From::Left ? text.substr(0, affix.size()) == affix
                              : text.substr(text.size() - affix.size()) == affix;
}

template <From side>
Completion str_has_affix(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value affix, start, end;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"prefix", &affix}, {"start", &start, kOptional}, {"end", &end, kOptional}}));
    SearchedPart part;
    AW_GUEST_DO(read_part(vm, *text, start, end, &part));
    const std::string_view inside = text->view().substr(part.from, part.to - part.from);
    if (is_text(affix)) {
        return Value::boolean(part.inside && has_affix(inside, text_of(affix), side));
    }
    const Tuple* several = plain_as<Tuple>(affix);
    if (several == nullptr) {
        return wrong_type(vm, fmt::format("{} first arg", self.name), "str or a tuple of str",
                          affix);
    }
    for (const Value& one : several->span()) {
        if (!is_text(one)) {
            return vm.raise("TypeError", fmt::format("tuple for {} must only contain str, not {}",
                                                     self.name, type_name_of(vm, one)));
        }
        if (part.inside && has_affix(inside, text_of(one), side)) return Value::true_();
    }
    return Value::false_();
}

template <From side>
Completion str_remove_affix(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value affix;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"prefix", &affix}}));
    if (!is_text(affix)) {
        return wrong_type(vm, fmt::format("{}() argument", self.name), "str", affix);
    }
    const std::string_view cut = text_of(affix);
    std::string_view view = text->view();
    if (!has_affix(view, cut, side)) return Value::share(text);
    if (side == From::Left) {
        view.remove_prefix(cut.size());
    } else {
        view.remove_suffix(cut.size());
    }
    return vm.heap().make_str(view);
}

// Every code point with `by` between and around them, at most `times` times.
Completion replace_empty(Vm& vm, std::string_view text, std::string_view by, std::int64_t times) {
    TextBuilder out(vm);
    std::size_t at = 0;
    for (std::int64_t done = 0; done != times && !out.full(); ++done) {
        out.add(by);
        if (at == text.size()) return out.finish();
        const std::size_t start = at;
        next_point(text, at);
        out.add(text.substr(start, at - start));
    }
    out.add(text.substr(at));
    return out.finish();
}

Completion str_replace(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value old_text, new_text, count;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"old", &old_text}, {"new", &new_text}, {"count", &count, kOptional}}));
    if (!is_text(old_text)) return wrong_type(vm, "replace() argument 1", "str", old_text);
    if (!is_text(new_text)) return wrong_type(vm, "replace() argument 2", "str", new_text);
    std::int64_t times = -1;
    if (!count.empty()) AW_GUEST_DO(read_index(vm, count, &times));
    const std::string_view view = text->view(), from = text_of(old_text), to = text_of(new_text);
    if (!vm.charge(view.size() / 64)) return vm.out_of_steps();
    if (from.empty()) return replace_empty(vm, view, to, times);
    std::size_t at = times == 0 ? std::string_view::npos : view.find(from);
    if (at == std::string_view::npos) return Value::share(text);
    TextBuilder out(vm);
    std::size_t done = 0;
    for (; at != std::string_view::npos && times != 0; --times) {
        if (!out.add(view.substr(done, at - done)) || !out.add(to)) break;
        done = at + from.size();
        at = view.find(from, done);
    }
    out.add(view.substr(done));
    return out.finish();
}

template <class Drop>
std::string_view strip(std::string_view text, bool left, bool right, Drop drop) {
    std::size_t from = 0;
    std::size_t to = text.size();
    while (left && from < to) {
        std::size_t next = from;
        if (!drop(next_point(text, next))) break;
        from = next;
    }
    while (right && to > from) {
        std::size_t before = to;
        if (!drop(point_before(text, before))) break;
        to = before;
    }
    return text.substr(from, to - from);
}

template <bool left, bool right>
Completion str_strip(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value characters;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"chars", &characters, kOptional}}));
    std::string_view kept;
    if (characters.empty() || characters.is_none()) {
        kept = strip(text->view(), left, right,
                     [](char32_t p) { return is_char(p, CharClass::Space); });
    } else if (is_text(characters)) {
        std::u32string points;
        const std::string_view given = text_of(characters);
        if (!vm.has_room(given.size() * 4)) return vm.out_of_memory();
        for (std::size_t at = 0; at < given.size();) points.push_back(next_point(given, at));
        kept = strip(text->view(), left, right,
                     [&](char32_t p) { return points.find(p) != std::u32string::npos; });
        if (!vm.charge((text->size - kept.size()) * points.size() / 16)) return vm.out_of_steps();
    } else {
        return wrong_type(vm, fmt::format("{} arg", self.name), "None or str", characters);
    }
    if (kept.size() == text->size) return Value::share(text);
    return vm.heap().make_str(kept);
}

}  // namespace

void install_str_search(Vm& vm) {
    def_all(vm, *vm.classes.str,
            {{"find", str_find<From::Left>},
             {"rfind", str_find<From::Right>},
             {"index", str_index<From::Left>},
             {"rindex", str_index<From::Right>},
             {"count", str_count},
             {"startswith", str_has_affix<From::Left>},
             {"endswith", str_has_affix<From::Right>},
             {"removeprefix", str_remove_affix<From::Left>},
             {"removesuffix", str_remove_affix<From::Right>},
             {"replace", str_replace},
             {"strip", str_strip<true, true>},
             {"lstrip", str_strip<true, false>},
             {"rstrip", str_strip<false, true>}});
}

}  // namespace lang
