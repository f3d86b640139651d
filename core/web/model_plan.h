// web/model_plan.h -- what a pydantic model is, worked out once when its class is made: its fields,
// how inputs name them, its configuration and the functions that the program hung into it.
// pydantic main.py, _internal/_model_construction.py, _fields.py, _decorators.py.
// A class whose annotations name what does not exist yet is completed on first use.
// Errors: pydantic's, while the class is made, as the guest's exception (PydanticUserError ...).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/shape.h"
#include "lang/vm.h"
#include "web/heap_charge.h"
#include "web/validate.h"

namespace web {

enum class Extra : std::uint8_t { Ignore, Allow, Forbid };

// model_config, as far as it changes what happens here.
struct ModelConfig {
    Extra extra = Extra::Ignore;
    bool validate_by_name = false, validate_by_alias = true, from_attributes = false;
    bool frozen = false, validate_assignment = false, use_enum_values = false;
    bool arbitrary_types = false, validate_default = false, strict = false, revalidate = false;
    bool serialize_by_alias = false, hide_input = false, numbers_to_text = false;
    bool strip_whitespace = false, to_lower = false, to_upper = false, loc_by_alias = true;
    bool finite = false;
    bool use_docstrings = false;
    std::optional<std::int64_t> min_length, max_length;
    lang::Value alias_generator;  // empty: none
    lang::Value title;            // empty: the class's name
    lang::Value schema_extra;     // a dict or a function; empty: nothing is added to the schema
};

// Where a field's value stands in an input: one key, or a key inside a key ...
using KeyPath = std::vector<LocItem>;

struct ModelField {
    std::string name;
    lang::Value key;  // name, interned
    lang::Value annotation;
    lang::Value info;  // its FieldInfo
    FieldTypePtr type;
    std::vector<KeyPath> aliases;  // empty: the name alone
    LocItem loc;                   // what an error says
    lang::Value output_key;        // by_alias; the name when it has no alias
    lang::Value default_value;     // empty: none
    lang::Value default_factory;   // empty: none
    bool factory_takes_data = false;
    bool copies_default = false;  // it is mutable
    bool validate_default = false, frozen = false, exclude = false, shown = true;
    bool init_only = false;     // InitVar of a dataclass
    bool in_init = true;        // field(init=False) of a dataclass
    bool optional_key = false;  // of a TypedDict: may be absent
    bool required() const { return default_value.empty() && default_factory.empty(); }
};

struct PrivateField {
    lang::Value key;
    lang::Value default_value, default_factory;
};

struct ComputedField {
    std::string name;
    lang::Value key, output_key;
    FieldTypePtr type;  // of its return annotation; null: by the value
    std::string doc;    // of its function
    bool shown = true;
};

// @field_validator, @model_validator, @field_serializer ... as they stand in a class body.
enum class HookKind : std::uint8_t {
    FieldValidator,
    ModelValidator,
    FieldSerializer,
    ModelSerializer,
    Computed,
};
struct Hook {
    HookKind kind = HookKind::FieldValidator;
    std::string name;                 // of the method
    std::vector<std::string> fields;  // "*": all of them
    ValidatorMode mode = ValidatorMode::After;
    bool check_fields = true;
    lang::Value function;  // bound to the class; FieldValidator and ModelValidator(before)
    bool takes_info = false;
    // Serializers: "always", "json", "unless-none", "json-unless-none".
    std::string when_used = "always";
    lang::Value return_type;           // empty: unknown
    std::optional<std::string> alias;  // Computed
    bool shown = true;
};

enum class RecordKind : std::uint8_t { Model, RootModel, DataClass, TypedDict };

struct ModelPlan final : lang::Payload {
    RecordKind kind = RecordKind::Model;
    lang::Class* cls = nullptr;  // holds this plan, or is held by `keep`
    lang::Value keep;
    std::string name;
    ModelConfig config;
    lang::Value config_dict;  // what model_config shows
    bool complete = false, building = false;
    std::vector<ModelField> fields;
    std::vector<PrivateField> privates;
    std::vector<ComputedField> computed;
    std::vector<Hook> hooks;  // those of its bases first
    std::vector<std::string> class_variables;
    lang::Shape* shape = nullptr;  // of an instance with all fields; null: too many
    bool custom_init = false, has_post_init = false, wants_data = false;
    FieldTypePtr around;      // ModelItself inside its after and wrap validators
    FieldTypePtr extra_type;  // __pydantic_extra__: dict[str, X]; null: anything
    std::shared_ptr<const Serializer> serializer;  // @model_serializer
    // Of a generic model: what its TypeVars stand for, and the classes made by Model[int].
    std::vector<std::pair<lang::Value, lang::Value>> substitutions;
    std::vector<std::pair<lang::Value, lang::Value>> specialised;  // args Tuple, Class
    lang::Value taken_defaults;  // Dict: what the class body assigned; see model_fields.cpp
    lang::Value origin;          // Model of Model[int]; empty: none
    HeapCharge charge;

    const ModelField* find(std::string_view field) const;  // null: none
    bool has_hook(HookKind kind, ValidatorMode mode) const;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

// What an instance of a model keeps beside its fields.
struct ModelState final : lang::Payload {
    std::vector<bool> set;  // by field
    lang::Value extra;      // Dict; empty: the model takes none
    void visit(void (*each)(lang::Value& value, void* context), void* context) override {
        if (!extra.empty()) each(extra, context);
    }
};

ModelPlan* plan_of(const lang::Class& cls);       // null: no model, or BaseModel itself
ModelPlan* plan_of(const lang::Value& instance);  // of its class; null: no model
ModelState* state_of(const lang::Value& instance);

// Annotations that could not be evaluated are tried again: PydanticUserError when they still
// cannot. `plan` is then complete.
lang::Completion complete_model(lang::Vm& vm, ModelPlan& plan);
// The fields of a dataclass or a TypedDict; `out` null when it is neither.
lang::Completion plan_record(lang::Vm& vm, const lang::Value& cls, TypeContext& context,
                             std::shared_ptr<ModelPlan>& out);

// model_plan.cpp
// The class's fields out of its annotations, into plan.fields: a base's first.
lang::Completion collect_fields(lang::Vm& vm, ModelPlan& plan);
// @field_validator and the like are taken out of the class; the functions stay.
lang::Completion collect_hooks(lang::Vm& vm, lang::Class& cls, ModelPlan& plan);
// class Config, model_config and class keywords, on top of what the bases have.
lang::Completion read_config(lang::Vm& vm, lang::Class& cls, lang::CallArgs keywords,
                             ModelPlan& plan);
lang::Completion apply_config(lang::Vm& vm, const lang::Value& dict, ModelConfig& out);

// PydanticUserError, with the page that pydantic names.
lang::Completion raise_user_error(lang::Vm& vm, const std::string& message, std::string_view code);
// PydanticSchemaGenerationError about an annotation.
lang::Completion raise_no_schema(lang::Vm& vm, const lang::Value& annotation);

}  // namespace web
