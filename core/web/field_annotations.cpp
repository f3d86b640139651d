// What stands in Annotated[]: BeforeValidator and its kin, PlainSerializer, Discriminator,
// StringConstraints, Strict, annotated_types.Gt ... pydantic functional_validators.py, types.py.
#include <array>

#include "lang/arguments.h"
#include "web/field_functions.h"
#include "web/field_object.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

namespace {

Value marked(Vm& vm, Class& cls, std::unique_ptr<lang::Payload> payload) {
    Value made = lang::make_instance(vm, cls);
    made.as<lang::Instance>()->payload = std::move(payload);
    return made;
}

// Options are read for a native: its name stands in the TypeError.
Completion read_annotation(Vm& vm, std::string_view name, CallArgs args,
                           std::span<const std::string_view> positional,
                           std::span<const std::string_view> keywords, Options& out) {
    const Value native = lang::make_native(vm, name, nullptr);
    return Options::read(vm, *native.as<Native>(), args, positional, keywords, Unknown::Refuse,
                         out);
}

template <ValidatorMode kMode>
Completion make_validator(Vm& vm, Class& cls, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kFunction{"func"};
    static constexpr std::array<std::string_view, 1> kKeywords{"json_schema_input_type"};
    Options options;
    AW_GUEST_DO(read_annotation(vm, cls.name, args, kFunction, kKeywords, options));
    auto mark = std::make_unique<ValidatorMark>();
    mark->function = options.get("func");
    mark->mode = kMode;
    if (mark->function.empty())
        return vm.raise("TypeError", cls.name +
                                         ".__init__() missing 1 required positional "
                                         "argument: 'func'");
    return marked(vm, cls, std::move(mark));
}

template <bool kWraps>
Completion make_serializer(Vm& vm, Class& cls, CallArgs args) {
    static constexpr std::array<std::string_view, 3> kNames{"func", "return_type", "when_used"};
    Options options;
    AW_GUEST_DO(read_annotation(vm, cls.name, args, kNames, {}, options));
    auto mark = std::make_unique<SerializerMark>();
    mark->function = options.get("func");
    mark->return_type = options.given("return_type");
    mark->when_used = options.text("when_used").value_or("always");
    mark->wraps = kWraps;
    return marked(vm, cls, std::move(mark));
}

Completion make_discriminator(Vm& vm, Class& cls, CallArgs args) {
    auto mark = std::make_unique<DiscriminatorMark>();
    if (args.positional.empty())
        return vm.raise("TypeError",
                        "Discriminator.__init__() missing 1 required positional "
                        "argument: 'discriminator'");
    const Value& given = args.positional[0];
    if (lang::is_text(given))
        mark->field = std::string(lang::text_of(given));
    else
        mark->function = given;
    return marked(vm, cls, std::move(mark));
}

Completion make_json_schema(Vm& vm, Class& cls, CallArgs args) {
    static constexpr std::array<std::string_view, 2> kNames{"json_schema", "mode"};
    Options options;
    AW_GUEST_DO(read_annotation(vm, cls.name, args, kNames, {}, options));
    auto mark = std::make_unique<SchemaMark>();
    mark->schema = options.given("json_schema");
    return marked(vm, cls, std::move(mark));
}

Completion make_tag(Vm& vm, Class& cls, CallArgs args) {
    auto mark = std::make_unique<TagMark>();
    if (args.positional.empty() || !lang::is_text(args.positional[0]))
        return vm.raise("TypeError", "Tag() needs a text");
    mark->tag = std::string(lang::text_of(args.positional[0]));
    return marked(vm, cls, std::move(mark));
}

constexpr std::array<std::string_view, 8> kTextKeywords{
    "strip_whitespace", "to_upper",   "to_lower", "strict",
    "min_length",       "max_length", "pattern",  "ascii_only"};

Completion make_text_constraints(Vm& vm, Class& cls, CallArgs args) {
    Options options;
    AW_GUEST_DO(read_annotation(vm, cls.name, args, {}, kTextKeywords, options));
    if (options.flag("ascii_only", false))
        return vm.stop(lang::StopKind::Refused,
                       "refused: StringConstraints(ascii_only=True) is not offered here");
    auto mark = std::make_unique<ConstraintsPayload>();
    read_constraints(options, mark->constraints);
    return marked(vm, cls, std::move(mark));
}

// Strict(), AllowInfNan(), Gt(5), MinLen(1), Interval(ge=1, le=5) ...: the class's name says which.
Completion make_constraint(Vm& vm, Class& cls, CallArgs args) {
    static constexpr std::array<std::string_view, 6> kIntervalKeywords{
        "gt", "ge", "lt", "le", "min_length", "max_length"};
    auto mark = std::make_unique<ConstraintsPayload>();
    Constraints& c = mark->constraints;
    const Value first = args.positional.empty()
                            ? (args.keywords.empty() ? Value() : args.keywords[0].value)
                            : args.positional[0];
    const auto number = [&](std::size_t index) -> std::optional<std::int64_t> {
        if (index >= args.positional.size() || !args.positional[index].is_small())
            return std::nullopt;
        return args.positional[index].as_small();
    };
    if (cls.name == "Interval" || (cls.name == "Len" && args.positional.empty())) {
        Options options;
        AW_GUEST_DO(read_annotation(vm, cls.name, args, {}, kIntervalKeywords, options));
        read_constraints(options, c);
    } else if (cls.name == "Len") {
        c.min_length = number(0);
        c.max_length = number(1);
    } else if (cls.name == "Strict") {
        c.strict = first.empty() || first.is_true();
    } else if (cls.name == "AllowInfNan") {
        c.finite = !(first.empty() || first.is_true());
    } else if (cls.name == "MinLen") {
        c.min_length = first.is_small() ? std::optional(first.as_small()) : std::nullopt;
    } else if (cls.name == "MaxLen") {
        c.max_length = first.is_small() ? std::optional(first.as_small()) : std::nullopt;
    } else {
        const std::pair<std::string_view, Value*> bounds[] = {{"Gt", &c.gt},
                                                              {"Ge", &c.ge},
                                                              {"Lt", &c.lt},
                                                              {"Le", &c.le},
                                                              {"MultipleOf", &c.multiple_of}};
        for (const auto& [name, to] : bounds)
            if (cls.name == name) *to = first;
    }
    return marked(vm, cls, std::move(mark));
}

using Construct = Completion (*)(Vm& vm, Class& cls, CallArgs args);
Class& add(Vm& vm, lang::Module& module, std::string_view name, Construct construct,
           std::string_view from) {
    Class& cls = lang::make_class(vm, name, {}, from);
    cls.construct = construct;
    lang::set(vm, module, name, lang::class_value(cls));
    return cls;
}

}  // namespace

void add_annotation_functions(Vm& vm, lang::Module& module) {
    constexpr std::string_view kValidators = "pydantic.functional_validators";
    constexpr std::string_view kSerializers = "pydantic.functional_serializers";
    add(vm, module, "BeforeValidator", make_validator<ValidatorMode::Before>, kValidators);
    add(vm, module, "AfterValidator", make_validator<ValidatorMode::After>, kValidators);
    add(vm, module, "WrapValidator", make_validator<ValidatorMode::Wrap>, kValidators);
    add(vm, module, "PlainValidator", make_validator<ValidatorMode::Plain>, kValidators);
    add(vm, module, "PlainSerializer", make_serializer<false>, kSerializers);
    add(vm, module, "WrapSerializer", make_serializer<true>, kSerializers);
    add(vm, module, "Discriminator", make_discriminator, "pydantic.types");
    add(vm, module, "Tag", make_tag, "pydantic.types");
    add(vm, module, "WithJsonSchema", make_json_schema, "pydantic.json_schema");
    add(vm, module, "StringConstraints", make_text_constraints, "pydantic.types");
    add(vm, module, "Strict", make_constraint, "pydantic.types");
    add(vm, module, "AllowInfNan", make_constraint, "pydantic.types");
}

void load_annotated_types(Vm& vm, lang::Module& module) {
    for (const std::string_view name :
         {"Gt", "Ge", "Lt", "Le", "MultipleOf", "MinLen", "MaxLen", "Len", "Interval"})
        add(vm, module, name, make_constraint, "annotated_types");
}

}  // namespace web
