#include "web/field_object.h"

#include <array>

#include "lang/arguments.h"
#include "lang/dict.h"
#include "web/field_functions.h"
#include "web/options.h"
#include "web/signature.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Kind;
using lang::Native;
using lang::Value;
using lang::Vm;

void FieldMark::visit(void (*each)(Value& value, void* context), void* context) {
    ConstraintsPayload::visit(each, context);
    for (Value* value :
         {&default_value, &default_factory, &validation_alias, &alias_priority,
          &discriminator_function, &description, &title, &examples, &deprecated, &schema_extra})
        if (!value->empty()) each(*value, context);
}

void PrivateMark::visit(void (*each)(Value& value, void* context), void* context) {
    for (Value* value : {&default_value, &default_factory})
        if (!value->empty()) each(*value, context);
}

void join_constraints(Constraints& over, const Constraints& under) {
    const auto keep = [](Value& mine, const Value& theirs) {
        if (mine.empty()) mine = theirs;
    };
    keep(over.ge, under.ge);
    keep(over.gt, under.gt);
    keep(over.le, under.le);
    keep(over.lt, under.lt);
    keep(over.multiple_of, under.multiple_of);
    const auto prefer = [](auto& mine, const auto& theirs) {
        if (!mine) mine = theirs;
    };
    prefer(over.min_length, under.min_length);
    prefer(over.max_length, under.max_length);
    prefer(over.pattern, under.pattern);
    prefer(over.strict, under.strict);
    prefer(over.strip_whitespace, under.strip_whitespace);
    prefer(over.to_lower, under.to_lower);
    prefer(over.to_upper, under.to_upper);
    prefer(over.numbers_to_text, under.numbers_to_text);
    prefer(over.finite, under.finite);
    prefer(over.max_digits, under.max_digits);
    prefer(over.decimal_places, under.decimal_places);
}

void merge_marks(FieldMark& earlier, const FieldMark& later) {
    const auto take = [](Value& mine, const Value& theirs) {
        if (!theirs.empty()) mine = theirs;
    };
    const auto prefer = [](auto& mine, const auto& theirs) {
        if (theirs) mine = theirs;
    };
    if (!later.default_value.empty()) earlier.default_factory = Value();
    if (!later.default_factory.empty()) earlier.default_value = Value();
    take(earlier.default_value, later.default_value);
    take(earlier.default_factory, later.default_factory);
    take(earlier.validation_alias, later.validation_alias);
    take(earlier.alias_priority, later.alias_priority);
    take(earlier.discriminator_function, later.discriminator_function);
    take(earlier.description, later.description);
    take(earlier.title, later.title);
    take(earlier.examples, later.examples);
    take(earlier.deprecated, later.deprecated);
    take(earlier.schema_extra, later.schema_extra);
    prefer(earlier.alias, later.alias);
    prefer(earlier.serialization_alias, later.serialization_alias);
    prefer(earlier.discriminator, later.discriminator);
    prefer(earlier.exclude, later.exclude);
    prefer(earlier.left_to_right, later.left_to_right);
    prefer(earlier.frozen, later.frozen);
    prefer(earlier.validate_default, later.validate_default);
    prefer(earlier.repr, later.repr);
    earlier.init_only = earlier.init_only || later.init_only;
    Constraints joined = later.constraints;
    join_constraints(joined, earlier.constraints);
    earlier.constraints = joined;
}

void read_constraints(const Options& options, Constraints& out) {
    const auto flag = [&](std::string_view name, std::optional<bool>& to) {
        if (!options.given(name).empty()) to = options.flag(name, false);
    };
    out.ge = options.given("ge");
    out.gt = options.given("gt");
    out.le = options.given("le");
    out.lt = options.given("lt");
    out.multiple_of = options.given("multiple_of");
    out.min_length = options.integer("min_length");
    out.max_length = options.integer("max_length");
    out.max_digits = options.integer("max_digits");
    out.decimal_places = options.integer("decimal_places");
    out.pattern = options.text("pattern");
    if (!out.pattern) out.pattern = options.text("regex");
    flag("strict", out.strict);
    flag("strip_whitespace", out.strip_whitespace);
    flag("to_lower", out.to_lower);
    flag("to_upper", out.to_upper);
    flag("coerce_numbers_to_str", out.numbers_to_text);
    if (!options.given("allow_inf_nan").empty()) out.finite = !options.flag("allow_inf_nan", true);
}

namespace {

// -- Field ---------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 1> kFieldDefault{"default"};
constexpr std::array<std::string_view, 38> kFieldKeywords{"default_factory",
                                                          "alias",
                                                          "alias_priority",
                                                          "validation_alias",
                                                          "serialization_alias",
                                                          "title",
                                                          "field_title_generator",
                                                          "description",
                                                          "examples",
                                                          "exclude",
                                                          "exclude_if",
                                                          "discriminator",
                                                          "deprecated",
                                                          "json_schema_extra",
                                                          "frozen",
                                                          "validate_default",
                                                          "repr",
                                                          "init",
                                                          "init_var",
                                                          "kw_only",
                                                          "pattern",
                                                          "strict",
                                                          "coerce_numbers_to_str",
                                                          "gt",
                                                          "ge",
                                                          "lt",
                                                          "le",
                                                          "multiple_of",
                                                          "allow_inf_nan",
                                                          "max_digits",
                                                          "decimal_places",
                                                          "min_length",
                                                          "max_length",
                                                          "union_mode",
                                                          "fail_fast",
                                                          "strip_whitespace",
                                                          "regex",
                                                          "example"};

Completion read_discriminator(Vm& vm, const Value& given, FieldMark& mark) {
    if (given.empty()) return Completion::none();
    if (lang::is_text(given)) {
        mark.discriminator = std::string(lang::text_of(given));
    } else if (const auto* object = lang::payload_of<DiscriminatorMark>(given)) {
        mark.discriminator = object->field;
        mark.discriminator_function = object->function;
    } else {
        return vm.raise("TypeError", "`discriminator` must be a str or a Discriminator");
    }
    return Completion::none();
}

Completion read_field(Vm& vm, const Options& options, FieldMark& mark) {
    mark.default_value = options.get("default");
    if (mark.default_value.is_ellipsis()) mark.default_value = Value();
    mark.default_factory = options.given("default_factory");
    if (!mark.default_value.empty() && !mark.default_factory.empty())
        return vm.raise("TypeError", "cannot specify both default and default_factory");
    if (options.flag("fail_fast", false))
        return vm.stop(lang::StopKind::Refused,
                       "refused: Field(fail_fast=True) is not offered here; all errors are told");
    if (!options.given("exclude_if").empty())
        return vm.stop(lang::StopKind::Refused,
                       "refused: Field(exclude_if=...) is not offered here; exclude=True is");
    if (!options.given("union_mode").empty())
        mark.left_to_right = options.text("union_mode") == "left_to_right";
    mark.alias = options.text("alias");
    mark.serialization_alias = options.text("serialization_alias");
    mark.validation_alias = options.given("validation_alias");
    mark.alias_priority = options.given("alias_priority");
    mark.description = options.given("description");
    mark.title = options.given("title");
    mark.examples = options.given("examples");
    mark.deprecated = options.given("deprecated");
    mark.schema_extra = options.given("json_schema_extra");
    const auto flag = [&](std::string_view name, std::optional<bool>& to) {
        if (!options.given(name).empty()) to = options.flag(name, false);
    };
    flag("exclude", mark.exclude);
    flag("frozen", mark.frozen);
    flag("validate_default", mark.validate_default);
    flag("repr", mark.repr);
    AW_GUEST_DO(read_discriminator(vm, options.given("discriminator"), mark));
    read_constraints(options, mark.constraints);
    return Completion::none();
}

Completion field(Vm& vm, Native& self, CallArgs args) {
    Options options;
    AW_GUEST_DO(
        Options::read(vm, self, args, kFieldDefault, kFieldKeywords, Unknown::Ignore, options));
    auto mark = std::make_unique<FieldMark>();
    AW_GUEST_DO(read_field(vm, options, *mark));
    if (!vm.has_room(sizeof(FieldMark))) return vm.out_of_memory();
    return make_field_info(vm, std::move(mark), {});
}

Completion field_is_required(Vm&, Native&, CallArgs args) {
    const auto* mark = lang::payload_of<FieldMark>(args.positional[0]);
    return Value::boolean(mark && mark->default_value.empty() && mark->default_factory.empty());
}

Completion field_get_default(Vm& vm, Native& self, CallArgs args) {
    Value call_factory;
    AW_GUEST_DO(lang::bind(vm, self, lang::without_self(args),
                           {{"call_default_factory", &call_factory, lang::kKeywordOnly}}));
    const auto* mark = lang::payload_of<FieldMark>(args.positional[0]);
    if (mark && !mark->default_factory.empty())
        return call_factory.is_true() ? vm.call(Value(mark->default_factory)) : Completion::none();
    if (mark && !mark->default_value.empty()) return mark->default_value;
    return web_state(vm).undefined;
}

Completion field_repr(Vm& vm, Native&, CallArgs args) {
    const Value info = args.positional[0];
    const auto* mark = lang::payload_of<FieldMark>(info);
    std::string out = "FieldInfo(annotation=";
    const Value annotation = lang::read_slot(*info.as<lang::Instance>(), "annotation");
    AW_GUEST(const Value shown, vm.repr(annotation));
    const auto* cls = annotation.try_as<Class>();
    out += annotation.is_none() ? "NoneType" : cls ? cls->name : std::string(lang::text_of(shown));
    const bool required = mark->default_value.empty() && mark->default_factory.empty();
    out += std::string(", required=") + (required ? "True" : "False");
    if (!mark->default_value.empty()) {
        AW_GUEST(const Value text, vm.repr(mark->default_value));
        out += ", default=" + std::string(lang::text_of(text));
    }
    if (mark->alias) out += ", alias='" + *mark->alias + "'";
    return vm.heap().make_str(out + ")");
}

Completion undefined_repr(Vm& vm, Native&, CallArgs) {
    return vm.heap().make_ascii("PydanticUndefined");
}

Completion private_attr(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 2> kKeywords{"default_factory", "init"};
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, kFieldDefault, kKeywords, Unknown::Refuse, options));
    auto mark = std::make_unique<PrivateMark>();
    mark->default_value = options.get("default");
    mark->default_factory = options.given("default_factory");
    Value made = lang::make_instance(vm, *web_state(vm).private_attr);
    made.as<lang::Instance>()->payload = std::move(mark);
    return made;
}

// -- aliases -------------------------------------------------------------------------------------

Completion read_path(Vm& vm, std::span<const Value> parts, KeyPath& out) {
    for (const Value& part : parts) {
        if (lang::is_text(part))
            out.emplace_back(std::string(lang::text_of(part)));
        else if (part.is_small())
            out.emplace_back(part.as_small());
        else
            return vm.raise("TypeError", "AliasPath arguments must be str or int");
    }
    return Completion::none();
}

Completion make_alias_path(Vm& vm, Class& cls, CallArgs args) {
    auto mark = std::make_unique<AliasPathMark>();
    AW_GUEST_DO(read_path(vm, args.positional, mark->path));
    if (mark->path.empty())
        return vm.raise("TypeError",
                        "AliasPath.__init__() missing 1 required positional argument: "
                        "'first_arg'");
    Value made = lang::make_instance(vm, cls);
    made.as<lang::Instance>()->payload = std::move(mark);
    return made;
}

Completion make_alias_choices(Vm& vm, Class& cls, CallArgs args) {
    auto mark = std::make_unique<AliasChoicesMark>();
    for (const Value& choice : args.positional) AW_GUEST_DO(read_alias(vm, choice, mark->choices));
    Value made = lang::make_instance(vm, cls);
    made.as<lang::Instance>()->payload = std::move(mark);
    return made;
}

Completion make_alias_generator(Vm& vm, Class& cls, CallArgs args) {
    static constexpr std::array<std::string_view, 3> kNames{"alias", "validation_alias",
                                                            "serialization_alias"};
    const Value native = lang::make_native(vm, "AliasGenerator", nullptr);
    Options options;
    AW_GUEST_DO(
        Options::read(vm, *native.as<Native>(), args, kNames, {}, Unknown::Refuse, options));
    Value made = lang::make_instance(vm, cls);
    for (const std::string_view name : kNames)
        lang::write_slot(vm, *made.as<lang::Instance>(), name,
                         options.given(name).empty() ? Value::none() : options.given(name));
    return made;
}

}  // namespace

Value make_field_info(Vm& vm, std::unique_ptr<FieldMark> mark, const Value& annotation) {
    mark->charge.set(sizeof(FieldMark));
    Value made = lang::make_instance(vm, *web_state(vm).field_info);
    auto& instance = *made.as<lang::Instance>();
    const auto text = [&](const std::optional<std::string>& value) {
        return value ? vm.heap().make_str(*value) : Value::none();
    };
    const auto or_none = [](const Value& value) { return value.empty() ? Value::none() : value; };
    lang::write_slot(vm, instance, "annotation", or_none(annotation));
    lang::write_slot(vm, instance, "default",
                     mark->default_value.empty() ? web_state(vm).undefined : mark->default_value);
    lang::write_slot(vm, instance, "default_factory", or_none(mark->default_factory));
    lang::write_slot(vm, instance, "alias", text(mark->alias));
    lang::write_slot(vm, instance, "validation_alias",
                     mark->validation_alias.empty() ? text(mark->alias) : mark->validation_alias);
    lang::write_slot(vm, instance, "serialization_alias",
                     text(mark->serialization_alias ? mark->serialization_alias : mark->alias));
    lang::write_slot(vm, instance, "title", or_none(mark->title));
    lang::write_slot(vm, instance, "description", or_none(mark->description));
    instance.payload = std::move(mark);
    return made;
}

Completion read_alias(Vm& vm, const Value& alias, std::vector<KeyPath>& out) {
    if (lang::is_text(alias)) {
        out.push_back({std::string(lang::text_of(alias))});
    } else if (const auto* path = lang::payload_of<AliasPathMark>(alias)) {
        out.push_back(path->path);
    } else if (const auto* choices = lang::payload_of<AliasChoicesMark>(alias)) {
        out.insert(out.end(), choices->choices.begin(), choices->choices.end());
    } else {
        return vm.raise("TypeError",
                        "Invalid `validation_alias` type. it should be `str`, `AliasChoices`, or "
                        "`AliasPath`");
    }
    return Completion::none();
}

bool takes_info(Vm& vm, const Value& function, std::size_t arguments) {
    if (function.is(Kind::Native) || function.is(Kind::Class)) return false;
    Signature signature;
    if (!read_signature(vm, function, signature).ok()) return false;
    std::size_t required = 0;
    for (const SignatureParameter& parameter : signature.parameters)
        if (parameter.kind == ParameterKind::Positional && parameter.default_value.empty())
            ++required;
    return required > arguments;
}

void install_fields(Vm& vm, WebState& state) {
    constexpr std::string_view kFields = "pydantic.fields";
    state.field_info = &lang::make_class(vm, "FieldInfo", {}, kFields);
    lang::def(vm, *state.field_info, "is_required", field_is_required);
    lang::def(vm, *state.field_info, "get_default", field_get_default);
    lang::def(vm, *state.field_info, "__repr__", field_repr);
    state.private_attr = &lang::make_class(vm, "ModelPrivateAttr", {}, kFields);
    state.alias_path = &lang::make_class(vm, "AliasPath", {}, "pydantic.aliases");
    state.alias_path->construct = make_alias_path;
    state.alias_choices = &lang::make_class(vm, "AliasChoices", {}, "pydantic.aliases");
    state.alias_choices->construct = make_alias_choices;
    state.alias_generator = &lang::make_class(vm, "AliasGenerator", {}, "pydantic.aliases");
    state.alias_generator->construct = make_alias_generator;
    Class& undefined = lang::make_class(vm, "PydanticUndefinedType", {}, "pydantic_core");
    lang::def(vm, undefined, "__repr__", undefined_repr);
    state.undefined = lang::make_instance(vm, undefined);
}

void add_field_functions(Vm& vm, lang::Module& module) {
    lang::def(vm, module, "Field", field);
    lang::def(vm, module, "PrivateAttr", private_attr);
}

}  // namespace web
