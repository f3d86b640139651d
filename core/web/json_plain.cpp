#include "web/json_plain.h"

#include <array>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "lang/lib_dataclasses.h"
#include "lang/native.h"
#include "web/json_known.h"
#include "web/model_plan.h"
#include "web/options.h"

namespace web {

using lang::Completion;
using lang::Dict;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

constexpr int kMaxPlainDepth = 300;

class Encoder {
  public:
    explicit Encoder(Vm& vm) : vm_(vm) {}

    Completion encode(const Value& value, const EncodeOptions& options) {
        if (!vm_.charge(1)) return vm_.out_of_steps();
        if (vm_.heap().over_limit()) return vm_.out_of_memory();
        if (depth_ >= kMaxPlainDepth)
            return vm_.raise("RecursionError", "maximum recursion depth exceeded");
        ++depth_;
        Completion done = encode_inner(value, options);
        --depth_;
        return done;
    }

  private:
    Completion encode_inner(const Value& value, const EncodeOptions& options) {
        AW_GUEST(Value custom, ask_custom(value, options));
        if (!custom.empty()) return custom;
        if (plan_of(value)) return encode_model(value, options);
        if (lang::is_dataclass_instance(value)) {
            AW_GUEST(const Value dict, lang::dataclass_as_dict(vm_, value));
            return encode(dict, options);
        }
        if (is_enum(vm_, value)) return vm_.get_attribute(value, "value");
        const Value& plain = lang::plain(value);
        if (!plain.is_object()) return value;
        switch (plain.object()->kind()) {
            case Kind::Int:
            case Kind::Float:
            case Kind::Str: return value;
            case Kind::Dict: return encode_dict(*plain.as<Dict>(), plain, options);
            case Kind::List:
            case Kind::Tuple:
            case Kind::Set:
            case Kind::FrozenSet:
            case Kind::Generator: return encode_list(plain, options);
            default: return encode_other(value, options);
        }
    }

    Completion ask_custom(const Value& value, const EncodeOptions& options) {
        const auto* encoders = options.custom.try_as<Dict>();
        if (!encoders) return Value();
        for (const bool exact : {true, false})
            for (const lang::DictEntry& entry : encoders->entries) {
                const auto* cls = entry.key.try_as<lang::Class>();
                if (!cls) continue;
                const bool fits =
                    exact ? &vm_.class_of(value) == cls : vm_.is_instance_of(value, *cls);
                if (!fits) continue;
                Value argument = value;
                return vm_.call(Value(entry.value), std::span<Value>(&argument, 1));
            }
        return Value();
    }

    Completion encode_model(const Value& value, const EncodeOptions& options) {
        DumpOptions dump = options.dump;
        dump.json = true;
        AW_GUEST(const Value dict, dump_value(vm_, nullptr, value, dump));
        EncodeOptions rest;
        rest.dump.by_alias = true;
        rest.dump.exclude_none = dump.exclude_none;
        rest.dump.exclude_defaults = dump.exclude_defaults;
        rest.drop_sa = options.drop_sa;
        return encode(dict, rest);
    }

    Completion is_allowed(const Value& key, const EncodeOptions& options) {
        const auto given = [](const Value& filter) { return !filter.empty() && !filter.is_none(); };
        if (given(options.dump.include)) {
            AW_GUEST(const Value has, vm_.contains(options.dump.include, key));
            if (!has.is_true()) return has;
        }
        if (!given(options.dump.exclude)) return Value::true_();
        AW_GUEST(const Value has, vm_.contains(options.dump.exclude, key));
        return Value::boolean(!has.is_true());
    }

    Completion encode_dict(const Dict& dict, const Value& held, const EncodeOptions& options) {
        // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): keeps `dict`
        const Value keep = held;
        EncodeOptions inner = options;
        inner.dump.include = inner.dump.exclude = Value();
        Value made = vm_.heap().make_dict();
        for (std::size_t i = 0; i < dict.entries.size(); ++i) {
            const Value key = dict.entries[i].key;
            const Value item = dict.entries[i].value;
            if (key.empty() || (options.dump.exclude_none && item.is_none())) continue;
            if (options.drop_sa && lang::is_text(key) && lang::text_of(key).starts_with("_sa"))
                continue;
            AW_GUEST(const Value allowed, is_allowed(key, options));
            if (!allowed.is_true()) continue;
            AW_GUEST(const Value new_key, encode(key, inner));
            AW_GUEST(Value new_item, encode(item, inner));
            AW_GUEST_DO(lang::dict_set(vm_, *made.as<Dict>(), new_key, std::move(new_item)));
        }
        return made;
    }

    Completion encode_list(const Value& value, const EncodeOptions& options) {
        AW_GUEST(const Value list, vm_.to_list(value));
        std::vector<Value> items;
        for (std::size_t i = 0; i < list.as<lang::List>()->items.size(); ++i) {
            const Value item = list.as<lang::List>()->items[i];
            AW_GUEST(Value encoded, encode(item, options));
            items.push_back(std::move(encoded));
        }
        return vm_.heap().make_list(items);
    }

    Completion encode_other(const Value& value, const EncodeOptions& options) {
        AW_GUEST(Value known, known_to_plain(vm_, value));
        if (known.is(Kind::List)) return encode_list(known, options);
        if (!known.empty()) return known;
        AW_GUEST(const Value dict, as_dict(vm_, value));
        return encode(dict, options);
    }

    Vm& vm_;
    int depth_ = 0;
};

}  // namespace

Completion encode_plain(Vm& vm, const Value& value, const EncodeOptions& options) {
    return Encoder(vm).encode(value, options);
}

Completion to_plain(Vm& vm, const Value& value) {
    EncodeOptions options;
    options.dump.by_alias = true;
    return encode_plain(vm, value, options);
}

Completion jsonable_encoder(Vm& vm, lang::Native& self, lang::CallArgs args) {
    static constexpr std::array<std::string_view, 9> kNames{
        "obj",          "include",        "exclude",
        "by_alias",     "exclude_unset",  "exclude_defaults",
        "exclude_none", "custom_encoder", "sqlalchemy_safe"};
    Options given;
    AW_GUEST_DO(Options::read(vm, self, args, kNames, {}, Unknown::Refuse, given));
    if (given.get("obj").empty())
        return vm.raise("TypeError",
                        "jsonable_encoder() missing 1 required positional argument: 'obj'");
    EncodeOptions options;
    const auto as_set = [&](const Value& names, Value& out) -> Completion {
        out = names;
        if (!names.is(Kind::List) && !names.is(Kind::Tuple)) return Completion::none();
        Value argument = names;
        AW_GUEST(out, vm.call(lang::class_value(*vm.classes.set), std::span<Value>(&argument, 1)));
        return Completion::none();
    };
    AW_GUEST_DO(as_set(given.given("include"), options.dump.include));
    AW_GUEST_DO(as_set(given.given("exclude"), options.dump.exclude));
    options.dump.by_alias = given.flag("by_alias", true);
    options.dump.exclude_unset = given.flag("exclude_unset", false);
    options.dump.exclude_defaults = given.flag("exclude_defaults", false);
    options.dump.exclude_none = given.flag("exclude_none", false);
    options.custom = given.given("custom_encoder");
    options.drop_sa = given.flag("sqlalchemy_safe", true);
    return encode_plain(vm, given.get("obj"), options);
}

}  // namespace web
