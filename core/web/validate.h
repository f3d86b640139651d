// web/validate.h -- annotations compiled to field types, values held against them. pydantic 2.
// In: guest annotations and the values of parameters (text) or JSON bodies. Both are validated in
// pydantic's lax Python mode, as FastAPI does: one set of rules.
// Out: the converted value, or FieldErrors in pydantic's words. An empty Value: there are errors.
// Errors of the guest (a limit, an Enum's _missing_ that raises) travel in the Completion.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "lang/vm.h"

namespace web {

// Bounds keep the guest's numbers (5, 0.5, Decimal). Empty Value: not given.
struct Constraints {
    lang::Value ge, gt, le, lt, multiple_of;
    std::optional<std::int64_t> min_length, max_length;
    std::optional<std::string> pattern;
    std::optional<bool> strict;
    std::optional<bool> strip_whitespace, to_lower, to_upper, numbers_to_text, finite;
    std::optional<std::int64_t> max_digits, decimal_places;
    bool any() const;
};

// Behind Query(), Path(), Field() ...: what Annotated metadata must carry to constrain a type.
struct ConstraintsPayload : lang::Payload {
    Constraints constraints;
    void visit(void (*each)(lang::Value& value, void* context), void* context) override;
};

enum class TypeKind : std::uint8_t {
    Any,
    None,
    Bool,
    Int,
    Float,
    Str,
    Bytes,
    Decimal,
    Date,
    DateTime,
    Time,
    TimeDelta,
    Uuid,
    Enum,
    Literal,
    List,
    Set,
    FrozenSet,
    Tuple,
    VariadicTuple,
    Dict,
    Union,
    TaggedUnion,  // Field(discriminator=...)
    Instance,
    Model,        // a subclass of BaseModel
    ModelItself,  // the same without the model validators around it
    Record,       // a dataclass or a TypedDict: `plan` says which
    Validator,    // a function of the program around items[0]
    Checked,      // constraints that items[0] cannot have itself
    Secret,       // SecretStr, SecretBytes: items[0] is what they hide
    Email,
    Url,
    Callable,
    Subclass,  // type[X]
    Json,      // Json[X]: text that holds items[0]
};

struct Pattern;     // pattern.h
struct ModelPlan;   // model_plan.h
struct Serializer;  // model_dump.h
enum class ValidatorMode : std::uint8_t { Before, After, Wrap, Plain };

struct FieldType {
    TypeKind kind = TypeKind::Any;
    Constraints constraints;
    std::shared_ptr<const Pattern> pattern;  // of constraints.pattern
    // List, Set, FrozenSet, VariadicTuple: the item; Tuple: each; Dict: key, value; Union: members
    std::vector<std::shared_ptr<const FieldType>> items;
    lang::Value cls;                    // Enum, Instance: the Class
    std::vector<lang::Value> literals;  // Literal: the values; Enum: those of its members
    std::vector<lang::Value> members;   // Enum
    std::string expected;               // Literal, Enum: "'a', 'b' or 'c'"
    bool values_only = false;           // Enum: use_enum_values
    // Validator: what is called, and whether it also takes a ValidationInfo. TaggedUnion: the
    // function of a Discriminator, which says the tag of an input.
    lang::Value function;
    ValidatorMode mode = ValidatorMode::Before;
    bool takes_info = false;
    // TaggedUnion: the field that says which member; `literals` are the tags, `tag_items` the index
    // of the member of each.
    std::string discriminator;
    std::vector<std::vector<std::string>> discriminator_keys;  // where an input has it
    std::vector<std::size_t> tag_items;
    std::string tag;                        // Tag("a"): what a Discriminator's function calls it
    bool left_to_right = false;             // Union: the first member that takes it
    std::shared_ptr<const ModelPlan> plan;  // Record
    lang::Value schema;                     // WithJsonSchema(): a Dict; empty: its own
    std::shared_ptr<const Serializer> serializer;  // a function of the program; null: none
};
using FieldTypePtr = std::shared_ptr<const FieldType>;

using LocItem = std::variant<std::string, std::int64_t>;
using Loc = std::vector<LocItem>;
struct FieldError {
    std::string type;  // "int_parsing"
    Loc loc;
    std::string msg;
    lang::Value input;
    std::vector<std::pair<std::string, lang::Value>> ctx;
    bool custom = false;  // of a PydanticCustomError: it has no page that explains it
};

struct ModelConfig;  // model_plan.h
// Where an annotation stands.
struct TypeContext {
    const ModelConfig* config = nullptr;  // of the model it belongs to; null: none
    lang::Value owner = {};               // the class: its name may stand as text in it
    // Of a generic model: a TypeVar and what stands for it.
    std::vector<std::pair<lang::Value, lang::Value>> substitutions = {};
    lang::Value unknown = {};  // out: the innermost annotation that there is no schema for
};

// `out` stays null when pydantic has no schema for the annotation (a plain class). TypeError for a
// constraint that the type cannot have; SchemaError's words for a pattern that does not compile.
// Annotations that are text are evaluated in the program's module: NameError.
lang::Completion compile_type(lang::Vm& vm, const lang::Value& annotation,
                              const Constraints& constraints, FieldTypePtr& out);
lang::Completion compile_type(lang::Vm& vm, const lang::Value& annotation,
                              const Constraints& constraints, TypeContext& context,
                              FieldTypePtr& out);

// str, int, bool, Enum ... : may stand in a query; not dict, list or a model. None-unions of
// scalars count as scalars.
bool is_scalar(const FieldType& type);
// list[str], set[int], tuple ... of scalars: collects the repeats of a query key or header.
bool is_scalar_sequence(const FieldType& type);
bool accepts_none(const FieldType& type);
// list[...], set[...] ... or a union with one of them: FastAPI reads all values of its name.
bool is_sequence(const FieldType& type);

// How FastAPI validates: objects may stand for models, their attributes are read.
lang::Completion validate(lang::Vm& vm, const FieldType& type, const lang::Value& input,
                          const Loc& loc, std::vector<FieldError>& errors);

// How pydantic's own methods validate.
struct ValidateOptions {
    bool from_attributes = false;
    bool strict = false;
    bool json = false;  // the input was JSON text
    std::optional<bool> by_alias = {}, by_name = {};
    lang::Value context = {};  // empty: None
};
lang::Completion validate_with(lang::Vm& vm, const FieldType& type, const lang::Value& input,
                               const ValidateOptions& options, std::vector<FieldError>& errors);

FieldError missing_error(const Loc& loc, lang::Value input);  // "Field required"
// [{"type":..,"loc":[..],"msg":..,"input":..[,"ctx":{..}]}] as guest values.
lang::Value errors_to_detail(lang::Vm& vm, const std::vector<FieldError>& errors);

}  // namespace web
