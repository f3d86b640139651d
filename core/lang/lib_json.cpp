// json.dumps: CPython's output to the character. Reading is in lib_json_read.cpp.
#include "lang/lib_json.h"

#include <fmt/format.h>

#include <cmath>

#include "lang/dict.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/repr.h"
#include "lang/str.h"

namespace lang {
namespace {

struct JsonOptions {
    bool ensure_ascii = true, sort_keys = false, allow_nan = true, skip_keys = false;
    bool indented = false;
    std::string indent, item_separator = ", ", key_separator = ": ";
    Value fallback;  // default=; empty when absent
};

void append_json_text(TextBuilder& out, std::string_view text, bool ensure_ascii) {
    std::string part;
    const auto unicode_escape = [&](char32_t unit) {
        part += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(unit));
    };
    part += '"';
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_point(text, at);
        switch (c) {
            case '"': part += "\\\""; continue;
            case '\\': part += "\\\\"; continue;
            case '\n': part += "\\n"; continue;
            case '\r': part += "\\r"; continue;
            case '\t': part += "\\t"; continue;
            case '\f': part += "\\f"; continue;
            case '\b': part += "\\b"; continue;
            default: break;
        }
        const bool readable = c >= 0x20 && (c < 0x7F || !ensure_ascii);
        if (readable) {
            append_point(part, c);
        } else if (c < 0x10000) {
            unicode_escape(c);
        } else {
            unicode_escape(0xD800 + ((c - 0x10000) >> 10));
            unicode_escape(0xDC00 + ((c - 0x10000) & 0x3FFU));
        }
        if (part.size() > 4096) {
            out.add(part);
            part.clear();
        }
    }
    part += '"';
    out.add(part);
}

class JsonWriter {
  public:
    JsonWriter(Vm& vm, const JsonOptions& options) : vm_(vm), options_(options), out_(vm) {}

    Completion write(const Value& v) {
        if (out_.full()) return out_.failure();
        if (!vm_.charge(1)) return vm_.out_of_steps();
        const Value& p = plain(v);
        if (p.is_none()) {
            out_.add("null");
        } else if (p.is_bool()) {
            out_.add(p.is_true() ? "true" : "false");
        } else if (p.is(Kind::Str)) {
            append_json_text(out_, p.as<Str>()->view(), options_.ensure_ascii);
        } else if (is_int(p)) {
            std::string digits;
            AW_GUEST_DO(int_to_text(vm_, p, digits));
            out_.add(digits);
        } else if (p.is(Kind::Float)) {
            return write_float(p.as<Float>()->value);
        } else if (p.is(Kind::List) || p.is(Kind::Tuple)) {
            return write_nested(p, &JsonWriter::write_items);
        } else if (p.is(Kind::Dict)) {
            return write_nested(p, &JsonWriter::write_members);
        } else {
            return write_other(v);
        }
        return Completion::none();
    }
    Completion finish() { return out_.finish(); }

  private:
    Completion write_float(double value) {
        if (std::isfinite(value)) {
            out_.add(float_repr(value));
            return Completion::none();
        }
        if (!options_.allow_nan) {
            return vm_.raise("ValueError", "Out of range float values are not JSON compliant: " +
                                               float_repr(value));
        }
        out_.add(std::isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        return Completion::none();
    }

    Completion write_nested(const Value& p, Completion (JsonWriter::*body)(const Value&)) {
        const ReprGuard guard(p.object());
        if (guard.repeated()) return vm_.raise("ValueError", "Circular reference detected");
        if (guard.too_deep()) {
            return vm_.raise("RecursionError",
                             "maximum recursion depth exceeded while encoding a JSON object");
        }
        ++depth_;
        Completion done = (this->*body)(p);
        --depth_;
        return done;
    }

    Completion write_other(const Value& v) {
        if (options_.fallback.empty() || options_.fallback.is_none()) {
            return vm_.raise("TypeError", fmt::format("Object of type {} is not JSON serializable",
                                                      type_name_of(vm_, v)));
        }
        const ReprGuard guard(v.is_object() ? v.object() : nullptr);
        if (guard.repeated()) return vm_.raise("ValueError", "Circular reference detected");
        Value argument[] = {v};
        AW_GUEST(const Value made, vm_.call(options_.fallback, argument));
        return write(made);
    }

    void new_line(int depth) {
        if (!options_.indented) return;
        out_.add("\n");
        for (int i = 0; i < depth; ++i) out_.add(options_.indent);
    }
    void separate(bool first) {
        if (!first) out_.add(options_.item_separator);
        new_line(depth_);
    }

    Completion write_items(const Value& v) {
        const auto item = [&](std::size_t i) {
            if (v.is(Kind::Tuple)) {
                return i < v.as<Tuple>()->size ? v.as<Tuple>()->items[i] : Value();
            }
            return i < v.as<List>()->items.size() ? v.as<List>()->items[i] : Value();
        };
        if (item(0).empty()) {
            out_.add("[]");
            return Completion::none();
        }
        out_.add("[");
        for (std::size_t i = 0;; ++i) {
            const Value value = item(i);
            if (value.empty()) break;
            separate(i == 0);
            AW_GUEST_DO(write(value));
        }
        new_line(depth_ - 1);
        out_.add("]");
        return Completion::none();
    }

    // What a key becomes; empty when it is skipped.
    Completion key_text(const Value& key) {
        const Value& p = plain(key);
        if (p.is(Kind::Str)) return p;
        if (p.is_none()) return vm_.heap().make_ascii("null");
        if (p.is_bool()) return vm_.heap().make_ascii(p.is_true() ? "true" : "false");
        if (is_int(p)) return vm_.str(p);
        if (p.is(Kind::Float)) {
            const double value = p.as<Float>()->value;
            if (std::isfinite(value)) return vm_.heap().make_ascii(float_repr(value));
            if (!options_.allow_nan) AW_GUEST_DO(write_float(value));
            return vm_.heap().make_ascii(std::isnan(value) ? "NaN"
                                         : value > 0       ? "Infinity"
                                                           : "-Infinity");
        }
        if (options_.skip_keys) return Value();
        return vm_.raise("TypeError",
                         fmt::format("keys must be str, int, float, bool or None, not {}",
                                     type_name_of(vm_, key)));
    }

    Completion sorted_pairs(const Value& dict) {
        AW_GUEST(const Value items, vm_.call_method(dict, "items"));
        Value argument[] = {items};
        return vm_.call(dict_find(*vm_.builtins.as<Dict>(), "sorted"), argument);
    }

    Completion write_member(const Value& key, const Value& value, bool* first) {
        AW_GUEST(const Value text, key_text(key));
        if (text.empty()) return Completion::none();
        separate(*first);
        *first = false;
        append_json_text(out_, text_of(text), options_.ensure_ascii);
        out_.add(options_.key_separator);
        return write(value);
    }

    Completion write_members(const Value& v) {
        if (v.as<Dict>()->used == 0) {
            out_.add("{}");
            return Completion::none();
        }
        out_.add("{");
        bool first = true;
        if (options_.sort_keys) {
            AW_GUEST(const Value pairs, sorted_pairs(v));
            for (const Value& pair : pairs.as<List>()->items) {
                const Tuple& both = *pair.as<Tuple>();
                AW_GUEST_DO(write_member(both.items[0], both.items[1], &first));
            }
        } else {
            const Dict& dict = *v.as<Dict>();
            for (std::size_t i = 0; i < dict.entries.size(); ++i) {
                const Value key = dict.entries[i].key, value = dict.entries[i].value;
                if (!key.empty()) AW_GUEST_DO(write_member(key, value, &first));
            }
        }
        if (!first) new_line(depth_ - 1);
        out_.add("}");
        return Completion::none();
    }

    Vm& vm_;
    const JsonOptions& options_;
    TextBuilder out_;
    int depth_ = 0;
};

Completion read_indent(Vm& vm, const Value& indent, JsonOptions* options) {
    if (indent.empty() || indent.is_none()) return Completion::none();
    options->indented = true;
    options->item_separator = ",";
    if (is_text(indent)) {
        options->indent = text_of(indent);
        return Completion::none();
    }
    std::int64_t width = 0;
    AW_GUEST_DO(read_index(vm, indent, &width));
    if (width > 0 && !vm.has_room(static_cast<std::size_t>(width) * 4)) return vm.out_of_memory();
    options->indent.assign(static_cast<std::size_t>(std::max<std::int64_t>(width, 0)), ' ');
    return Completion::none();
}

Completion read_separators(Vm& vm, const Value& given, JsonOptions* options) {
    if (given.empty() || given.is_none()) return Completion::none();
    AW_GUEST(const Value list, vm.to_list(given));
    const ValueVector& both = list.as<List>()->items;
    if (both.size() != 2 || !is_text(both[0]) || !is_text(both[1])) {
        return vm.raise("ValueError", "separators must be a pair of strings");
    }
    options->item_separator = text_of(both[0]);
    options->key_separator = text_of(both[1]);
    return Completion::none();
}

// json.dumps(cls=Encoder): Encoder(**the other keywords).encode(object)
Completion encode_with_class(Vm& vm, const Value& cls, const Value& object,
                             std::span<Keyword> keywords) {
    std::vector<Keyword> rest;
    for (const Keyword& keyword : keywords) {
        if (keyword.name != "cls" && keyword.name != "obj") rest.push_back(keyword);
    }
    AW_GUEST(const Value encoder, vm.call(cls, {}, rest));
    Value argument[] = {object};
    return vm.call_method(encoder, "encode", argument);
}

Completion json_dumps(Vm& vm, Native& self, CallArgs args) {
    Value object, skip, ascii, circular, nan, cls, indent, separators, fallback, sort;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"obj", &object},
                      {"skipkeys", &skip, kKeywordOnly},
                      {"ensure_ascii", &ascii, kKeywordOnly},
                      {"check_circular", &circular, kKeywordOnly},
                      {"allow_nan", &nan, kKeywordOnly},
                      {"cls", &cls, kKeywordOnly},
                      {"indent", &indent, kKeywordOnly},
                      {"separators", &separators, kKeywordOnly},
                      {"default", &fallback, kKeywordOnly},
                      {"sort_keys", &sort, kKeywordOnly}}));
    if (!cls.empty() && !cls.is_none()) return encode_with_class(vm, cls, object, args.keywords);
    JsonOptions options;
    options.ensure_ascii = !ascii.is_false();
    options.allow_nan = !nan.is_false();
    options.skip_keys = skip.is_true();
    options.sort_keys = sort.is_true();
    options.fallback = fallback;
    AW_GUEST_DO(read_indent(vm, indent, &options));
    AW_GUEST_DO(read_separators(vm, separators, &options));
    JsonWriter writer(vm, options);
    AW_GUEST_DO(writer.write(object));
    return writer.finish();
}

}  // namespace

void load_json(Vm& vm, Module& module) {
    def(vm, module, "dumps", json_dumps);
    install_json_reader(vm, module);
}

}  // namespace lang
