// model_validate, model_dump and the other methods of BaseModel. pydantic main.py, root_model.py.
#include "web/model_methods.h"

#include <array>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/dict.h"
#include "lang/native.h"
#include "web/field_object.h"
#include "web/json_words.h"
#include "web/jsonable.h"
#include "web/model_class.h"
#include "web/model_dump.h"
#include "web/model_object.h"
#include "web/model_schema.h"
#include "web/options.h"
#include "web/validate_internal.h"
#include "web/validation_error.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Dict;
using lang::Instance;
using lang::Kind;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

// The class that a class method was called on, as a complete model.
Completion plan_of_receiver(Vm& vm, const Native& self, CallArgs args, ModelPlan*& out) {
    const auto* cls = args.positional.empty() ? nullptr : args.positional[0].try_as<Class>();
    out = cls ? plan_of(*cls) : nullptr;
    if (!out)
        return vm.raise("TypeError",
                        std::string(self.name) + "() needs a model with fields of its own");
    return complete_model(vm, *out);
}

FieldType type_of(const ModelPlan& plan) {
    FieldType type;
    type.kind = TypeKind::Model;
    type.cls = lang::class_value(*plan.cls);
    return type;
}

std::string model_title(const ModelPlan& plan) {
    return plan.config.title.empty() ? plan.name : std::string(lang::text_of(plan.config.title));
}

// -- validating ----------------------------------------------------------------------------------

Completion model_validate(Vm& vm, Native& self, CallArgs args) {
    ModelPlan* plan = nullptr;
    AW_GUEST_DO(plan_of_receiver(vm, self, args, plan));
    Value input;
    ValidateOptions options;
    AW_GUEST_DO(read_validate_options(vm, self, lang::without_self(args), "obj", input, options));
    return validated_or_raise(vm, type_of(*plan), input, options, model_title(*plan));
}

Completion model_validate_json(Vm& vm, Native& self, CallArgs args) {
    ModelPlan* plan = nullptr;
    AW_GUEST_DO(plan_of_receiver(vm, self, args, plan));
    Value input;
    ValidateOptions options;
    AW_GUEST_DO(
        read_validate_options(vm, self, lang::without_self(args), "json_data", input, options));
    return validated_json(vm, type_of(*plan), input, options, model_title(*plan));
}

// from_orm(obj): model_validate with from_attributes.
Completion from_orm(Vm& vm, Native& self, CallArgs args) {
    ModelPlan* plan = nullptr;
    AW_GUEST_DO(plan_of_receiver(vm, self, args, plan));
    if (args.positional.size() != 2)
        return vm.raise("TypeError", "from_orm() missing 1 required positional argument: 'obj'");
    ValidateOptions options;
    options.from_attributes = true;
    return validated_or_raise(vm, type_of(*plan), args.positional[1], options, model_title(*plan));
}

// -- making without validating -------------------------------------------------------------------

Completion default_for(Vm& vm, const ModelField& field, const Value& data) {
    if (field.default_factory.empty())
        return field.copies_default ? deep_copy(vm, field.default_value)
                                    : Completion(field.default_value);
    if (!field.factory_takes_data) return vm.call(field.default_factory);
    Value argument = data;
    return vm.call(field.default_factory, std::span<Value>(&argument, 1));
}

Completion model_construct(Vm& vm, Native& self, CallArgs args) {
    ModelPlan* plan = nullptr;
    AW_GUEST_DO(plan_of_receiver(vm, self, args, plan));
    Value given_set = args.positional.size() > 1 ? args.positional[1] : Value::none();
    const Value data = vm.heap().make_dict();
    for (const lang::Keyword& keyword : args.keywords) {
        if (keyword.name == "_fields_set")
            given_set = keyword.value;
        else
            lang::dict_put(vm, *data.as<Dict>(), keyword.name, keyword.value);
    }
    std::vector<Value> values(plan->fields.size());
    std::vector<bool> set(plan->fields.size());
    Dict& given = *data.as<Dict>();
    const Value so_far = vm.heap().make_dict();
    for (std::size_t i = 0; i < plan->fields.size(); ++i) {
        const ModelField& field = plan->fields[i];
        std::string key = field.name;
        for (const KeyPath& path : field.aliases)
            if (path.size() == 1 && std::holds_alternative<std::string>(path[0]) &&
                !lang::dict_find(given, std::get<std::string>(path[0])).empty())
                key = std::get<std::string>(path[0]);
        values[i] = lang::dict_find(given, key);
        if (!values[i].empty()) {
            set[i] = true;
            AW_GUEST_DO(lang::dict_remove(vm, given, vm.heap().intern(key)));
        } else if (!field.required()) {
            AW_GUEST(values[i], default_for(vm, field, so_far));
        }
        if (!values[i].empty()) lang::dict_put(vm, *so_far.as<Dict>(), field.name, values[i]);
        if (!given_set.is_none()) {
            AW_GUEST(const Value has, vm.contains(given_set, field.key));
            set[i] = has.is_true();
        }
    }
    const Value made = lang::make_instance(vm, *plan->cls);
    set_fields(vm, *made.as<Instance>(), *plan, values, std::move(set),
               plan->config.extra == Extra::Allow ? data : Value());
    AW_GUEST_DO(set_privates(vm, *made.as<Instance>(), *plan));
    if (plan->has_post_init) {
        Value context = Value::none();
        AW_GUEST_DO(vm.call_method(made, "model_post_init", std::span<Value>(&context, 1)));
    }
    return made;
}

Completion model_copy(Vm& vm, Native& self, CallArgs args) {
    Value update;
    Value deep;
    AW_GUEST_DO(
        lang::bind(vm, self, lang::without_self(args),
                   {{"update", &update, lang::kKeywordOnly}, {"deep", &deep, lang::kKeywordOnly}}));
    const Value original = args.positional[0];
    AW_GUEST(const Value copy,
             vm.call_method(original, deep.is_true() ? "__deepcopy__" : "__copy__"));
    const auto* changes = lang::plain(update).try_as<Dict>();
    const ModelPlan* plan = plan_of(copy);
    if (update.empty() || !changes || !plan) return copy;
    ModelState* state = state_of(copy);
    const Value held = lang::dict_copy(vm, *changes);
    for (const lang::DictEntry& entry : held.as<Dict>()->entries) {
        if (entry.key.empty() || !lang::is_text(entry.key)) continue;
        const std::string_view name = lang::text_of(entry.key);
        const ModelField* field = plan->find(name);
        if (!field && state && !state->extra.empty()) {
            lang::dict_put(vm, *state->extra.as<Dict>(), name, entry.value);
            continue;
        }
        lang::write_slot(vm, *copy.as<Instance>(), name, entry.value);
        const auto index =
            field ? static_cast<std::size_t>(field - plan->fields.data()) : std::size_t{0};
        if (field && state && index < state->set.size()) state->set[index] = true;
    }
    return copy;
}

// -- writing -------------------------------------------------------------------------------------

Completion model_dump(Vm& vm, Native& self, CallArgs args) {
    DumpOptions options;
    int indent = -1;
    AW_GUEST_DO(read_dump_options(vm, self, lang::without_self(args), false, options, indent));
    return dump_value(vm, nullptr, args.positional[0], options);
}

Completion model_dump_json(Vm& vm, Native& self, CallArgs args) {
    DumpOptions options;
    int indent = -1;
    AW_GUEST_DO(read_dump_options(vm, self, lang::without_self(args), true, options, indent));
    std::string out;
    AW_GUEST_DO(dump_to_json(vm, nullptr, args.positional[0], options, out));
    return vm.heap().make_str(indent < 0 ? out : indented_json(out, indent));
}

// -- what a model says about itself --------------------------------------------------------------

Completion fields_set(Vm& vm, Native&, CallArgs args) {
    const Value made = vm.heap().make_set();
    const ModelPlan* plan = plan_of(args.positional[0]);
    const ModelState* state = state_of(args.positional[0]);
    if (!plan || !state) return made;
    for (std::size_t i = 0; i < plan->fields.size() && i < state->set.size(); ++i)
        if (state->set[i])
            AW_GUEST_DO(lang::set_add(vm, *made.as<lang::Set>(), plan->fields[i].key));
    if (!state->extra.empty())
        for (const lang::DictEntry& entry : state->extra.as<Dict>()->entries)
            if (!entry.key.empty())
                AW_GUEST_DO(lang::set_add(vm, *made.as<lang::Set>(), entry.key));
    return made;
}

Completion model_extra(Vm&, Native&, CallArgs args) {
    const ModelState* state = state_of(args.positional[0]);
    return !state || state->extra.empty() ? Value::none() : state->extra;
}

Completion model_rebuild(Vm& vm, Native& self, CallArgs args) {
    const auto* cls = args.positional.empty() ? nullptr : args.positional[0].try_as<Class>();
    ModelPlan* plan = cls ? plan_of(*cls) : nullptr;
    if (!plan || plan->complete) return Completion::none();
    (void)self;
    AW_GUEST_DO(complete_model(vm, *plan));
    return Value::true_();
}

Completion post_init(Vm&, Native&, CallArgs) { return Completion::none(); }

}  // namespace

// -- shared with TypeAdapter ---------------------------------------------------------------------

Completion read_validate_options(Vm& vm, const Native& self, CallArgs args, std::string_view name,
                                 Value& input, ValidateOptions& out) {
    const std::array<std::string_view, 1> positional{name};
    static constexpr std::array<std::string_view, 7> kKeywords{
        "strict", "extra", "from_attributes", "context", "by_alias", "by_name", "self_instance"};
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, positional, kKeywords, Unknown::Refuse, options));
    input = options.get(name);
    if (input.empty())
        return vm.raise("TypeError", std::string(self.name) +
                                         "() missing 1 required positional argument: '" +
                                         std::string(name) + "'");
    if (!options.given("extra").empty())
        return vm.stop(lang::StopKind::Refused, "refused: " + std::string(self.name) +
                                                    "(extra=...) is not offered here; "
                                                    "model_config extra is");
    out.strict = options.flag("strict", false);
    out.from_attributes = options.flag("from_attributes", false);
    out.context = options.given("context");
    if (!options.given("by_alias").empty()) out.by_alias = options.flag("by_alias", true);
    if (!options.given("by_name").empty()) out.by_name = options.flag("by_name", false);
    return Completion::none();
}

Completion validated_or_raise(Vm& vm, const FieldType& type, const Value& input,
                              const ValidateOptions& options, const std::string& title) {
    std::vector<FieldError> errors;
    AW_GUEST(Value made, validate_with(vm, type, input, options, errors));
    if (!made.empty()) return made;
    return raise_model_errors(vm, title, std::move(errors));
}

Completion validated_json(Vm& vm, const FieldType& type, const Value& input,
                          ValidateOptions options, const std::string& title) {
    options.json = true;
    const std::optional<std::string_view> text = text_input(input);
    std::vector<FieldError> errors;
    if (!text) {
        errors.push_back(
            {"json_type", {}, "JSON input should be string, bytes or bytearray", input, {}});
        return raise_model_errors(vm, title, std::move(errors));
    }
    const std::string words = json_fault_words(*text);
    if (!words.empty()) {
        errors.push_back({"json_invalid",
                          {},
                          "Invalid JSON: " + words,
                          input,
                          {{"error", vm.heap().make_str(words)}}});
        return raise_model_errors(vm, title, std::move(errors));
    }
    std::optional<JsonFault> fault;
    AW_GUEST(const Value value, json_value(vm, *text, fault));
    return validated_or_raise(vm, type, value, options, title);
}

void install_model_methods(Vm& vm, Class& base) {
    lang::def_all(vm, base,
                  {{"model_dump", model_dump},
                   {"model_dump_json", model_dump_json},
                   {"dict", model_dump},
                   {"json", model_dump_json},
                   {"model_copy", model_copy},
                   {"copy", model_copy},
                   {"model_post_init", post_init}});
    lang::def_property(vm, base, "model_fields_set", fields_set);
    lang::def_property(vm, base, "__fields_set__", fields_set);
    lang::def_property(vm, base, "model_extra", model_extra);
    const std::pair<std::string_view, lang::NativeFn> class_methods[] = {
        {"model_validate", model_validate},
        {"model_validate_json", model_validate_json},
        {"parse_obj", model_validate},
        {"parse_raw", model_validate_json},
        {"from_orm", from_orm},
        {"model_construct", model_construct},
        {"construct", model_construct},
        {"model_rebuild", model_rebuild},
        {"update_forward_refs", model_rebuild},
        {"model_json_schema", model_json_schema},
        {"schema", model_json_schema},
        {"schema_json", schema_json}};
    for (const auto& [name, function] : class_methods)
        lang::set_class_method(vm, base, name, function);
    lang::set(vm, base, "model_fields", vm.heap().make_dict());
    lang::set(vm, base, "model_computed_fields", vm.heap().make_dict());
    lang::set(vm, base, "model_config", vm.heap().make_dict());
}

}  // namespace web
