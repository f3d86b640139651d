#include "lang/parser_check.h"

#include <fmt/format.h>

namespace lang {

using namespace ast;

namespace {
constexpr int kMaxStaticBlocks = 21;  // CPython's CO_MAXBLOCKS
}

base::Status check_tree(const Ast& ast, TreeFacts facts) { return Checker(facts).run(ast); }

bool Checker::fail(const Place& place, std::string message) {
    if (!error_) {
        error_ = base::Error{"SyntaxError", std::move(message), {place.line, place.column}};
    }
    return false;
}

bool Checker::too_deep(const Place& place) {
    fail(place, "maximum recursion depth exceeded during compilation");
    error_->where = "RecursionError";
    return false;
}

base::Status Checker::run(const Ast& ast) {
    Scope module{ScopeKind::Module, nullptr};
    scope_ = &module;
    const bool fine = check_future(ast.body) && check_block(ast.body) &&
                      (!ast.expression || check_expr(ast.expression)) && resolve_nonlocals(module);
    if (!fine) return *error_;
    return base::Nothing{};
}

bool Checker::use(std::string_view name) {
    if (facts_.declares_names) scope_->names[name] |= Used;
    return true;
}

bool Checker::bind(const Place& place, std::string_view name, unsigned how) {
    if (name == "__debug__") return fail(place, "cannot assign to __debug__");
    if (facts_.declares_names) scope_->names[name] |= how;
    return true;
}

bool Checker::check_block(Stmts body) {
    for (const Stmt* statement : body) {
        if (!check_statement(*statement)) return false;
    }
    return true;
}

bool Checker::check_statement(const Stmt& statement) {
    switch (statement.kind) {
        case StmtKind::Expr: return check_expr(as<ExprStmt>(statement).value);
        case StmtKind::Assign: {
            const auto& assign = as<Assign>(statement);
            if (!check_expr(assign.value)) return false;
            for (const Expr* target : assign.targets) {
                if (!check_target(*target, true)) return false;
            }
            return true;
        }
        case StmtKind::AugAssign: {
            const auto& assign = as<AugAssign>(statement);
            return check_target(*assign.target, true) && check_expr(assign.value);
        }
        case StmtKind::AnnAssign: return check_ann_assign(as<AnnAssign>(statement));
        case StmtKind::Return: return check_return(as<Return>(statement));
        case StmtKind::Delete:
            for (const Expr* target : as<Delete>(statement).targets) {
                if (!check_delete(*target)) return false;
            }
            return true;
        case StmtKind::Raise:
            return check_expr(as<Raise>(statement).exc) && check_expr(as<Raise>(statement).cause);
        case StmtKind::Assert:
            return check_expr(as<Assert>(statement).test) && check_expr(as<Assert>(statement).msg);
        case StmtKind::Global:
            return check_declaration(statement, as<Global>(statement).names, true);
        case StmtKind::Nonlocal:
            return check_declaration(statement, as<Nonlocal>(statement).names, false);
        case StmtKind::Import:
        case StmtKind::ImportFrom: return check_imports(statement);
        case StmtKind::Pass: return true;
        case StmtKind::Break: return scope_->loops > 0 || fail(statement, "'break' outside loop");
        case StmtKind::Continue:
            return scope_->loops > 0 || fail(statement, "'continue' not properly in loop");
        case StmtKind::FunctionDef:
        case StmtKind::ClassDef:
        case StmtKind::TypeAlias:
        case StmtKind::For:
        case StmtKind::While:
        case StmtKind::If:
        case StmtKind::With:
        case StmtKind::Match:
        case StmtKind::Try: return check_compound(statement);
    }
    return true;
}

bool Checker::check_compound(const Stmt& statement) {
    if (++depth_ > kMaxTreeDepth) return too_deep(statement);
    bool fine = true;
    switch (statement.kind) {
        case StmtKind::FunctionDef: fine = check_function(as<FunctionDef>(statement)); break;
        case StmtKind::ClassDef: fine = check_class(as<ClassDef>(statement)); break;
        case StmtKind::TypeAlias: fine = check_type_alias(as<TypeAlias>(statement)); break;
        case StmtKind::For: {
            const auto& loop = as<For>(statement);
            if (loop.is_async && (scope_->kind != ScopeKind::Function || !scope_->is_async)) {
                return fail(loop, "'async for' outside async function");
            }
            fine = check_expr(loop.iter) && check_target(*loop.target, true) &&
                   check_loop(loop.body, loop.orelse, loop);
            break;
        }
        case StmtKind::While: {
            const auto& loop = as<While>(statement);
            fine = check_expr(loop.test) && check_loop(loop.body, loop.orelse, loop);
            break;
        }
        case StmtKind::If: fine = check_if(as<If>(statement)); break;
        case StmtKind::With: fine = check_with(as<With>(statement)); break;
        case StmtKind::Match: fine = check_match(as<Match>(statement)); break;
        case StmtKind::Try: fine = check_try(as<Try>(statement)); break;
        default: break;
    }
    --depth_;
    return fine;
}

// A chain of elifs may be long: it is walked, not descended.
bool Checker::check_if(const If& branch) {
    for (const If* at = &branch;;) {
        if (!check_expr(at->test) || !check_block(at->body)) return false;
        const If* next = at->orelse.size() == 1 ? try_as<If>(at->orelse[0]) : nullptr;
        if (!next) return check_block(at->orelse);
        at = next;
    }
}

bool Checker::enter_block(const Place& place, int count) {
    scope_->blocks += count;
    return scope_->blocks <= kMaxStaticBlocks || fail(place, "too many statically nested blocks");
}

bool Checker::check_loop(Stmts body, Stmts orelse, const Stmt& statement) {
    if (!enter_block(statement, 1)) return false;
    ++scope_->loops;
    const bool fine = check_block(body);
    --scope_->loops;
    --scope_->blocks;
    return fine && check_block(orelse);
}

bool Checker::check_with(const With& with) {
    if (with.is_async && (scope_->kind != ScopeKind::Function || !scope_->is_async)) {
        return fail(with, "'async with' outside async function");
    }
    for (const WithItem& item : with.items) {
        if (!check_expr(item.context_expr)) return false;
        if (item.optional_vars && !check_target(*item.optional_vars, true)) return false;
        if (!enter_block(*item.context_expr, 1)) return false;
    }
    const int count = static_cast<int>(with.items.size());
    const bool fine = check_block(with.body);
    scope_->blocks -= count;
    return fine;
}

bool Checker::check_try(const Try& attempt) {
    const int guard = attempt.finalbody.empty() ? 0 : 1;
    if (!enter_block(attempt, guard + (attempt.handlers.empty() ? 0 : 1))) return false;
    if (!check_block(attempt.body)) return false;
    for (const ExceptHandler& handler : attempt.handlers) {
        if (!handler.type && &handler != &attempt.handlers.back()) {
            return fail(handler, "default 'except:' must be last");
        }
        if (!check_expr(handler.type)) return false;
        if (!handler.name.empty() && !bind(handler, handler.name)) return false;
        if (!check_block(handler.body)) return false;
    }
    scope_->blocks -= attempt.handlers.empty() ? 0 : 1;
    if (!check_block(attempt.orelse)) return false;
    scope_->blocks -= guard;
    return check_block(attempt.finalbody);
}

bool Checker::check_return(const Return& statement) {
    if (scope_->kind != ScopeKind::Function) return fail(statement, "'return' outside function");
    if (statement.value && !scope_->returns_value) scope_->returns_value = &statement;
    return check_expr(statement.value);
}

bool Checker::check_ann_assign(const AnnAssign& statement) {
    const auto* name = try_as<Name>(statement.target);
    if (name && statement.simple && facts_.declares_names) {
        const unsigned uses = scope_->names[name->id];
        if ((uses & (IsGlobal | IsNonlocal)) && scope_->kind != ScopeKind::Module) {
            return fail(statement, "annotated name '" + std::string(name->id) + "' can't be " +
                                       (uses & IsGlobal ? "global" : "nonlocal"));
        }
    }
    if (name) {
        if (!bind(statement, name->id, statement.simple ? Annotated | Bound : Bound)) return false;
    } else if (!check_target(*statement.target, true)) {
        return false;
    }
    return check_restricted(statement.annotation, "an annotation") && check_expr(statement.value);
}

bool Checker::check_declaration(const Stmt& statement, Names names, bool is_global) {
    const std::string_view word = is_global ? "global" : "nonlocal";
    if (!is_global && scope_->kind == ScopeKind::Module) {
        return fail(statement, "nonlocal declaration not allowed at module level");
    }
    for (const std::string_view name : names) {
        unsigned& uses = scope_->names[name];
        if (uses & Parameter) {
            return fail(statement, fmt::format("name '{}' is parameter and {}", name, word));
        }
        if (uses & Used) {
            return fail(statement,
                        fmt::format("name '{}' is used prior to {} declaration", name, word));
        }
        if (uses & Annotated) {
            return fail(statement, fmt::format("annotated name '{}' can't be {}", name, word));
        }
        if (uses & Bound) {
            return fail(statement,
                        fmt::format("name '{}' is assigned to before {} declaration", name, word));
        }
        uses |= is_global ? IsGlobal : IsNonlocal;
        if ((uses & IsGlobal) && (uses & IsNonlocal)) {
            return fail(statement, fmt::format("name '{}' is nonlocal and global", name));
        }
        if (!is_global) scope_->nonlocals.push_back({name, &statement});
    }
    return true;
}

// At the end of a scope: a nonlocal name of an inner function is bound here, or further out.
bool Checker::resolve_nonlocals(Scope& scope) {
    if (scope.nonlocals.empty()) return true;
    for (const PendingNonlocal& pending : scope.nonlocals) {
        const auto found = scope.names.find(pending.name);
        const unsigned uses = found == scope.names.end() ? 0 : found->second;
        const bool is_own = uses & IsNonlocal;
        const bool can_bind =
            scope.kind == ScopeKind::Function || scope.kind == ScopeKind::Restricted;
        if (!is_own && can_bind && (uses & TypeParameter)) {
            return fail(*pending.place, "nonlocal binding not allowed for type parameter '" +
                                            std::string(pending.name) + "'");
        }
        if (!is_own && can_bind && (uses & (Bound | Parameter)) && !(uses & IsGlobal)) continue;
        if (!scope.parent) {
            return fail(*pending.place,
                        "no binding for nonlocal '" + std::string(pending.name) + "' found");
        }
        scope.parent->nonlocals.push_back(pending);
    }
    return true;
}

}  // namespace lang
