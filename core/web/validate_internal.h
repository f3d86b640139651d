// web/validate_internal.h -- how the parts of validate() work together. Stays in this folder.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "lang/native.h"
#include "web/validate.h"

namespace web {

// How well an input fitted; a union takes the member it fits best. pydantic-core union.rs.
enum class Exactness : std::uint8_t { Lax, Strict, Exact };

// One validation in progress: where it is, and what it has found so far.
struct Validation {
    lang::Vm& vm;
    std::vector<FieldError>& errors;
    Loc loc;
    const ValidateOptions* options;
    Exactness exactness = Exactness::Exact;
    int fields_set = -1;               // of the models inside so far; -1: there is none
    std::string_view field_name = {};  // of the model that is being validated
    lang::Value data = {};             // Dict: its fields so far; empty when nothing asks for it
    lang::Value self = {};  // the instance that __init__ was called on, for the outermost model
    int depth = 0;          // of models inside models

    void floor(Exactness at_most) {
        if (at_most < exactness) exactness = at_most;
    }
    void add_fields_set(int count) { fields_set = (fields_set < 0 ? 0 : fields_set) + count; }
    using Context = std::initializer_list<std::pair<std::string, lang::Value>>;
    // Notes the error; always an empty Value.
    lang::Completion fail(std::string type, std::string msg, const lang::Value& input,
                          Context ctx = {});
    lang::Value text(std::string_view utf8) { return vm.heap().make_str(utf8); }
};

// An item's place in the loc while it is validated.
class LocStep {
  public:
    LocStep(Validation& validation, LocItem item) : validation_(validation) {
        validation.loc.push_back(std::move(item));
    }
    ~LocStep() { validation_.loc.pop_back(); }
    LocStep(const LocStep&) = delete;
    LocStep& operator=(const LocStep&) = delete;

  private:
    Validation& validation_;
};

// The converted value; empty when errors were noted.
lang::Completion validate_value(Validation& v, const FieldType& type, const lang::Value& input);

// validate_number.cpp
lang::Completion validate_int(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_float(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_bool(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_decimal(Validation& v, const FieldType& type, const lang::Value& input);
// validate_text.cpp
lang::Completion validate_str(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_bytes(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_uuid(Validation& v, const FieldType& type, const lang::Value& input);
// validate_container.cpp
lang::Completion validate_items(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_tuple(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_dict(Validation& v, const FieldType& type, const lang::Value& input);
// validate_choice.cpp
lang::Completion validate_union(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_enum(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_literal(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_tagged(Validation& v, const FieldType& type, const lang::Value& input);
// validate_time.cpp: Date, DateTime, Time, TimeDelta
lang::Completion validate_time(Validation& v, const FieldType& type, const lang::Value& input);
// validate_check.cpp: bounds on any value
lang::Completion validate_checked(Validation& v, const FieldType& type, const lang::Value& input);
// validate_function.cpp
lang::Completion validate_function(Validation& v, const FieldType& type, const lang::Value& input);
// model_validate.cpp
lang::Completion validate_model(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_model_itself(Validation& v, const FieldType& type,
                                       const lang::Value& input);
lang::Completion validate_record(Validation& v, const FieldType& type, const lang::Value& input);
// validate_special.cpp
lang::Completion validate_secret(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_email(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_url(Validation& v, const FieldType& type, const lang::Value& input);
lang::Completion validate_json(Validation& v, const FieldType& type, const lang::Value& input);

// strict=True of the field, its model or the call.
inline bool is_strict(const Validation& v, const FieldType& type) {
    return type.constraints.strict.value_or(v.options->strict);
}

// An exception of a validator as an error at this place; other exceptions go on.
lang::Completion note_raised(Validation& v, lang::Completion outcome, const lang::Value& input);
// The part of a loc that a dict's key is.
LocItem loc_of_key(lang::Vm& vm, const lang::Value& key);
// The same message and ctx that pydantic-core gives for a length.
lang::Completion too_many_items(Validation& v, std::string_view field_type, std::int64_t limit,
                                std::int64_t actual, const lang::Value& input);
lang::Completion too_few_items(Validation& v, std::string_view field_type, std::int64_t limit,
                               std::int64_t actual, const lang::Value& input);
// Bounds and multiple_of, on a number that was converted.
lang::Completion check_number(Validation& v, const FieldType& type, const lang::Value& input,
                              lang::Value number);

// "int", "list[int]": what a union puts into the loc. pydantic-core's validator names.
std::string type_label(const FieldType& type);

// Text of a str, or of bytes that are UTF-8; nothing for any other value.
std::optional<std::string_view> text_input(const lang::Value& input);

}  // namespace web
