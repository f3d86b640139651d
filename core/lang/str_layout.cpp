// Padding, tabs and character tables: methods of str whose results can be far larger than `self`.
#include <fmt/format.h>

#include <algorithm>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/dict.h"
#include "lang/str.h"

namespace lang {
namespace {

enum class Side : std::uint8_t { Left, Center, Right };  // where the text goes

Completion read_fill(Vm& vm, const Value& fill, std::string_view* unit) {
    if (fill.empty()) return Completion::none();
    if (!is_text(fill)) {
        return vm.raise("TypeError", fmt::format("The fill character must be a unicode character, "
                                                 "not {}",
                                                 type_name_of(vm, fill)));
    }
    *unit = text_of(fill);
    if (count_points(*unit) != 1) {
        return vm.raise("TypeError", "The fill character must be exactly one character long");
    }
    return Completion::none();
}

template <Side side>
Completion str_pad(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value width_value, fill;
    AW_GUEST_DO(bind(vm, self, without_self(args),
                     {{"width", &width_value}, {"fillchar", &fill, kOptional}}));
    std::int64_t width = 0;
    AW_GUEST_DO(read_index(vm, width_value, &width));
    std::string_view unit = " ";
    AW_GUEST_DO(read_fill(vm, fill, &unit));
    if (width <= text->length) return Value::share(text);
    const auto pad = static_cast<std::uint64_t>(width - text->length);
    const auto odd_width = static_cast<std::uint64_t>(width) & 1U;
    const std::uint64_t left = side == Side::Left    ? 0
                               : side == Side::Right ? pad
                                                     : pad / 2 + (pad & odd_width & 1U);
    TextBuilder out(vm);
    out.fill(unit, left);
    out.add(text->view());
    out.fill(unit, pad - left);
    return out.finish();
}

Completion str_zfill(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value width_value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"width", &width_value}}));
    std::int64_t width = 0;
    AW_GUEST_DO(read_index(vm, width_value, &width));
    if (width <= text->length) return Value::share(text);
    std::string_view view = text->view();
    TextBuilder out(vm);
    if (!view.empty() && (view[0] == '+' || view[0] == '-')) {
        out.add(view.substr(0, 1));
        view.remove_prefix(1);
    }
    out.fill("0", static_cast<std::uint64_t>(width - text->length));
    out.add(view);
    return out.finish();
}

Completion str_expandtabs(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value size_value;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"tabsize", &size_value, kOptional}}));
    std::int64_t tab = 8;
    if (!size_value.empty()) AW_GUEST_DO(read_index(vm, size_value, &tab));
    constexpr std::int64_t kLargestTab = 2147483647;
    if (tab > kLargestTab) {
        return vm.raise("OverflowError", "Python int too large to convert to C int");
    }
    const std::string_view view = text->view();
    if (!vm.charge(view.size() / 16)) return vm.out_of_steps();
    TextBuilder out(vm);
    std::int64_t column = 0;
    for (std::size_t at = 0; at < view.size() && !out.full();) {
        const char32_t point = next_point(view, at);
        if (point == '\t') {
            if (tab <= 0) continue;
            const std::int64_t wanted = tab - column % tab;
            column += wanted;
            out.fill(" ", static_cast<std::uint64_t>(wanted));
            continue;
        }
        column = point == '\n' || point == '\r' ? 0 : column + 1;
        out.add_point(point);
    }
    return out.finish();
}

// One code point through a table that str.maketrans made, or any mapping.
Completion translate_point(Vm& vm, const Value& table, char32_t point, TextBuilder& out) {
    Completion found = vm.get_item(table, Value::small(point));
    if (found.raised() && vm.is_instance_of(found.error(), *vm.exception_class("LookupError"))) {
        out.add_point(point);
        return Completion::none();
    }
    if (!found.ok()) return found;
    const Value to = found.take();
    if (to.is_none()) return Completion::none();
    if (is_text(to)) {
        out.add(text_of(to));
        return Completion::none();
    }
    if (!is_integer(to)) {
        return vm.raise("TypeError", "character mapping must return integer, None or str");
    }
    std::int64_t number = 0;
    AW_GUEST_DO(read_index(vm, to, &number));
    if (number < 0 || number > 0x10FFFF) {
        return vm.raise("ValueError", "character mapping must be in range(0x110000)");
    }
    out.add_point(static_cast<char32_t>(number));
    return Completion::none();
}

Completion str_translate(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value table;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"table", &table}}));
    TextBuilder out(vm);
    for (std::size_t at = 0; at < text->size && !out.full();) {
        if (!vm.charge(1)) return vm.out_of_steps();
        AW_GUEST_DO(translate_point(vm, table, next_point(text->view(), at), out));
    }
    return out.finish();
}

Completion maketrans_from_dict(Vm& vm, const Value& mapping) {
    const Dict* given = plain_as<Dict>(mapping);
    if (given == nullptr) {
        return vm.raise("TypeError",
                        "if you give only one argument to maketrans it must be a dict");
    }
    Value table = vm.heap().make_dict();
    const Value copy = dict_copy(vm, *given);
    for (const DictEntry& entry : copy.as<Dict>()->entries) {
        if (entry.key.empty()) continue;
        Value key = entry.key;
        if (is_text(key)) {
            if (count_points(text_of(key)) != 1) {
                return vm.raise("ValueError", "string keys in translate table must be of length 1");
            }
            std::size_t at = 0;
            key = Value::small(next_point(text_of(key), at));
        } else if (!is_integer(key)) {
            return vm.raise("TypeError", "keys in translate table must be strings or integers");
        }
        AW_GUEST_DO(dict_set(vm, *table.as<Dict>(), key, entry.value));
    }
    return table;
}

Completion str_maketrans(Vm& vm, Native& self, CallArgs args) {
    Value from, to, gone;
    AW_GUEST_DO(
        bind(vm, self, args, {{"x", &from}, {"y", &to, kOptional}, {"z", &gone, kOptional}}));
    if (to.empty()) return maketrans_from_dict(vm, from);
    if (!is_text(from)) {
        return vm.raise("TypeError",
                        "first maketrans argument must be a string if there is a second argument");
    }
    if (!is_text(to)) return wrong_type(vm, "maketrans() argument 2", "str", to);
    if (count_points(text_of(from)) != count_points(text_of(to))) {
        return vm.raise("ValueError", "the first two maketrans arguments must have equal length");
    }
    Value table = vm.heap().make_dict();
    Dict& dict = *table.as<Dict>();
    const std::string_view a = text_of(from), b = text_of(to);
    for (std::size_t i = 0, j = 0; i < a.size();) {
        const char32_t key = next_point(a, i);
        AW_GUEST_DO(dict_set(vm, dict, Value::small(key), Value::small(next_point(b, j))));
    }
    if (!gone.empty() && !is_text(gone))
        return wrong_type(vm, "maketrans() argument 3", "str", gone);
    const std::string_view c = gone.empty() ? std::string_view() : text_of(gone);
    for (std::size_t i = 0; i < c.size();) {
        AW_GUEST_DO(dict_set(vm, dict, Value::small(next_point(c, i)), Value::none()));
    }
    return table;
}

}  // namespace

void install_str_layout(Vm& vm) {
    Class& cls = *vm.classes.str;
    def_all(vm, cls,
            {{"ljust", str_pad<Side::Left>},
             {"center", str_pad<Side::Center>},
             {"rjust", str_pad<Side::Right>},
             {"zfill", str_zfill},
             {"expandtabs", str_expandtabs},
             {"translate", str_translate}});
    set_static(vm, cls, "maketrans", str_maketrans);
}

}  // namespace lang
