// str.format: replacement fields, their names and specifications.
// Source: Python 3.14 library reference, "Format String Syntax".
// DIFF: of the names between double underscores a field may read only those that describe
// (__name__, __class__ ...), so that a template cannot walk out of the values it is given.
#include <fmt/format.h>

#include <array>
#include <limits>

#include "lang/arguments.h"
#include "lang/builtins_internal.h"
#include "lang/format.h"
#include "lang/str.h"

namespace lang {
namespace {

constexpr int kMaxFieldNesting = 2;  // a specification may hold fields, those may not

struct Template {
    Vm& vm;
    CallArgs args;
    const Value& mapping;  // format_map; empty otherwise
    std::int64_t next_automatic = 0;
    enum class Numbering : std::uint8_t {
        Unknown,
        Automatic,
        Manual
    } numbering = Numbering::Unknown;
};

Completion expand(Template& context, std::string_view text, int depth, TextBuilder& out);

bool is_field_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Completion read_number(Vm& vm, std::string_view digits, std::int64_t* out) {
    std::int64_t number = 0;
    for (const char c : digits) {
        if (number > (std::numeric_limits<std::int64_t>::max() - 9) / 10) {
            return vm.raise("ValueError", "Too many decimal digits in format string");
        }
        number = number * 10 + (c - '0');
    }
    *out = number;
    return Completion::none();
}

Completion positional(Template& context, std::int64_t index) {
    Vm& vm = context.vm;
    if (!context.mapping.empty()) {
        return vm.raise("ValueError", "Format string contains positional fields");
    }
    const auto count = static_cast<std::int64_t>(context.args.positional.size());
    if (index >= count) {
        return vm.raise(
            "IndexError",
            fmt::format("Replacement index {} out of range for positional args tuple", index));
    }
    return context.args.positional[static_cast<std::size_t>(index)];
}

Completion first_value(Template& context, std::string_view name) {
    Vm& vm = context.vm;
    using Numbering = Template::Numbering;
    if (name.empty()) {
        if (context.numbering == Numbering::Manual) {
            return vm.raise("ValueError",
                            "cannot switch from manual field specification to "
                            "automatic field numbering");
        }
        context.numbering = Numbering::Automatic;
        return positional(context, context.next_automatic++);
    }
    if (is_field_number(name)) {
        if (context.numbering == Numbering::Automatic) {
            return vm.raise("ValueError",
                            "cannot switch from automatic field numbering to manual "
                            "field specification");
        }
        context.numbering = Numbering::Manual;
        std::int64_t index = 0;
        AW_GUEST_DO(read_number(vm, name, &index));
        return positional(context, index);
    }
    const Value key = vm.heap().make_str(name);
    if (!context.mapping.empty()) return vm.get_item(context.mapping, key);
    for (const Keyword& keyword : context.args.keywords) {
        if (keyword.name == name) return keyword.value;
    }
    return raise_key_error(vm, key);
}

bool may_read(std::string_view attribute) {
    constexpr std::array<std::string_view, 5> kDescribing = {"__class__", "__doc__", "__module__",
                                                             "__name__", "__qualname__"};
    if (attribute.substr(0, 2) != "__") return true;
    for (const std::string_view name : kDescribing) {
        if (attribute == name) return true;
    }
    return false;
}

Completion read_attribute(Vm& vm, const Value& value, std::string_view name) {
    if (name.empty()) return vm.raise("ValueError", "Empty attribute in format string");
    if (!may_read(name)) {
        return vm.raise("AttributeError", fmt::format("'{}' object has no attribute '{}'",
                                                      type_name_of(vm, value), name));
    }
    return vm.get_attribute(value, name);
}

Completion read_item(Vm& vm, const Value& value, std::string_view name) {
    if (name.empty()) return vm.raise("ValueError", "Empty attribute in format string");
    if (!is_field_number(name)) return vm.get_item(value, vm.heap().make_str(name));
    std::int64_t index = 0;
    AW_GUEST_DO(read_number(vm, name, &index));
    return vm.get_item(value, Value::small(index));
}

// "user.name[0]" -> its value
Completion field_value(Template& context, std::string_view field) {
    Vm& vm = context.vm;
    const std::size_t end = std::min(field.find_first_of(".["), field.size());
    AW_GUEST(Value value, first_value(context, field.substr(0, end)));
    for (std::size_t at = end; at < field.size();) {
        if (field[at] == '.') {
            const std::size_t stop = std::min(field.find_first_of(".[", at + 1), field.size());
            AW_GUEST(value, read_attribute(vm, value, field.substr(at + 1, stop - at - 1)));
            at = stop;
            continue;
        }
        if (field[at] != '[') {
            return vm.raise("ValueError",
                            "Only '.' or '[' may follow ']' in format field specifier");
        }
        const std::size_t stop = field.find(']', at);
        if (stop == std::string_view::npos) {
            return vm.raise("ValueError", "Missing ']' in format string");
        }
        AW_GUEST(value, read_item(vm, value, field.substr(at + 1, stop - at - 1)));
        at = stop + 1;
    }
    return value;
}

Completion ascii_of(Vm& vm, const Value& value) {
    const Value ascii = dict_find(*vm.builtins.as<Dict>(), "ascii");
    Value args[] = {value};
    return vm.call(ascii, args);
}

Completion convert(Vm& vm, const Value& value, char32_t conversion) {
    switch (conversion) {
        case 'r': return vm.repr(value);
        case 's': return vm.str(value);
        case 'a': return ascii_of(vm, value);
        default: break;
    }
    std::string shown;
    append_point(shown, conversion);
    return vm.raise("ValueError", fmt::format("Unknown conversion specifier {}", shown));
}

struct Field {
    std::string_view name, spec;
    char32_t conversion = 0;
};

// `text` is what stands between the braces.
Completion split_field(Vm& vm, std::string_view text, Field* field) {
    std::size_t at = 0;
    int brackets = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == '[') brackets = 1;
        if (text[at] == ']') brackets = 0;
        if (brackets == 0 && (text[at] == ':' || text[at] == '!')) break;
        if (text[at] == '{') return vm.raise("ValueError", "unexpected '{' in field name");
    }
    field->name = text.substr(0, at);
    if (at == text.size()) return Completion::none();
    if (text[at] == ':') {
        field->spec = text.substr(at + 1);
        return Completion::none();
    }
    ++at;
    if (at == text.size()) {
        return vm.raise("ValueError", "unmatched '{' in format spec");
    }
    field->conversion = next_point(text, at);
    if (at == text.size()) return Completion::none();
    if (text[at] != ':') {
        return vm.raise("ValueError", "expected ':' after conversion specifier");
    }
    field->spec = text.substr(at + 1);
    return Completion::none();
}

Completion expand_field(Template& context, std::string_view text, int depth, TextBuilder& out) {
    Vm& vm = context.vm;
    Field field;
    AW_GUEST_DO(split_field(vm, text, &field));
    AW_GUEST(Value value, field_value(context, field.name));
    if (field.conversion != 0) {
        AW_GUEST(value, convert(vm, value, field.conversion));
    }
    std::string spec(field.spec);
    if (spec.find_first_of("{}") != std::string::npos) {
        TextBuilder inner(vm);
        AW_GUEST_DO(expand(context, field.spec, depth - 1, inner));
        if (inner.full()) return inner.failure();
        spec = inner.text();
    }
    AW_GUEST(const Value shown, vm.format(value, spec));
    out.add(text_of(shown));
    return Completion::none();
}

// The '}' that closes the field which starts at `from`; npos when there is none. Brackets in the
// field's name hide braces.
std::size_t field_end(std::string_view text, std::size_t from) {
    int depth = 1;
    bool in_brackets = false;
    bool in_name = true;
    for (std::size_t at = from; at < text.size(); ++at) {
        const char c = text[at];
        if (in_name && c == '[') in_brackets = true;
        if (in_name && c == ']') in_brackets = false;
        if (in_brackets) continue;
        if (c == ':' || c == '!') in_name = false;
        if (c == '{') ++depth;
        if (c == '}' && --depth == 0) return at;
    }
    return std::string_view::npos;
}

Completion expand(Template& context, std::string_view text, int depth, TextBuilder& out) {
    Vm& vm = context.vm;
    if (depth <= 0) return vm.raise("ValueError", "Max string recursion exceeded");
    std::size_t at = 0;
    while (at < text.size() && !out.full()) {
        const std::size_t brace = std::min(text.find_first_of("{}", at), text.size());
        out.add(text.substr(at, brace - at));
        if (brace == text.size()) break;
        const char c = text[brace];
        if (brace + 1 < text.size() && text[brace + 1] == c) {
            out.add(text.substr(brace, 1));
            at = brace + 2;
            continue;
        }
        if (c == '}') {
            return vm.raise("ValueError", "Single '}' encountered in format string");
        }
        if (brace + 1 == text.size()) {
            return vm.raise("ValueError", "Single '{' encountered in format string");
        }
        const std::size_t end = field_end(text, brace + 1);
        if (end == std::string_view::npos) {
            return vm.raise("ValueError", "expected '}' before end of string");
        }
        if (!vm.charge(4)) return vm.out_of_steps();
        AW_GUEST_DO(expand_field(context, text.substr(brace + 1, end - brace - 1), depth, out));
        at = end + 1;
    }
    return Completion::none();
}

Completion str_format(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    return format_template(vm, text->view(), without_self(args), Value());
}

Completion str_format_map(Vm& vm, Native& self, CallArgs args) {
    AW_SELF(Str, text, "str");
    Value mapping;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"mapping", &mapping}}));
    return format_template(vm, text->view(), {}, mapping);
}

}  // namespace

Completion format_template(Vm& vm, std::string_view text, CallArgs args, const Value& mapping) {
    Template context{vm, args, mapping};
    TextBuilder out(vm);
    AW_GUEST_DO(expand(context, text, kMaxFieldNesting, out));
    return out.finish();
}

void install_formatting(Vm& vm) {
    def_all(vm, *vm.classes.str, {{"format", str_format}, {"format_map", str_format_map}});
}

}  // namespace lang
