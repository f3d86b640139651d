#include "web/depend_plan.h"

#include <algorithm>

#include "auth/scopes.h"
#include "web/exception_objects.h"
#include "web/param_plan.h"
#include "web/security_objects.h"
#include "web/web_state.h"

namespace web {

using lang::BoundMethod;
using lang::Class;
using lang::Completion;
using lang::Kind;
using lang::Value;
using lang::Vm;

namespace {

// What a node of the plan costs: a program that plans thousands of them is stopped in time.
constexpr std::uint64_t kStepsPerPlan = 100;
// LIMIT: a chain of dependencies; CPython's recursion limit ends it at about the same length.
constexpr int kMaxChain = 400;

bool same_callable(const Value& a, const Value& b) {
    if (a.same_as(b)) return true;
    const auto* x = a.try_as<BoundMethod>();
    const auto* y = b.try_as<BoundMethod>();
    return x && y && x->function.same_as(y->function) && x->self.same_as(y->self);
}

class Planner {
  public:
    Planner(Vm& vm, RoutePlan& route) : vm_(vm), route_(route) {}

    // `scopes`: everything asked for down to and including this call.
    Completion plan(const Value& callable, const std::vector<std::string>& scopes, CallPlan& out);
    Completion add_use(const DependsMark& mark, const Value& dependency, std::string parameter,
                       CallPlan& parent);
    Completion shared_plan(const Value& callable, const std::vector<std::string>& scopes,
                           std::shared_ptr<const CallPlan>& out);

  private:
    Completion read_signature_of(CallPlan& plan);
    Completion add_parameter(const SignatureParameter& parameter, CallPlan& plan);
    Completion check_spare_defaults(const CallPlan& plan);
    int cache_slot(const DependencyUse& use);

    Vm& vm_;
    RoutePlan& route_;
    int depth_ = 0;
};

const auth::Scheme* scheme_of(Vm& vm, const Value& callable) {
    const auto* payload = lang::payload_of<SchemePayload>(callable);
    if (!payload) return nullptr;
    const Value call = vm.find_in_class(vm.class_of(callable), "__call__");
    return call.is(Kind::Function) ? nullptr : &payload->scheme;  // a subclass asks its own way
}

bool is_security_scheme(Vm& vm, const Value& callable) {
    const Class* base = web_state(vm).security_base;
    return base && vm.is_instance_of(callable, *base);
}

bool is_grant_form(Vm& vm, const Value& callable) {
    const auto* cls = callable.try_as<Class>();
    const Class* form = web_state(vm).password_form;
    return cls && form && vm.is_subclass(*cls, *form) &&
           !vm.find_in_class(*cls, "__init__").is(Kind::Function);
}

int add_argument(CallPlan& plan, std::string_view name) {
    plan.arguments.emplace_back(name);
    return static_cast<int>(plan.arguments.size()) - 1;
}

void add_field(CallPlan& plan, ParameterPlan field) {
    const bool in_body = field.in >= ParamIn::Body;
    (in_body ? plan.body : plan.parameters).push_back(std::move(field));
}

Completion Planner::add_parameter(const SignatureParameter& parameter, CallPlan& plan) {
    ParameterMeaning meaning;
    AW_GUEST_DO(read_parameter(vm_, parameter, route_.path_names, meaning));
    if (!meaning.depends.empty())
        return add_use(*lang::payload_of<DependsMark>(meaning.depends), meaning.dependency,
                       parameter.name, plan);
    const int argument = add_argument(plan, parameter.name);
    if (meaning.provided) {
        plan.provided.push_back({*meaning.provided, argument});
        if (*meaning.provided == Provided::SecurityScopes) plan.uses_scopes = true;
        return Completion::none();
    }
    meaning.field->argument = argument;
    add_field(plan, std::move(*meaning.field));
    return Completion::none();
}

// Defaults beyond the parameters (a.__defaults__ = ...) reach no call, but a dependency among them
// that leads back here is refused like any other cycle.
Completion Planner::check_spare_defaults(const CallPlan& plan) {
    const auto* function = plan.callable.try_as<lang::Function>();
    const auto* defaults = function ? function->defaults.try_as<lang::Tuple>() : nullptr;
    if (!defaults || defaults->size <= plan.arguments.size()) return Completion::none();
    const Value held = function->defaults;
    for (const Value& value : held.as<lang::Tuple>()->span()) {
        const auto* mark = lang::payload_of<DependsMark>(value);
        std::shared_ptr<const CallPlan> unused;
        if (mark && !mark->dependency.is_none())
            AW_GUEST_DO(shared_plan(mark->dependency, plan.scopes, unused));
    }
    return Completion::none();
}

Completion Planner::read_signature_of(CallPlan& plan) {
    if (is_grant_form(vm_, plan.callable)) {
        const Class& strict = *web_state(vm_).password_form_strict;
        std::vector<ParameterPlan> fields;
        AW_GUEST_DO(
            grant_form_fields(vm_, vm_.is_subclass(*plan.callable.as<Class>(), strict), fields));
        for (ParameterPlan& field : fields) {
            field.argument = add_argument(plan, field.name);
            add_field(plan, std::move(field));
        }
        return Completion::none();
    }
    Signature signature;
    AW_GUEST_DO(read_signature(vm_, plan.callable, signature));
    plan.style = signature.style;
    for (const SignatureParameter& parameter : signature.parameters) {
        if (signature.by_position && parameter.kind == ParameterKind::Positional)
            plan.positional = static_cast<int>(plan.arguments.size()) + 1;
        AW_GUEST_DO(add_parameter(parameter, plan));
    }
    if (&plan == route_.endpoint.get()) route_.returns = signature.returns;
    return check_spare_defaults(plan);
}

Completion Planner::plan(const Value& callable, const std::vector<std::string>& scopes,
                         CallPlan& out) {
    if (!vm_.charge(kStepsPerPlan)) return vm_.out_of_steps();
    if (!vm_.has_room(sizeof(CallPlan))) return vm_.out_of_memory();
    if (depth_ >= kMaxChain) return vm_.raise("RecursionError", "maximum recursion depth exceeded");
    ++depth_;
    out.callable = callable;
    out.name = display_name(vm_, callable);
    out.scopes = scopes;
    out.scheme = scheme_of(vm_, callable);
    if (is_security_scheme(vm_, callable)) out.uses_scopes = true;
    if (!out.scheme) AW_GUEST_DO(read_signature_of(out));
    // Path, query, header, cookie: the order in which their errors are told.
    std::stable_sort(out.parameters.begin(), out.parameters.end(),
                     [](const ParameterPlan& a, const ParameterPlan& b) { return a.in < b.in; });
    --depth_;
    return Completion::none();
}

Completion Planner::shared_plan(const Value& callable, const std::vector<std::string>& scopes,
                                std::shared_ptr<const CallPlan>& out) {
    if (!vm_.charge(route_.planned.size() / 4)) return vm_.out_of_steps();
    for (const RoutePlan::Planned& planned : route_.planned) {
        if (!same_callable(planned.callable, callable) || planned.scopes != scopes) continue;
        if (!planned.plan) return vm_.raise("RecursionError", "maximum recursion depth exceeded");
        out = planned.plan;
        return Completion::none();
    }
    const std::size_t index = route_.planned.size();
    route_.planned.push_back({callable, scopes, nullptr});
    auto made = std::make_shared<CallPlan>();
    AW_GUEST_DO(plan(callable, scopes, *made));
    route_.planned[index].plan = made;
    out = made;
    return Completion::none();
}

bool is_generator(const CallPlan& plan) {
    return plan.style == CallStyle::Generator || plan.style == CallStyle::AsyncGenerator;
}

// FastAPI Dependant.computed_scope.
std::string computed_scope(const std::optional<DependencyScope>& scope, const CallPlan& plan) {
    if (scope) return *scope == DependencyScope::Function ? "function" : "request";
    return is_generator(plan) ? "request" : "";
}

int Planner::cache_slot(const DependencyUse& use) {
    CacheKey key;
    key.callable = use.plan->callable;
    if (use.plan->uses_scopes || !use.scopes.empty()) {
        key.scopes = use.plan->scopes;
        std::sort(key.scopes.begin(), key.scopes.end());
    }
    key.scope = use.scope_name;
    for (std::size_t i = 0; i < route_.cache_keys.size(); ++i) {
        const CacheKey& known = route_.cache_keys[i];
        if (same_callable(known.callable, key.callable) && known.scopes == key.scopes &&
            known.scope == key.scope)
            return static_cast<int>(i);
    }
    route_.cache_keys.push_back(std::move(key));
    return static_cast<int>(route_.cache_keys.size()) - 1;
}

Completion Planner::add_use(const DependsMark& mark, const Value& dependency, std::string parameter,
                            CallPlan& parent) {
    DependencyUse use;
    const std::size_t compared = (parent.scopes.size() + mark.scopes.size()) * mark.scopes.size();
    if (!vm_.charge(compared / 4)) return vm_.out_of_steps();
    const std::vector<std::string> scopes = auth::join_scopes(parent.scopes, mark.scopes);
    AW_GUEST_DO(shared_plan(dependency, scopes, use.plan));
    use.scope_name = computed_scope(mark.scope, *use.plan);
    use.scope = use.scope_name == "function" ? DependencyScope::Function : DependencyScope::Request;
    if (is_generator(*use.plan) && use.scope == DependencyScope::Request)
        for (const DependencyUse& below : use.plan->dependencies)
            if (below.scope_name == "function")
                return raise_scope_error(
                    vm_, "The dependency \"" + use.plan->name +
                             "\" has a scope of \"request\", it cannot depend on dependencies "
                             "with scope \"function\".");
    use.use_cache = mark.use_cache;
    use.scopes = mark.scopes;
    use.cache_slot = cache_slot(use);
    if (!parameter.empty()) use.argument = add_argument(parent, parameter);
    use.parameter = std::move(parameter);
    if (use.plan->uses_scopes || !use.scopes.empty()) parent.uses_scopes = true;
    parent.dependencies.push_back(std::move(use));
    return Completion::none();
}

// -- the body ------------------------------------------------------------------------------------

void collect_body(const CallPlan& plan, std::vector<const CallPlan*>& seen,
                  std::vector<const ParameterPlan*>& out) {
    if (std::find(seen.begin(), seen.end(), &plan) != seen.end()) return;
    seen.push_back(&plan);
    for (const ParameterPlan& field : plan.body) out.push_back(&field);
    for (const DependencyUse& use : plan.dependencies) collect_body(*use.plan, seen, out);
}

// FastAPI _should_embed_body_fields and get_body_field.
void plan_body(RoutePlan& route) {
    std::vector<const CallPlan*> seen;
    std::vector<const ParameterPlan*> fields;
    collect_body(*route.endpoint, seen, fields);
    if (fields.empty()) return;
    route.body_kind = BodyKind::Json;
    for (const ParameterPlan* field : fields)
        if (field->in == ParamIn::Form || field->in == ParamIn::File)
            route.body_kind = BodyKind::Form;
    const ParameterPlan& first = *fields.front();
    const bool several = std::any_of(fields.begin(), fields.end(),
                                     [&](const ParameterPlan* f) { return f->name != first.name; });
    const bool alone = first.in == ParamIn::Body || first.is_model || first.is_form;
    route.embed_body = several || first.embed || !alone;
}

}  // namespace

Completion plan_route(Vm& vm, const Value& endpoint, std::vector<std::string> path_names,
                      const std::vector<Value>& dependencies, RoutePlan& out) {
    out.path_names = std::move(path_names);
    out.endpoint = std::make_shared<CallPlan>();
    Planner planner(vm, out);
    AW_GUEST_DO(planner.plan(endpoint, {}, *out.endpoint));
    // A generator is not a dependency's context here: what it yields is the answer.
    out.streams = is_generator(*out.endpoint);
    if (out.streams) out.endpoint->style = CallStyle::Plain;
    std::vector<DependencyUse> of_parameters = std::move(out.endpoint->dependencies);
    out.endpoint->dependencies.clear();
    for (const Value& value : dependencies) {
        const auto* mark = lang::payload_of<DependsMark>(value);
        if (!mark || !vm.is_callable(mark->dependency))
            return vm.raise("AssertionError",
                            "A parameter-less dependency must have a callable dependency");
        AW_GUEST_DO(planner.add_use(*mark, mark->dependency, "", *out.endpoint));
    }
    std::move(of_parameters.begin(), of_parameters.end(),
              std::back_inserter(out.endpoint->dependencies));
    plan_body(out);
    return Completion::none();
}

Completion plan_override(Vm& vm, RoutePlan& route, const DependencyUse& original,
                         const Value& replacement, std::shared_ptr<const CallPlan>& out) {
    Planner planner(vm, route);
    return planner.shared_plan(replacement, original.plan->scopes, out);
}

}  // namespace web
