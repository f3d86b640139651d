#include "web/param_objects.h"

#include <array>

#include "web/field_object.h"
#include "web/options.h"
#include "web/web_state.h"

namespace web {

using lang::CallArgs;
using lang::Class;
using lang::Completion;
using lang::Native;
using lang::Value;
using lang::Vm;

void DependsMark::visit(void (*each)(Value& value, void* context), void* context) {
    each(dependency, context);
}

void ParamMark::visit(void (*each)(Value& value, void* context), void* context) {
    ConstraintsPayload::visit(each, context);
    each(default_value, context);
    each(default_factory, context);
    each(discriminator_function, context);
    for (Value* value : {&doc.title, &doc.description, &doc.deprecated, &doc.examples, &doc.example,
                         &doc.openapi_examples, &doc.media_type, &doc.schema_extra})
        each(*value, context);
}

std::string_view class_name(ParamIn in) {
    switch (in) {
        case ParamIn::Path: return "Path";
        case ParamIn::Query: return "Query";
        case ParamIn::Header: return "Header";
        case ParamIn::Cookie: return "Cookie";
        case ParamIn::Body: return "Body";
        case ParamIn::Form: return "Form";
        case ParamIn::File: return "File";
    }
    return "";
}

std::string_view place_name(ParamIn in) {
    switch (in) {
        case ParamIn::Path: return "path";
        case ParamIn::Query: return "query";
        case ParamIn::Header: return "header";
        case ParamIn::Cookie: return "cookie";
        case ParamIn::Body:
        case ParamIn::Form:
        case ParamIn::File: return "body";
    }
    return "";
}

namespace {

// -- Depends and Security ------------------------------------------------------------------------

Completion read_scope_option(Vm& vm, const Value& value, std::optional<DependencyScope>& out) {
    if (value.empty()) return Completion::none();
    const std::string_view text = lang::is_text(value) ? lang::text_of(value) : "";
    if (text == "function")
        out = DependencyScope::Function;
    else if (text == "request")
        out = DependencyScope::Request;
    else
        return vm.raise("ValueError", "scope must be 'function' or 'request'");
    return Completion::none();
}

Completion make_depends(Vm& vm, Class& cls, std::unique_ptr<DependsMark> mark) {
    std::size_t bytes = sizeof(DependsMark);
    for (const std::string& scope : mark->scopes) bytes += sizeof(std::string) + scope.size();
    if (!vm.has_room(bytes)) return vm.out_of_memory();
    mark->charge.set(bytes);
    Value made = lang::make_instance(vm, cls);
    auto& instance = *made.as<lang::Instance>();
    lang::write_slot(vm, instance, "dependency", mark->dependency);
    lang::write_slot(vm, instance, "use_cache", Value::boolean(mark->use_cache));
    if (mark->is_security) {
        std::vector<Value> scopes;
        for (const std::string& scope : mark->scopes) scopes.push_back(vm.heap().make_str(scope));
        lang::write_slot(vm, instance, "scopes", vm.heap().make_list(scopes));
    }
    instance.payload = std::move(mark);
    return made;
}

Completion depends(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kPositional{"dependency"};
    static constexpr std::array<std::string_view, 2> kKeywords{"use_cache", "scope"};
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, kPositional, kKeywords, Unknown::Refuse, options));
    auto mark = std::make_unique<DependsMark>();
    mark->dependency =
        options.given("dependency").empty() ? Value::none() : options.given("dependency");
    mark->use_cache = options.flag("use_cache", true);
    AW_GUEST_DO(read_scope_option(vm, options.given("scope"), mark->scope));
    return make_depends(vm, *web_state(vm).depends, std::move(mark));
}

Completion security(Vm& vm, Native& self, CallArgs args) {
    static constexpr std::array<std::string_view, 1> kPositional{"dependency"};
    static constexpr std::array<std::string_view, 2> kKeywords{"scopes", "use_cache"};
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, kPositional, kKeywords, Unknown::Refuse, options));
    auto mark = std::make_unique<DependsMark>();
    mark->dependency =
        options.given("dependency").empty() ? Value::none() : options.given("dependency");
    mark->use_cache = options.flag("use_cache", true);
    mark->is_security = true;
    AW_GUEST_DO(texts_of(vm, options.given("scopes"), mark->scopes));
    return make_depends(vm, *web_state(vm).security, std::move(mark));
}

// -- Query() and its kin -------------------------------------------------------------------------

constexpr std::array<std::string_view, 1> kParamDefault{"default"};

void read_param_doc(const Options& options, ParamDoc& out) {
    out.title = options.given("title");
    out.description = options.given("description");
    out.deprecated = options.given("deprecated");
    out.examples = options.given("examples");
    out.example = options.given("example");
    out.openapi_examples = options.given("openapi_examples");
    out.media_type = options.given("media_type");
    out.schema_extra = options.given("json_schema_extra");
    out.in_schema = options.flag("include_in_schema", true);
}

void read_param_constraints(const Options& options, Constraints& out) {
    out.ge = options.given("ge");
    out.gt = options.given("gt");
    out.le = options.given("le");
    out.lt = options.given("lt");
    out.multiple_of = options.given("multiple_of");
    out.min_length = options.integer("min_length");
    out.max_length = options.integer("max_length");
    out.pattern = options.text("pattern");
    if (!out.pattern) out.pattern = options.text("regex");
    if (!options.given("strict").empty()) out.strict = options.flag("strict", false);
}

Completion make_param(Vm& vm, Native& self, CallArgs args, ParamIn in) {
    Options options;
    AW_GUEST_DO(Options::read(vm, self, args, kParamDefault, {}, Unknown::Ignore, options));
    const Value& default_value = options.get("default");
    if (in == ParamIn::Path && !default_value.empty() && !default_value.is_ellipsis())
        return vm.raise("AssertionError", "Path parameters cannot have a default value");
    auto mark = std::make_unique<ParamMark>();
    mark->in = in;
    if (!default_value.is_ellipsis()) mark->default_value = default_value;
    mark->default_factory = options.given("default_factory");
    if (!mark->default_factory.empty() && !mark->default_value.empty())
        return vm.raise("TypeError", "cannot specify both default and default_factory");
    mark->alias = options.text("validation_alias");
    if (!mark->alias) mark->alias = options.text("alias");
    mark->convert_underscores = options.flag("convert_underscores", true);
    mark->embed = options.flag("embed", false);
    mark->discriminator = options.text("discriminator");
    if (const auto* tags = lang::payload_of<DiscriminatorMark>(options.given("discriminator"))) {
        mark->discriminator = tags->field;
        mark->discriminator_function = tags->function;
    }
    read_param_constraints(options, mark->constraints);
    read_param_doc(options, mark->doc);
    const std::size_t texts =
        (mark->alias ? mark->alias->size() : 0) + mark->constraints.pattern.value_or("").size();
    if (!vm.has_room(sizeof(ParamMark) + texts)) return vm.out_of_memory();
    mark->charge.set(sizeof(ParamMark) + texts);
    // The class of this kind is what the native carries along.
    Value made = lang::make_instance(vm, *self.bound.as<Class>());
    lang::write_slot(vm, *made.as<lang::Instance>(), "default",
                     default_value.empty() ? Value::ellipsis() : default_value);
    made.as<lang::Instance>()->payload = std::move(mark);
    return made;
}

// "Query(3)": the default alone.
Completion param_repr(Vm& vm, Native&, CallArgs args) {
    const Value& self = args.positional[0];
    Value shown = lang::read_slot(*self.as<lang::Instance>(), "default");
    if (shown.is_ellipsis()) shown = web_state(vm).undefined;
    AW_GUEST(const Value text, vm.str(shown));
    return vm.heap().make_str(vm.class_of(self).name + "(" + std::string(lang::text_of(text)) +
                              ")");
}

// A dataclass's: Depends(dependency=None, use_cache=True, scope=None).
Completion depends_repr(Vm& vm, Native&, CallArgs args) {
    const Value& self = args.positional[0];
    const auto* mark = lang::payload_of<DependsMark>(self);
    if (mark == nullptr) return vm.heap().make_str(vm.class_of(self).name + "()");
    AW_GUEST(const Value dependency, vm.repr(mark->dependency));
    std::string text = vm.class_of(self).name +
                       "(dependency=" + std::string(lang::text_of(dependency)) +
                       ", use_cache=" + (mark->use_cache ? "True" : "False") + ", scope=";
    const bool ends_early = mark->scope == DependencyScope::Function;
    text += !mark->scope ? "None" : ends_early ? "'function'" : "'request'";
    if (mark->is_security) {
        AW_GUEST(const Value scopes,
                 vm.repr(lang::read_slot(*self.as<lang::Instance>(), "scopes")));
        text += ", scopes=" + std::string(lang::text_of(scopes));
    }
    return vm.heap().make_str(text + ")");
}

template <ParamIn kIn>
Completion param(Vm& vm, Native& self, CallArgs args) {
    return make_param(vm, self, args, kIn);
}

struct ParamFunction {
    ParamIn in;
    lang::NativeFn fn;
};
constexpr std::array<ParamFunction, 7> kParamFunctions{{
    {ParamIn::Path, param<ParamIn::Path>},
    {ParamIn::Query, param<ParamIn::Query>},
    {ParamIn::Header, param<ParamIn::Header>},
    {ParamIn::Cookie, param<ParamIn::Cookie>},
    {ParamIn::Body, param<ParamIn::Body>},
    {ParamIn::Form, param<ParamIn::Form>},
    {ParamIn::File, param<ParamIn::File>},
}};

}  // namespace

void install_params(Vm& vm, WebState& state) {
    constexpr std::string_view kModule = "fastapi.params";
    state.depends = &lang::make_class(vm, "Depends", {}, kModule);
    state.security = &lang::make_class(vm, "Security", {state.depends}, kModule);
    state.param = &lang::make_class(vm, "Param", {}, kModule);
    lang::def(vm, *state.depends, "__repr__", depends_repr);
    lang::def(vm, *state.param, "__repr__", param_repr);
    for (const ParamFunction& function : kParamFunctions)
        state.params[static_cast<std::size_t>(function.in)] =
            &lang::make_class(vm, class_name(function.in), {state.param}, kModule);
}

void add_param_functions(Vm& vm, lang::Module& module) {
    lang::def(vm, module, "Depends", depends);
    lang::def(vm, module, "Security", security);
    const WebState& state = web_state(vm);
    for (const ParamFunction& function : kParamFunctions) {
        Class& cls = *state.params[static_cast<std::size_t>(function.in)];
        lang::set(
            vm, module, class_name(function.in),
            lang::make_native(vm, class_name(function.in), function.fn, lang::class_value(cls)));
    }
}

}  // namespace web
