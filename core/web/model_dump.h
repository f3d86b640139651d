// web/model_dump.h -- model_dump, model_dump_json and what FastAPI does with a response: values
// written as their declared types say. pydantic-core serializers/.
// Out: plain guest values ("python": as they are; "json": what JSON has). Errors: what the
// program's own serializers raise; PydanticSerializationError for what JSON cannot hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/vm.h"
#include "web/validate.h"

namespace web {

struct DumpOptions {
    bool json = false;             // mode="json"
    std::optional<bool> by_alias;  // nothing: as the model's configuration says
    bool exclude_unset = false, exclude_defaults = false, exclude_none = false;
    bool round_trip = false, exclude_computed = false, as_any = false;
    lang::Value include = {}, exclude = {};  // empty or None: everything
    lang::Value context = {};
};

// A function of the program that says how values of a type are written.
struct Serializer {
    lang::Value function;
    bool is_method = false;  // takes the model first
    bool wraps = false;      // takes a handler that writes it as without this
    bool takes_info = false;
    std::string when_used = "always";
    FieldTypePtr returns;  // null: by the value
};

// `type` null: by the value alone.
lang::Completion dump_value(lang::Vm& vm, const FieldType* type, const lang::Value& value,
                            const DumpOptions& options);

// The same as JSON text. `indent` < 0: on one line.
lang::Completion dump_to_json(lang::Vm& vm, const FieldType* type, const lang::Value& value,
                              DumpOptions options, std::string& out);
std::string indented_json(std::string_view compact, int indent);

// Keywords of model_dump and its kin.
lang::Completion read_dump_options(lang::Vm& vm, const lang::Native& self, lang::CallArgs args,
                                   bool json_text, DumpOptions& out, int& indent);

}  // namespace web
