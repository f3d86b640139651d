#include <algorithm>
#include <unordered_set>

#include "lang/parser_check_scope.h"

namespace lang {

using namespace ast;

bool Checker::check_expr(const Expr* expr) {
    if (!expr) return true;
    switch (expr->kind) {
        case ExprKind::Name: return use(as<Name>(*expr).id);
        case ExprKind::Constant: return true;
        default: break;
    }
    if (++depth_ > kMaxTreeDepth) return too_deep(*expr);
    const bool fine = check_inner(*expr);
    --depth_;
    return fine;
}

bool Checker::check_exprs(Exprs exprs) {
    for (const Expr* expr : exprs) {
        if (!check_expr(expr)) return false;
    }
    return true;
}

bool Checker::check_elements(Exprs exprs) {
    for (const Expr* expr : exprs) {
        const auto* starred = try_as<Starred>(expr);
        if (!check_expr(starred ? starred->value : expr)) return false;
    }
    return true;
}

bool Checker::check_inner(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::Attribute: return check_expr(as<Attribute>(expr).value);
        case ExprKind::Call: {
            const auto& call = as<Call>(expr);
            return check_expr(call.func) && check_call(call.args, call.keywords);
        }
        case ExprKind::BinOp:
            return check_expr(as<BinOp>(expr).left) && check_expr(as<BinOp>(expr).right);
        case ExprKind::BoolOp: return check_exprs(as<BoolOp>(expr).values);
        case ExprKind::UnaryOp: return check_expr(as<UnaryOp>(expr).operand);
        case ExprKind::Compare:
            return check_expr(as<Compare>(expr).left) && check_exprs(as<Compare>(expr).comparators);
        case ExprKind::Subscript:
            return check_expr(as<Subscript>(expr).value) && check_expr(as<Subscript>(expr).slice);
        case ExprKind::List: return check_elements(as<List>(expr).elts);
        case ExprKind::Tuple: return check_elements(as<Tuple>(expr).elts);
        case ExprKind::Set: return check_elements(as<Set>(expr).elts);
        case ExprKind::Dict:
            return check_exprs(as<Dict>(expr).keys) && check_exprs(as<Dict>(expr).values);
        case ExprKind::JoinedStr: return check_exprs(as<JoinedStr>(expr).values);
        case ExprKind::FormattedValue:
            return check_expr(as<FormattedValue>(expr).value) &&
                   check_expr(as<FormattedValue>(expr).format_spec);
        case ExprKind::Starred: return fail(expr, "can't use starred expression here");
        default: return check_more(expr);
    }
}

// The kinds of expression that open a scope or depend on the one they stand in.
bool Checker::check_more(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::IfExp: {
            const auto& conditional = as<IfExp>(expr);
            return check_expr(conditional.test) && check_expr(conditional.body) &&
                   check_expr(conditional.orelse);
        }
        case ExprKind::Slice: {
            const auto& slice = as<Slice>(expr);
            return check_expr(slice.lower) && check_expr(slice.upper) && check_expr(slice.step);
        }
        case ExprKind::NamedExpr: return check_named(as<NamedExpr>(expr));
        case ExprKind::Lambda: return check_lambda(as<Lambda>(expr));
        case ExprKind::ListComp: {
            const auto& list = as<ListComp>(expr);
            return check_comprehension(expr, "list comprehension", list.elt, nullptr,
                                       list.generators);
        }
        case ExprKind::SetComp: {
            const auto& set = as<SetComp>(expr);
            return check_comprehension(expr, "set comprehension", set.elt, nullptr, set.generators);
        }
        case ExprKind::DictComp: {
            const auto& dict = as<DictComp>(expr);
            return check_comprehension(expr, "dict comprehension", dict.key, dict.value,
                                       dict.generators);
        }
        case ExprKind::GeneratorExp: {
            const auto& generator = as<GeneratorExp>(expr);
            return check_comprehension(expr, "generator expression", generator.elt, nullptr,
                                       generator.generators);
        }
        case ExprKind::Await: return check_await(as<Await>(expr));
        case ExprKind::Yield: return check_yield(expr, as<Yield>(expr).value);
        case ExprKind::YieldFrom: return check_yield(expr, as<YieldFrom>(expr).value);
        default: return true;
    }
}

bool Checker::check_call(Exprs args, std::span<KeywordArg> keywords) {
    if (!check_elements(args)) return false;
    std::unordered_set<std::string_view> seen;
    for (const KeywordArg& keyword : keywords) {
        if (keyword.name == "__debug__") return fail(keyword, "cannot assign to __debug__");
        if (keywords.size() > 1 && !keyword.name.empty() && !seen.insert(keyword.name).second) {
            return fail(keyword, "keyword argument repeated: " + std::string(keyword.name));
        }
        if (!check_expr(keyword.value)) return false;
    }
    return true;
}

bool Checker::check_lambda(const Lambda& lambda) {
    if (!check_defaults(lambda.args)) return false;
    Enter scope(*this, ScopeKind::Function);
    scope->is_lambda = true;
    const bool fine = declare_arguments(lambda.args) && check_expr(lambda.body);
    return scope.leave(fine);
}

bool Checker::check_comprehension(const Expr& place, std::string_view what, const Expr* first,
                                  const Expr* second, std::span<Comprehension> generators) {
    ++iterable_depth_;
    const bool outer = check_expr(generators[0].iter);
    --iterable_depth_;
    if (!outer) return false;
    bool awaits = false;
    {
        Enter scope(*this, ScopeKind::Comprehension, what);
        const bool fine = check_generators(generators) && check_expr(first) && check_expr(second);
        if (!scope.leave(fine)) return false;
        awaits = scope->awaits;
    }
    if (!awaits || what == "generator expression") return true;
    if (scope_->kind == ScopeKind::Comprehension) {
        scope_->awaits = true;
        return true;
    }
    if (scope_->kind == ScopeKind::Function && scope_->is_async) return true;
    return fail(place, "asynchronous comprehension outside of an asynchronous function");
}

bool Checker::check_generators(std::span<Comprehension> generators) {
    for (const Comprehension& generator : generators) {
        if (&generator != generators.data()) {
            ++iterable_depth_;
            const bool fine = check_expr(generator.iter);
            --iterable_depth_;
            if (!fine) return false;
        }
        scope_->awaits = scope_->awaits || generator.is_async;
        if (!check_target(*generator.target, true) || !check_exprs(generator.ifs)) return false;
    }
    return true;
}

bool Checker::check_named(const NamedExpr& named) {
    const std::string_view name = as<Name>(*named.target).id;
    if (scope_->kind == ScopeKind::Restricted) {
        return fail(named, "named expression cannot be used within " + std::string(scope_->what));
    }
    if (iterable_depth_ > 0) {
        return fail(named,
                    "assignment expression cannot be used in a comprehension iterable expression");
    }
    const bool in_comprehension = scope_->kind == ScopeKind::Comprehension;
    Scope* scope = scope_;
    for (; scope->kind == ScopeKind::Comprehension; scope = scope->parent) {
        if (std::find(scope->targets.begin(), scope->targets.end(), name) != scope->targets.end()) {
            return fail(*named.target,
                        "assignment expression cannot rebind comprehension iteration variable '" +
                            std::string(name) + "'");
        }
        scope->walruses.push_back(name);
    }
    if (in_comprehension && scope->kind == ScopeKind::Class) {
        return fail(named,
                    "assignment expression within a comprehension cannot be used in a class body");
    }
    if (in_comprehension && scope->kind == ScopeKind::Restricted) {
        const bool is_generic = scope->what == "the definition of a generic";
        return fail(named, std::string("assignment expression within a comprehension cannot be "
                                       "used ") +
                               (is_generic ? "within " : "in ") + std::string(scope->what));
    }
    Scope* inner = std::exchange(scope_, scope);
    const bool bound = bind(*named.target, name);
    scope_ = inner;
    return bound && check_expr(named.value);
}

bool Checker::check_yield(const Expr& yield, const Expr* value) {
    if (scope_->kind == ScopeKind::Restricted) {
        return fail(yield, "yield expression cannot be used within " + std::string(scope_->what));
    }
    if (!check_expr(value)) return false;
    if (scope_->kind == ScopeKind::Comprehension) {
        return fail(yield, "'yield' inside " + std::string(scope_->what));
    }
    const std::string word = yield.kind == ExprKind::Yield ? "'yield'" : "'yield from'";
    if (scope_->kind != ScopeKind::Function) return fail(yield, word + " outside function");
    if (scope_->is_async && yield.kind == ExprKind::YieldFrom) {
        return fail(yield, "'yield from' inside async function");
    }
    scope_->is_generator = true;
    return true;
}

bool Checker::check_await(const Await& await) {
    switch (scope_->kind) {
        case ScopeKind::Restricted:
            return fail(await,
                        "await expression cannot be used within " + std::string(scope_->what));
        case ScopeKind::Module:
        case ScopeKind::Class: return fail(await, "'await' outside function");
        case ScopeKind::Comprehension: scope_->awaits = true; break;
        case ScopeKind::Function:
            if (!scope_->is_async) return fail(await, "'await' outside async function");
    }
    return check_expr(await.value);
}

// Something that gets a value. `is_top`: it is not inside a list or tuple of targets.
bool Checker::check_target(const Expr& target, bool is_top) {
    switch (target.kind) {
        case ExprKind::Name: {
            const std::string_view name = as<Name>(target).id;
            if (scope_->kind == ScopeKind::Comprehension) {
                const auto& walruses = scope_->walruses;
                if (std::find(walruses.begin(), walruses.end(), name) != walruses.end()) {
                    return fail(target,
                                "comprehension inner loop cannot rebind assignment expression "
                                "target '" +
                                    std::string(name) + "'");
                }
                scope_->targets.push_back(name);
            }
            return bind(target, name);
        }
        case ExprKind::Attribute:
            if (as<Attribute>(target).attr == "__debug__") {
                return fail(target, "cannot assign to __debug__");
            }
            return check_expr(&target);
        case ExprKind::Starred:
            if (is_top) return fail(target, "starred assignment target must be in a list or tuple");
            return check_target(*as<Starred>(target).value, false);
        case ExprKind::List: return check_target_list(target, as<List>(target).elts);
        case ExprKind::Tuple: return check_target_list(target, as<Tuple>(target).elts);
        default: return check_expr(&target);
    }
}

bool Checker::check_target_list(const Expr& target, Exprs elements) {
    if (++depth_ > kMaxTreeDepth) return too_deep(target);
    bool seen_star = false;
    for (std::size_t i = 0; i < elements.size(); ++i) {
        if (elements[i]->kind == ExprKind::Starred) {
            if (seen_star) return fail(target, "multiple starred expressions in assignment");
            if (i >= 256) return fail(target, "too many expressions in star-unpacking assignment");
            seen_star = true;
        }
        if (!check_target(*elements[i], false)) return false;
    }
    --depth_;
    return true;
}

bool Checker::check_delete(const Expr& target) {
    switch (target.kind) {
        case ExprKind::Name:
            if (as<Name>(target).id == "__debug__") return fail(target, "cannot delete __debug__");
            return bind(target, as<Name>(target).id);
        case ExprKind::List:
        case ExprKind::Tuple: {
            if (++depth_ > kMaxTreeDepth) return too_deep(target);
            const auto elements =
                target.kind == ExprKind::List ? as<List>(target).elts : as<Tuple>(target).elts;
            for (const Expr* element : elements) {
                if (!check_delete(*element)) return false;
            }
            --depth_;
            return true;
        }
        default: return check_expr(&target);
    }
}

}  // namespace lang
