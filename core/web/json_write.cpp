// jsonable_encoder and json.dumps in one walk. FastAPI encoders.py, CPython 3.14 json/encoder.py.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "lang/arguments.h"
#include "lang/float_text.h"
#include "lang/int.h"
#include "lang/lib_dataclasses.h"
#include "lang/native.h"
#include "web/json_known.h"
#include "web/jsonable.h"
#include "web/model_dump.h"
#include "web/model_plan.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Kind;
using lang::List;
using lang::Value;
using lang::Vm;

namespace {

// About where CPython's recursion limit ends jsonable_encoder inside a running application.
constexpr std::size_t kMaxWriteDepth = 940;

enum class Mode : std::uint8_t { Encode, Dump };
enum class Style : std::uint8_t { Plain, Typed };  // json.dumps, or pydantic's to_json

// pydantic writes exponents without leading zeros.
std::string typed_float(double number) {
    std::string text = lang::float_repr(number);
    const std::size_t exponent = text.find('e');
    if (exponent != std::string::npos && text[exponent + 2] == '0') text.erase(exponent + 2, 1);
    return text;
}

class JsonWriter {
  public:
    JsonWriter(Vm& vm, std::string& out, Style style = Style::Plain)
        : vm_(vm), out_(out), style_(style) {}

    Completion write_all(const Value& value, Mode mode) {
        AW_GUEST_DO(write(value, mode));
        return has_surrogate_ ? raise_surrogate() : Completion::none();
    }

  private:
    Completion write(const Value& value, Mode mode) {
        if (!vm_.charge(1)) return vm_.out_of_steps();
        if (!vm_.has_room(out_.size())) return vm_.out_of_memory();
        if (value.is_none()) return put("null");
        if (value.is_true()) return put("true");
        if (value.is_false()) return put("false");
        if (value.is_small()) return put(std::to_string(value.as_small()));
        if (!value.is_object()) return unknown(value, mode);  // Ellipsis, NotImplemented
        switch (value.object()->kind()) {
            case Kind::Int: return write_big_int(value);
            case Kind::Float: return write_float(value.as<lang::Float>()->value);
            case Kind::Str: return write_text(value.as<lang::Str>()->view());
            case Kind::List:
            case Kind::Tuple:
            case Kind::Dict: return write_container(value, mode);
            case Kind::Instance: return write_instance(value, mode);
            case Kind::Set:
            case Kind::FrozenSet:
                return mode == Mode::Encode ? write_container(value, mode) : unknown(value, mode);
            case Kind::Generator: {
                const bool plain =
                    value.as<lang::Generator>()->generator_kind == lang::GeneratorKind::Generator;
                return mode == Mode::Encode && plain ? write_container(value, mode)
                                                     : unknown(value, mode);
            }
            default: return unknown(value, mode);
        }
    }

    Completion put(std::string_view text) {
        out_ += text;
        return Completion::none();
    }

    Completion write_big_int(const Value& value) {
        std::string digits;
        AW_GUEST_DO(lang::int_to_text(vm_, value, digits));
        return put(digits);
    }

    Completion write_float(double number) {
        if (style_ == Style::Typed)
            return put(std::isfinite(number) ? typed_float(number) : "null");
        if (!std::isfinite(number))
            return vm_.raise("ValueError", "Out of range float values are not JSON compliant: " +
                                               lang::float_repr(number));
        return put(lang::float_repr(number));
    }

    Completion write_text(std::string_view text) {
        static constexpr char kHex[] = "0123456789abcdef";
        if (!vm_.charge(text.size() / 64)) return vm_.out_of_steps();
        out_.push_back('"');
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            const auto byte = static_cast<unsigned char>(c);
            if (byte == 0xED && i + 1 < text.size() &&
                static_cast<unsigned char>(text[i + 1]) >= 0xA0)
                has_surrogate_ = true;
            if (byte >= 0x20 && c != '"' && c != '\\') {
                out_.push_back(c);
                continue;
            }
            out_.push_back('\\');
            switch (c) {
                case '\n': out_.push_back('n'); break;
                case '\r': out_.push_back('r'); break;
                case '\t': out_.push_back('t'); break;
                case '\f': out_.push_back('f'); break;
                case '\b': out_.push_back('b'); break;
                case '"':
                case '\\': out_.push_back(c); break;
                default:
                    out_ += "u00";
                    out_.push_back(kHex[byte >> 4]);
                    out_.push_back(kHex[byte & 15]);
            }
        }
        out_.push_back('"');
        return Completion::none();
    }

    // str.encode("utf-8") of the finished text.
    Completion raise_surrogate() {
        const Value text = vm_.heap().make_str(out_);
        return vm_.call_method(text, "encode");
    }

    // Everything that holds other values: depth and cycles are watched here.
    Completion write_container(const Value& value, Mode mode) {
        const lang::Object* object = value.object();
        const bool cyclic = std::find(open_.begin(), open_.end(), object) != open_.end();
        if (cyclic && mode == Mode::Dump)
            return vm_.raise("ValueError", "Circular reference detected");
        if (cyclic || open_.size() == kMaxWriteDepth)
            return vm_.raise("RecursionError", "maximum recursion depth exceeded");
        open_.push_back(object);
        Completion done = write_contents(value, mode);
        open_.pop_back();
        return done;
    }

    Completion write_contents(const Value& value, Mode mode) {
        switch (value.object()->kind()) {
            case Kind::Dict: return write_dict(value, mode);
            case Kind::List: {
                const List& list = *value.as<List>();
                return write_items(
                    [&](std::size_t i) -> Completion {
                        return i < list.items.size() ? list.items[i] : Value();
                    },
                    mode);
            }
            case Kind::Tuple: {
                const lang::Tuple& tuple = *value.as<lang::Tuple>();
                return write_items(
                    [&](std::size_t i) -> Completion {
                        return i < tuple.size ? tuple.items[i] : Value();
                    },
                    mode);
            }
            case Kind::Instance: return write_attributes(value, mode);
            default: {
                AW_GUEST(const Value iterator, vm_.iterate(value));
                return write_items([&](std::size_t) { return vm_.next(iterator); }, mode);
            }
        }
    }

    template <class Next>
    Completion write_items(Next next, Mode mode) {
        out_.push_back('[');
        for (std::size_t i = 0;; ++i) {
            AW_GUEST(const Value item, next(i));
            if (item.empty()) break;
            if (i > 0) out_.push_back(',');
            AW_GUEST_DO(write(item, mode));
        }
        return put("]");
    }

    Completion write_dict(const Value& value, Mode mode) {
        const Dict& dict = *value.as<Dict>();
        out_.push_back('{');
        bool first = true;
        for (std::size_t i = 0; i < dict.entries.size(); ++i) {
            if (dict.entries[i].key.empty()) continue;
            const Value key = dict.entries[i].key;
            const Value item = dict.entries[i].value;
            if (mode == Mode::Encode && lang::is_text(key) && lang::text_of(key).starts_with("_sa"))
                continue;
            if (!std::exchange(first, false)) out_.push_back(',');
            AW_GUEST_DO(write_key(key, mode));
            out_.push_back(':');
            AW_GUEST_DO(write(item, mode));
        }
        return put("}");
    }

    Completion write_key(const Value& key, Mode mode) {
        const Value plain = lang::plain(key);
        if (plain.is(Kind::Str)) return write_text(plain.as<lang::Str>()->view());
        if (plain.is_none() || plain.is_bool() || plain.is_small() || plain.is(Kind::Int) ||
            plain.is(Kind::Float)) {
            out_.push_back('"');
            AW_GUEST_DO(write(plain, Mode::Dump));
            return put("\"");
        }
        if (mode == Mode::Encode) {
            AW_GUEST(const Value known, known_to_plain(vm_, key));
            if (!known.empty()) return write_key(known, Mode::Dump);
        }
        return vm_.raise("TypeError", "keys must be str, int, float, bool or None, not " +
                                          vm_.class_of(key).name);
    }

    Completion write_instance(const Value& value, Mode mode) {
        if (mode == Mode::Encode) {
            if (is_enum(vm_, value)) {
                AW_GUEST(const Value inner, vm_.get_attribute(value, "value"));
                return write(inner, Mode::Dump);
            }
            if (plan_of(value)) return write_model(value);
            if (lang::is_dataclass_instance(value)) return write_container(value, mode);
        }
        const Value& inner = value.as<Instance>()->wrapped;
        if (!inner.empty() && !inner.is(Kind::Bytes)) return write(inner, mode);
        return unknown(value, mode);
    }

    // model_dump(mode="json", by_alias=True), as jsonable_encoder asks for it.
    Completion write_model(const Value& value) {
        DumpOptions options;
        options.json = true;
        options.by_alias = true;
        AW_GUEST(const Value plain, dump_value(vm_, nullptr, value, options));
        return write(plain, Mode::Encode);
    }

    Completion known_value(const Value& value) {
        if (style_ == Style::Typed && vm_.class_of(value).name == "Decimal") return vm_.str(value);
        AW_GUEST(const Value known, known_to_plain(vm_, value));
        constexpr std::string_view kUtc = "+00:00";
        if (style_ == Style::Plain || !lang::is_text(known) ||
            vm_.class_of(value).name != "datetime" || !lang::text_of(known).ends_with(kUtc))
            return known;
        std::string text(lang::text_of(known));
        return vm_.heap().make_str(text.replace(text.size() - kUtc.size(), kUtc.size(), "Z"));
    }

    // What jsonable_encoder finds behind its table of types.
    Completion unknown(const Value& value, Mode mode) {
        if (mode == Mode::Dump)
            return vm_.raise("TypeError", "Object of type " + vm_.class_of(value).name +
                                              " is not JSON serializable");
        AW_GUEST(const Value known, known_value(value));
        if (!known.empty()) return write(known, known.is(Kind::List) ? Mode::Encode : Mode::Dump);
        if (value.is(Kind::Instance)) return write_container(value, mode);
        AW_GUEST(const Value data, as_dict(vm_, value));
        return write(data, mode);
    }

    Completion write_attributes(const Value& value, Mode mode) {
        AW_GUEST(const Value data, as_dict(vm_, value));
        return write_dict(data, mode);
    }

    Vm& vm_;
    std::string& out_;
    Style style_;
    std::vector<const lang::Object*> open_;
    bool has_surrogate_ = false;
};

}  // namespace

Completion to_json(Vm& vm, const Value& value, std::string& out) {
    return JsonWriter(vm, out).write_all(value, Mode::Encode);
}

Completion to_typed_json(Vm& vm, const Value& value, std::string& out) {
    return JsonWriter(vm, out, Style::Typed).write_all(value, Mode::Encode);
}

Completion dump_json(Vm& vm, const Value& value, std::string& out) {
    return JsonWriter(vm, out).write_all(value, Mode::Dump);
}

}  // namespace web
