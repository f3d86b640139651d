#include "web/model_schema.h"

#include <array>

#include "web/jsonable.h"
#include "web/openapi_schema.h"
#include "web/options.h"

namespace web {

using lang::CallArgs;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

Completion json_schema_of(Vm& vm, const Native& self, CallArgs args, const FieldType& type) {
    static constexpr std::array<std::string_view, 2> kPositional{"by_alias", "ref_template"};
    static constexpr std::array<std::string_view, 3> kKeywords{"schema_generator", "mode",
                                                               "union_format"};
    Options given;
    AW_GUEST_DO(Options::read(vm, self, args, kPositional, kKeywords, Unknown::Refuse, given));
    for (const std::string_view name : {"ref_template", "schema_generator", "union_format"})
        if (!given.given(name).empty())
            return vm.stop(lang::StopKind::Refused, "refused: " + std::string(self.name) + "(" +
                                                        std::string(name) +
                                                        "=...) is not offered here");
    if (!given.flag("by_alias", true))
        return vm.stop(lang::StopKind::Refused, "refused: " + std::string(self.name) +
                                                    "(by_alias=False) is not offered here");
    Schemas schemas(vm, "#/$defs/");
    schemas.set_mode(given.text("mode") == "serialization" ? SchemaMode::Output
                                                           : SchemaMode::Input);
    return schemas.of_one(type);
}

Completion model_json_schema(Vm& vm, Native& self, CallArgs args) {
    FieldTypePtr type;
    AW_GUEST_DO(compile_type(vm, args.positional[0], {}, type));
    if (!type) return vm.raise("TypeError", "a model was expected");
    return json_schema_of(vm, self, lang::without_self(args), *type);
}

Completion schema_json(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST(Value schema, model_json_schema(vm, self, {args.positional.first(1), {}}));
    AW_GUEST(const Value json, vm.import_module("json"));
    return vm.call_method(json, "dumps", std::span<Value>(&schema, 1), args.keywords);
}

}  // namespace web
