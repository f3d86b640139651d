// bytes: its constructor and methods. bytearray and memoryview are not offered.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/codecs.h"
#include "lang/int.h"
#include "lang/str.h"
#include "lang/text_quote.h"

namespace lang {
namespace {

constexpr std::string_view kSpaces = " \t\n\r\v\f";

Completion byte_from(Vm& vm, const Value& v, char* out) {
    if (!is_integer(v)) {
        return vm.raise("TypeError", fmt::format("'{}' object cannot be interpreted as an integer",
                                                 type_name_of(vm, v)));
    }
    const Value& number = plain(v);
    const std::int64_t byte = is_short_int(number) ? short_int(number) : -1;
    if (byte < 0 || byte > 255) {
        return vm.raise("ValueError", "bytes must be in range(0, 256)");
    }
    *out = static_cast<char>(byte);
    return Completion::none();
}

Completion bytes_of_iterable(Vm& vm, const Value& source) {
    if (!source.is_object() || source.is(Kind::Float)) {
        return vm.raise("TypeError", fmt::format("cannot convert '{}' object to bytes",
                                                 type_name_of(vm, source)));
    }
    AW_GUEST(const Value list, vm.to_list(source));
    std::string out;
    for (const Value& item : list.as<List>()->items) {
        char byte = 0;
        AW_GUEST_DO(byte_from(vm, item, &byte));
        out.push_back(byte);
    }
    return vm.heap().make_bytes(out);
}

Completion make_bytes_from(Vm& vm, const Value& source, const Value& encoding,
                           const Value& errors) {
    if (source.empty()) return vm.heap().make_bytes("");
    if (is_text(source)) {
        if (encoding.empty()) {
            return vm.raise("TypeError", "string argument without an encoding");
        }
        if (!is_text(encoding))
            return wrong_type(vm, "bytes() argument 'encoding'", "str", encoding);
        return encode_text(vm, source, text_of(encoding),
                           is_text(errors) ? text_of(errors) : "strict");
    }
    if (!encoding.empty()) {
        return vm.raise("TypeError", "encoding without a string argument");
    }
    if (plain(source).is(Kind::Bytes)) return plain(source);
    if (is_integer(source)) {
        std::int64_t count = 0;
        AW_GUEST_DO(read_index(vm, source, &count));
        if (count < 0) return vm.raise("ValueError", "negative count");
        TextBuilder out(vm);
        out.fill(std::string_view("\0", 1), static_cast<std::uint64_t>(count));
        return out.finish_bytes();
    }
    if (source.is(Kind::Instance) && !vm.find_in_class(vm.class_of(source), "__bytes__").empty()) {
        return vm.call_method(source, "__bytes__");
    }
    return bytes_of_iterable(vm, source);
}

Completion bytes_construct(Vm& vm, Class& cls, CallArgs args) {
    Value source, encoding, errors;
    const Native named(nullptr, nullptr, "bytes");
    AW_GUEST_DO(bind(vm, named, args,
                     {{"source", &source, kOptional},
                      {"encoding", &encoding, kOptional},
                      {"errors", &errors, kOptional}}));
    AW_GUEST(Value bytes, make_bytes_from(vm, source, encoding, errors));
    return wrap_for(vm, cls, *vm.classes.bytes, std::move(bytes));
}

// A bytes-like argument; ints count as one byte where CPython lets them.
Completion read_bytes(Vm& vm, const Value& v, std::string* out, bool int_counts) {
    if (const Bytes* bytes = plain_as<Bytes>(v)) {
        *out = bytes->view();
        return Completion::none();
    }
    if (int_counts && is_integer(v)) {
        char byte = 0;
        if (Completion done = byte_from(vm, v, &byte); !done.ok()) {
            return vm.raise("ValueError", "byte must be in range(0, 256)");
        }
        out->assign(1, byte);
        return Completion::none();
    }
    if (int_counts) {
        return vm.raise("TypeError",
                        fmt::format("argument should be integer or bytes-like object, not '{}'",
                                    type_name_of(vm, v)));
    }
    return vm.raise("TypeError",
                    fmt::format("a bytes-like object is required, not '{}'", type_name_of(vm, v)));
}

enum class Find : std::uint8_t { Find, Rfind, Index, Rindex, Count };

template <Find what>
Completion bytes_search(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value sub, start, end;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"sub", &sub}, {"start", &start, kOptional}, {"end", &end, kOptional}}));
    std::string needle;
    AW_GUEST_DO(read_bytes(vm, sub, &needle, true));
    std::int64_t from = 0, to = 0;
    AW_GUEST_DO(read_span(vm, start, end, bytes->size, &from, &to));
    const std::string_view view = from > to
                                      ? std::string_view()
                                      : bytes->view().substr(static_cast<std::size_t>(from),
                                                             static_cast<std::size_t>(to - from));
    const bool possible = from <= to;
    if constexpr (what == Find::Count) {
        if (!possible) return Value::small(0);
        if (needle.empty()) return Value::small(static_cast<std::int64_t>(view.size()) + 1);
        std::int64_t count = 0;
        for (std::size_t at = view.find(needle); at != std::string_view::npos;
             at = view.find(needle, at + needle.size())) {
            ++count;
        }
        return Value::small(count);
    }
    constexpr bool kRight = what == Find::Rfind || what == Find::Rindex;
    const std::size_t at = !possible ? std::string_view::npos
                           : kRight  ? view.rfind(needle)
                                     : view.find(needle);
    if (at != std::string_view::npos) return Value::small(from + static_cast<std::int64_t>(at));
    if constexpr (what == Find::Index || what == Find::Rindex) {
        return vm.raise("ValueError", "subsection not found");
    }
    return Value::small(-1);
}

template <bool at_end>
Completion bytes_has_affix(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value affix, start, end;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"prefix", &affix}, {"start", &start, kOptional}, {"end", &end, kOptional}}));
    std::int64_t from = 0, to = 0;
    AW_GUEST_DO(read_span(vm, start, end, bytes->size, &from, &to));
    const bool possible = from <= to;
    const std::string_view view = possible
                                      ? bytes->view().substr(static_cast<std::size_t>(from),
                                                             static_cast<std::size_t>(to - from))
                                      : std::string_view();
    const auto has = [&](std::string_view part) {
        return possible && (at_end ? view.ends_with(part) : view.starts_with(part));
    };
    if (const Bytes* one = plain_as<Bytes>(affix)) return Value::boolean(has(one->view()));
    const Tuple* several = plain_as<Tuple>(affix);
    if (several == nullptr) {
        return vm.raise("TypeError",
                        fmt::format("{} first arg must be bytes or a tuple of bytes, not {}",
                                    self.name, type_name_of(vm, affix)));
    }
    for (const Value& item : several->span()) {
        std::string part;
        AW_GUEST_DO(read_bytes(vm, item, &part, false));
        if (has(part)) return Value::true_();
    }
    return Value::false_();
}

template <bool at_end>
Completion bytes_remove_affix(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value affix;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"prefix", &affix}}));
    std::string part;
    AW_GUEST_DO(read_bytes(vm, affix, &part, false));
    std::string_view view = bytes->view();
    if (at_end && view.ends_with(part)) view.remove_suffix(part.size());
    if (!at_end && view.starts_with(part)) view.remove_prefix(part.size());
    return vm.heap().make_bytes(view);
}

template <bool left, bool right>
Completion bytes_strip(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value given;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"bytes", &given, kOptional}}));
    std::string characters(kSpaces);
    if (!given.empty() && !given.is_none()) {
        AW_GUEST_DO(read_bytes(vm, given, &characters, false));
    }
    std::string_view view = bytes->view();
    while (left && !view.empty() && characters.find(view.front()) != std::string::npos) {
        view.remove_prefix(1);
    }
    while (right && !view.empty() && characters.find(view.back()) != std::string::npos) {
        view.remove_suffix(1);
    }
    return vm.heap().make_bytes(view);
}

std::vector<std::string_view> split_bytes_at_spaces(std::string_view view, std::size_t limit) {
    std::vector<std::string_view> parts;
    std::size_t at = view.find_first_not_of(kSpaces);
    while (at != std::string_view::npos) {
        if (parts.size() == limit) {
            parts.push_back(view.substr(at));
            break;
        }
        const std::size_t end = std::min(view.find_first_of(kSpaces, at), view.size());
        parts.push_back(view.substr(at, end - at));
        at = view.find_first_not_of(kSpaces, end);
    }
    return parts;
}

std::vector<std::string_view> split_bytes_at(std::string_view view, std::string_view separator,
                                             std::size_t limit, bool from_right) {
    std::vector<std::string_view> parts;
    while (parts.size() < limit) {
        const std::size_t at = from_right ? view.rfind(separator) : view.find(separator);
        if (at == std::string_view::npos) break;
        parts.push_back(from_right ? view.substr(at + separator.size()) : view.substr(0, at));
        view = from_right ? view.substr(0, at) : view.substr(at + separator.size());
    }
    parts.push_back(view);
    if (from_right) std::reverse(parts.begin(), parts.end());
    return parts;
}

template <bool from_right>
Completion bytes_split(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value separator_value, max_split;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"sep", &separator_value, kOptional}, {"maxsplit", &max_split, kOptional}}));
    std::int64_t limit = -1;
    if (!max_split.empty()) AW_GUEST_DO(read_index(vm, max_split, &limit));
    const std::size_t most =
        limit < 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(limit);
    std::vector<std::string_view> parts;
    if (separator_value.empty() || separator_value.is_none()) {
        if (from_right && limit >= 0) {
            return vm.raise("NotImplementedError",
                            "bytes.rsplit() with maxsplit and without sep is not offered here");
        }
        parts = split_bytes_at_spaces(bytes->view(), most);
    } else {
        std::string separator;
        AW_GUEST_DO(read_bytes(vm, separator_value, &separator, false));
        if (separator.empty()) return vm.raise("ValueError", "empty separator");
        if (!vm.has_room(bytes->size * std::size_t{16})) return vm.out_of_memory();
        parts = split_bytes_at(bytes->view(), separator, most, from_right);
    }
    const Value list = vm.heap().make_list();
    for (const std::string_view part : parts) {
        if (!grow_list(vm, *list.as<List>(), vm.heap().make_bytes(part))) return list_failure(vm);
    }
    return list;
}

template <bool from_right>
Completion bytes_partition(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value separator_value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"sep", &separator_value}}));
    std::string separator;
    AW_GUEST_DO(read_bytes(vm, separator_value, &separator, false));
    if (separator.empty()) return vm.raise("ValueError", "empty separator");
    const std::string_view view = bytes->view();
    const std::size_t at = from_right ? view.rfind(separator) : view.find(separator);
    Heap& heap = vm.heap();
    if (at == std::string_view::npos) {
        const Value whole = Value::share(bytes), nothing = heap.make_bytes("");
        const Value parts[] = {from_right ? nothing : whole, nothing, from_right ? whole : nothing};
        return heap.make_tuple(parts);
    }
    const Value parts[] = {heap.make_bytes(view.substr(0, at)), separator_value,
                           heap.make_bytes(view.substr(at + separator.size()))};
    return heap.make_tuple(parts);
}

Completion bytes_join(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value iterable;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"iterable", &iterable}}));
    AW_GUEST(const Value list, vm.to_list(iterable));
    TextBuilder out(vm);
    const ValueVector& items = list.as<List>()->items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const Bytes* item = plain_as<Bytes>(items[i]);
        if (item == nullptr) {
            return vm.raise("TypeError",
                            fmt::format("sequence item {}: expected a bytes-like object, {} found",
                                        i, type_name_of(vm, items[i])));
        }
        if (i > 0) out.add(bytes->view());
        out.add(item->view());
    }
    return out.finish_bytes();
}

Completion bytes_replace(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value old_value, new_value, count;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"old", &old_value}, {"new", &new_value}, {"count", &count, kOptional}}));
    std::string from, to;
    AW_GUEST_DO(read_bytes(vm, old_value, &from, false));
    AW_GUEST_DO(read_bytes(vm, new_value, &to, false));
    std::int64_t times = -1;
    if (!count.empty()) AW_GUEST_DO(read_index(vm, count, &times));
    const std::string_view view = bytes->view();
    TextBuilder out(vm);
    std::size_t done = 0;
    for (; times != 0; --times) {
        const std::size_t at = from.empty() ? done : view.find(from, done);
        if (at == std::string_view::npos) break;
        out.add(view.substr(done, at - done));
        out.add(to);
        done = at + from.size();
        if (from.empty()) {
            if (done == view.size()) break;
            out.add(view.substr(done++, 1));
        }
    }
    out.add(view.substr(done));
    return out.finish_bytes();
}

Completion bytes_hex(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    Value separator, group;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"sep", &separator, kOptional}, {"bytes_per_sep", &group, kOptional}}));
    std::int64_t every = 1;
    if (!group.empty()) AW_GUEST_DO(read_index(vm, group, &every));
    std::string between;
    if (is_text(separator)) between = text_of(separator);
    if (!separator.empty() && between.size() != 1) {
        return vm.raise("ValueError", "sep must be length 1.");
    }
    TextBuilder out(vm);
    for (std::int64_t i = 0; i < bytes->size; ++i) {
        const bool new_group =
            every > 0 ? (bytes->size - i) % every == 0 : every < 0 && i % -every == 0;
        if (i > 0 && !between.empty() && new_group) out.add(between);
        const auto byte = static_cast<unsigned char>(bytes->data[i]);
        const char digits[] = {"0123456789abcdef"[byte >> 4], "0123456789abcdef"[byte & 15U]};
        if (!out.add({digits, 2})) break;
    }
    return out.finish();
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

Completion bytes_fromhex(Vm& vm, Native& self, CallArgs args) {
    Value text;
    AW_GUEST_DO(bind(vm, self, args, {{"string", &text}}));
    if (!is_text(text)) return wrong_type(vm, "fromhex() argument", "str", text);
    const std::string_view view = text_of(text);
    std::string out;
    for (std::size_t at = 0; at < view.size();) {
        if (kSpaces.find(view[at]) != std::string_view::npos) {
            ++at;
            continue;
        }
        const int high = hex_digit(view[at]);
        const int low = at + 1 < view.size() ? hex_digit(view[at + 1]) : -1;
        if (high >= 0 && at + 1 == view.size()) {
            return vm.raise("ValueError",
                            "fromhex() arg must contain an even number of hexadecimal digits");
        }
        if (high < 0 || low < 0) {
            return vm.raise("ValueError",
                            fmt::format("non-hexadecimal number found in fromhex() arg at "
                                        "position {}",
                                        high < 0 ? at : at + 1));
        }
        out.push_back(static_cast<char>(high * 16 + low));
        at += 2;
    }
    return vm.heap().make_bytes(out);
}

template <char first, char last, int offset>
Completion bytes_case(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    std::string out(bytes->view());
    for (char& c : out) {
        if (c >= first && c <= last) c = static_cast<char>(c + offset);
    }
    return vm.heap().make_bytes(out);
}

bool ascii_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool ascii_alpha(unsigned char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
bool ascii_alnum(unsigned char c) { return ascii_digit(c) || ascii_alpha(c); }
bool ascii_space(unsigned char c) { return c == ' ' || (c >= 9 && c <= 13); }
bool is_ascii_byte(unsigned char c) { return c < 128; }

template <bool (*test)(unsigned char), bool empty_counts = false>
Completion bytes_is(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Bytes, bytes, "bytes");
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    const std::string_view view = bytes->view();
    if (view.empty()) return Value::boolean(empty_counts);
    return Value::boolean(std::all_of(view.begin(), view.end(),
                                      [](char c) { return test(static_cast<unsigned char>(c)); }));
}

}  // namespace

void install_bytes(Vm& vm) {
    Class& cls = *vm.classes.bytes;
    cls.construct = bytes_construct;
    def_all(vm, cls,
            {{"find", bytes_search<Find::Find>},
             {"rfind", bytes_search<Find::Rfind>},
             {"index", bytes_search<Find::Index>},
             {"rindex", bytes_search<Find::Rindex>},
             {"count", bytes_search<Find::Count>},
             {"startswith", bytes_has_affix<false>},
             {"endswith", bytes_has_affix<true>},
             {"removeprefix", bytes_remove_affix<false>},
             {"removesuffix", bytes_remove_affix<true>},
             {"strip", bytes_strip<true, true>},
             {"lstrip", bytes_strip<true, false>},
             {"rstrip", bytes_strip<false, true>},
             {"split", bytes_split<false>},
             {"rsplit", bytes_split<true>},
             {"partition", bytes_partition<false>},
             {"rpartition", bytes_partition<true>},
             {"join", bytes_join},
             {"replace", bytes_replace},
             {"hex", bytes_hex},
             {"upper", bytes_case<'a', 'z', -32>},
             {"lower", bytes_case<'A', 'Z', 32>},
             {"isdigit", bytes_is<ascii_digit>},
             {"isalpha", bytes_is<ascii_alpha>},
             {"isalnum", bytes_is<ascii_alnum>},
             {"isspace", bytes_is<ascii_space>},
             {"isascii", bytes_is<is_ascii_byte, true>}});
    set_static(vm, cls, "fromhex", bytes_fromhex);
}

}  // namespace lang
