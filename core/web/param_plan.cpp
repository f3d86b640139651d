#include "web/param_plan.h"

#include <algorithm>

#include "auth/form_grant.h"
#include "web/exception_objects.h"
#include "web/field_type_internal.h"
#include "web/param_model.h"
#include "web/web_state.h"

namespace web {

using lang::Class;
using lang::Completion;
using lang::GenericAlias;
using lang::Tuple;
using lang::Value;
using lang::Vm;

namespace {

std::string quoted(const std::string& name) { return "'" + name + "'"; }

Completion fail(Vm& vm, const std::string& message) { return vm.raise("AssertionError", message); }

bool is_annotated(const Value& annotation) {
    const auto* alias = annotation.try_as<GenericAlias>();
    if (!alias) return false;
    const auto* origin = alias->origin.try_as<Class>();
    return origin && origin->name == "Annotated" && origin->module_name == "typing";
}

// What stands for a parameter: its type, its default, and the marks beside them.
struct Reading {
    const SignatureParameter& parameter;
    bool in_path;
    Value annotation;  // as written; empty: none
    Value type;        // without Annotated[]; empty: none
    Value depends;     // instance with a DependsMark; empty: none
    bool depends_in_annotated = false;
    const ParamMark* mark = nullptr;
    bool mark_in_annotated = false;
};

// The last of FastAPI's marks in Annotated[] counts.
Completion read_annotated(Vm& vm, Reading& reading) {
    const auto& args = *reading.annotation.as<GenericAlias>()->args.as<Tuple>();
    reading.type = args.items[0];
    for (const Value& item : args.span().subspan(1)) {
        if (lang::payload_of<DependsMark>(item)) {
            reading.depends = item;
            reading.mark = nullptr;
        } else if (const auto* mark = lang::payload_of<ParamMark>(item)) {
            reading.mark = mark;
            reading.depends = Value();
        }
    }
    reading.depends_in_annotated = !reading.depends.empty();
    reading.mark_in_annotated = reading.mark != nullptr;
    if (!reading.mark) return Completion::none();
    if (!reading.mark->default_value.empty())
        return fail(vm, "`" + std::string(class_name(reading.mark->in)) +
                            "` default value cannot be set in `Annotated` for " +
                            quoted(reading.parameter.name) +
                            ". Set the default value with `=` instead.");
    if (reading.in_path && !reading.parameter.default_value.empty())
        return fail(vm, "Path parameters cannot have default values");
    return Completion::none();
}

Completion read_default(Vm& vm, Reading& reading) {
    const Value& value = reading.parameter.default_value;
    const std::string name = quoted(reading.parameter.name);
    if (lang::payload_of<DependsMark>(value)) {
        if (reading.depends_in_annotated)
            return fail(
                vm,
                "Cannot specify `Depends` in `Annotated` and default value together for " + name);
        if (reading.mark_in_annotated)
            return fail(vm,
                        "Cannot specify a FastAPI annotation in `Annotated` and `Depends` as a "
                        "default value together for " +
                            name);
        reading.depends = value;
    } else if (const auto* mark = lang::payload_of<ParamMark>(value)) {
        if (reading.mark_in_annotated)
            return fail(vm,
                        "Cannot specify FastAPI annotations in `Annotated` and default value "
                        "together for " +
                            name);
        reading.mark = mark;
        reading.annotation = reading.type;  // FastAPI looks at nothing else in Annotated[] then
    }
    return Completion::none();
}

std::optional<Provided> provided_by_type(Vm& vm, const Value& type) {
    const auto* cls = type.try_as<Class>();
    if (!cls) return std::nullopt;
    const WebState& state = web_state(vm);
    const auto below = [&](const Class* base) { return base && vm.is_subclass(*cls, *base); };
    if (below(state.http_connection) || below(state.request)) return Provided::Request;
    if (below(state.response)) return Provided::Response;
    if (below(state.background_tasks)) return Provided::BackgroundTasks;
    if (below(state.security_scopes)) return Provided::SecurityScopes;
    return std::nullopt;
}

// UploadFile, list[UploadFile], UploadFile | None.
bool holds_files(const FieldType& type) {
    return type.kind == TypeKind::Instance ||
           std::any_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& item) { return holds_files(*item); });
}

// `list` without saying of what: FastAPI takes it for one of files.
bool is_bare_sequence(Vm& vm, const Value& type) {
    if (const auto* united = type.try_as<lang::UnionType>()) {
        const auto members = united->args.as<Tuple>()->span();
        return std::any_of(members.begin(), members.end(),
                           [&](const Value& member) { return is_bare_sequence(vm, member); });
    }
    const auto* cls = type.try_as<Class>();
    return cls && (cls == vm.classes.list || cls == vm.classes.tuple || cls == vm.classes.set ||
                   cls == vm.classes.frozenset);
}

ParamIn default_place(Vm& vm, const Reading& reading, const FieldType& type) {
    if (reading.in_path) return ParamIn::Path;
    if (holds_files(type) || is_bare_sequence(vm, reading.type)) return ParamIn::File;
    return is_scalar(type) ? ParamIn::Query : ParamIn::Body;
}

std::string alias_of(const ParamMark* mark, ParamIn in, const std::string& name) {
    if (mark && mark->alias) return *mark->alias;
    std::string alias = name;
    if (in == ParamIn::Header && (!mark || mark->convert_underscores))
        std::replace(alias.begin(), alias.end(), '_', '-');
    return alias;
}

Completion check_field(Vm& vm, const Reading& reading, const ParameterPlan& field) {
    if (reading.in_path && field.in != ParamIn::Path)
        return fail(vm, "Cannot use `" + std::string(class_name(field.in)) + "` for path param " +
                            quoted(field.name));
    if (reading.in_path && !is_scalar(*field.type))
        return fail(vm, "Path params must be of one of the supported types");
    if (field.in == ParamIn::Query && !field.is_model && !is_scalar(*field.type) &&
        !is_scalar_sequence(*field.type))
        return fail(
            vm, "Query parameter " + quoted(field.name) + " must be one of the supported types");
    return Completion::none();
}

bool is_model_union(const FieldType& type) {
    return type.kind == TypeKind::Union &&
           std::all_of(type.items.begin(), type.items.end(),
                       [](const FieldTypePtr& member) { return member->kind == TypeKind::Model; });
}

Completion make_field(Vm& vm, const Reading& reading, ParameterPlan& out) {
    const ParamMark* mark = reading.mark;
    const bool mark_beside = mark && !reading.mark_in_annotated;
    Constraints constraints;
    if (mark_beside) constraints = mark->constraints;
    AW_GUEST_DO(compile_type(vm, reading.annotation, constraints, out.type));
    if (!out.type) return raise_invalid_field(vm, reading.type);
    if (mark && mark->discriminator)
        AW_GUEST_DO(apply_discriminator(vm, *mark->discriminator, out.type));
    if (mark && !mark->discriminator_function.empty())
        AW_GUEST_DO(apply_tags(vm, mark->discriminator_function, out.type));
    out.name = reading.parameter.name;
    out.in = mark ? mark->in : default_place(vm, reading, *out.type);
    out.alias = alias_of(mark, out.in, out.name);
    out.loc = {std::string(place_name(out.in)), out.alias};
    out.is_sequence = is_sequence(*out.type);
    out.embed = mark && mark->embed;
    out.dashes = !mark || mark->convert_underscores;
    const bool by_fields = out.in == ParamIn::Query || out.in == ParamIn::Header ||
                           out.in == ParamIn::Cookie || (out.in == ParamIn::Form && !out.embed);
    out.is_model = by_fields && param_model(*out.type) != nullptr;
    out.is_form =
        out.in == ParamIn::Form && !out.embed && !out.is_model && is_model_union(*out.type);
    if (out.is_model || out.is_form) out.loc = {std::string(place_name(out.in))};
    if (mark) out.default_factory = mark->default_factory;
    if (mark) out.doc = mark->doc;
    out.default_value = mark_beside ? mark->default_value : reading.parameter.default_value;
    if (out.default_value.is_ellipsis() || out.in == ParamIn::Path) out.default_value = Value();
    return check_field(vm, reading, out);
}

Completion read_dependency(Vm& vm, const Reading& reading, ParameterMeaning& out) {
    out.depends = reading.depends;
    out.dependency = lang::payload_of<DependsMark>(reading.depends)->dependency;
    if (!out.dependency.is_none()) return Completion::none();
    // Depends() alone: the annotation says what to call.
    if (reading.type.empty())
        return fail(vm, "`Depends()` without a dependency needs a type annotation for " +
                            quoted(reading.parameter.name));
    out.dependency = reading.type;
    return Completion::none();
}

}  // namespace

Completion read_parameter(Vm& vm, const SignatureParameter& parameter,
                          std::span<const std::string> path_names, ParameterMeaning& out) {
    const bool in_path =
        std::find(path_names.begin(), path_names.end(), parameter.name) != path_names.end();
    Reading reading{.parameter = parameter,
                    .in_path = in_path,
                    .annotation = parameter.annotation,
                    .type = parameter.annotation,
                    .depends = {}};
    if (is_annotated(reading.annotation)) AW_GUEST_DO(read_annotated(vm, reading));
    AW_GUEST_DO(read_default(vm, reading));
    if (!reading.depends.empty()) return read_dependency(vm, reading, out);
    if ((out.provided = provided_by_type(vm, reading.type))) {
        if (!reading.mark) return Completion::none();
        AW_GUEST(const Value shown, vm.repr(reading.type));
        return fail(
            vm, "Cannot specify FastAPI annotation for type " + std::string(lang::text_of(shown)));
    }
    out.field.emplace();
    return make_field(vm, reading, *out.field);
}

Completion grant_form_fields(Vm& vm, bool strict, std::vector<ParameterPlan>& out) {
    const Value str = lang::class_value(*vm.classes.str);
    AW_GUEST(const Value str_or_none, vm.binary(Vm::Binary::Or, str, Value::none()));
    const auto form = strict ? auth::GrantForm::Strict : auth::GrantForm::Lenient;
    for (const auth::GrantField& grant : auth::grant_fields(form)) {
        ParameterPlan field;
        field.in = ParamIn::Form;
        field.name = field.alias = std::string(grant.name);
        field.loc = {std::string(place_name(field.in)), field.alias};
        if (!strict && (grant.name == "password" || grant.name == "client_secret"))
            field.doc.format = "password";
        Constraints constraints;
        if (!grant.pattern.empty()) constraints.pattern = std::string(grant.pattern);
        AW_GUEST_DO(
            compile_type(vm, grant.none_allowed ? str_or_none : str, constraints, field.type));
        if (!grant.required)
            field.default_value = grant.none_allowed ? Value::none() : vm.heap().make_str("");
        out.push_back(std::move(field));
    }
    return Completion::none();
}

Completion raise_invalid_field(Vm& vm, const Value& annotation) {
    AW_GUEST(const Value shown, vm.str(annotation));
    return raise_fastapi_error(
        vm, "Invalid args for response field! Hint: check that " +
                std::string(lang::text_of(shown)) +
                " is a valid Pydantic field type. If you are using a return type annotation that "
                "is not a valid Pydantic field (e.g. Union[Response, dict, None]) you can disable "
                "generating the response model from the type annotation with the path operation "
                "decorator parameter response_model=None. Read more: "
                "https://fastapi.tiangolo.com/tutorial/response-model/");
}

}  // namespace web
