#include <utility>
#include <vector>

#include "lang/symbols_internal.h"

namespace lang {

using namespace ast;

void SymbolBuilder::statements(Stmts body) {
    for (const Stmt* stmt : body) statement(*stmt);
}

void SymbolBuilder::statement(const Stmt& stmt) {
    switch (stmt.kind) {
        case StmtKind::FunctionDef: return function(as<FunctionDef>(stmt));
        case StmtKind::ClassDef: return class_def(as<ClassDef>(stmt));
        case StmtKind::Return: return expression(as<Return>(stmt).value);
        case StmtKind::Delete:
            for (const Expr* t : as<Delete>(stmt).targets) deletion(t);
            return;
        case StmtKind::Assign:
            expression(as<Assign>(stmt).value);
            for (const Expr* t : as<Assign>(stmt).targets) target(t);
            return;
        case StmtKind::TypeAlias:
            type_parameters(as<TypeAlias>(stmt).type_params);
            target(as<TypeAlias>(stmt).name);
            return expression(as<TypeAlias>(stmt).value);
        case StmtKind::AugAssign:
            expression(as<AugAssign>(stmt).target);
            target(as<AugAssign>(stmt).target);
            return expression(as<AugAssign>(stmt).value);
        case StmtKind::AnnAssign: return annotated(as<AnnAssign>(stmt));
        case StmtKind::For: return for_statement(as<For>(stmt));
        case StmtKind::While:
            expression(as<While>(stmt).test);
            statements(as<While>(stmt).body);
            return statements(as<While>(stmt).orelse);
        case StmtKind::If:
            expression(as<If>(stmt).test);
            statements(as<If>(stmt).body);
            return statements(as<If>(stmt).orelse);
        case StmtKind::With:
            for (const WithItem& item : as<With>(stmt).items) {
                expression(item.context_expr);
                target(item.optional_vars);
            }
            return statements(as<With>(stmt).body);
        case StmtKind::Match: return match_statement(as<Match>(stmt));
        case StmtKind::Raise:
            expression(as<Raise>(stmt).exc);
            return expression(as<Raise>(stmt).cause);
        case StmtKind::Try: return try_statement(as<Try>(stmt));
        case StmtKind::Assert:
            expression(as<Assert>(stmt).test);
            return expression(as<Assert>(stmt).msg);
        case StmtKind::Import: return imports(as<Import>(stmt).names, false);
        case StmtKind::ImportFrom: return imports(as<ImportFrom>(stmt).names, true);
        case StmtKind::Global: return declare_global(as<Global>(stmt));
        case StmtKind::Nonlocal: return declare_nonlocal(as<Nonlocal>(stmt));
        case StmtKind::Expr: return expression(as<ExprStmt>(stmt).value);
        case StmtKind::Pass:
        case StmtKind::Break:
        case StmtKind::Continue: return;
    }
}

void SymbolBuilder::for_statement(const For& loop) {
    expression(loop.iter);
    target(loop.target);
    if (loop.is_async) scope_->has_await = true;
    statements(loop.body);
    statements(loop.orelse);
}

void SymbolBuilder::declare_global(const Global& stmt) {
    for (const std::string_view name : stmt.names) {
        Symbol& symbol = scope_->get(table_.mangle(class_name_, name));
        symbol.declared_global = true;
        table_.module().get(symbol.name).bound = true;
    }
}

void SymbolBuilder::declare_nonlocal(const Nonlocal& stmt) {
    for (const std::string_view name : stmt.names) {
        Symbol& symbol = scope_->get(table_.mangle(class_name_, name));
        symbol.declared_nonlocal = symbol.used = true;
    }
}

void SymbolBuilder::function(const FunctionDef& def) {
    bind(def.name);
    expressions(def.decorator_list);
    defaults(def.args);
    annotations(&def, def.args, def.returns);
    open(ScopeKind::Function, &def);
    parameters(def.args);
    type_parameters(def.type_params);
    statements(def.body);
    close();
    if (Scope* thunk = table_.annotations_of(&def)) {
        for (const TypeParam& p : def.type_params) {
            Symbol& symbol = thunk->get(p.name);
            symbol.bound = symbol.type_parameter = true;
            symbol.declared_by = &p;
        }
    }
}

void SymbolBuilder::class_def(const ClassDef& def) {
    bind(def.name);
    expressions(def.decorator_list);
    expressions(def.bases);
    for (const KeywordArg& k : def.keywords) expression(k.value);
    const std::string_view outer = std::exchange(class_name_, def.name);
    open(ScopeKind::Class, &def);
    type_parameters(def.type_params);
    scope_->get("__class__").bound = true;
    if (!def.type_params.empty()) bind("__type_params__");
    statements(def.body);
    class_annotations(def);
    close();
    class_name_ = outer;
}

// `x: T` in a class body: all of them are computed by one function, later.
void SymbolBuilder::class_annotations(const ClassDef& def) {
    std::vector<const AnnAssign*> found;
    for (const Stmt* stmt : def.body) {
        const auto* annotated = try_as<AnnAssign>(stmt);
        if (annotated != nullptr && annotated->simple) found.push_back(annotated);
    }
    if (found.empty()) return;
    open(ScopeKind::Annotations, &def);
    use("__class__");
    for (const AnnAssign* annotated : found) expression(annotated->annotation);
    close();
}

void SymbolBuilder::annotated(const AnnAssign& stmt) {
    expression(stmt.value);
    if (stmt.value != nullptr || stmt.target->kind != ExprKind::Name) return target(stmt.target);
    bind(as<Name>(*stmt.target).id);
}

void SymbolBuilder::annotations(const void* node, const Arguments& args, const Expr* returns) {
    std::vector<const Expr*> found;
    const auto add = [&](const Arg* arg) {
        if (arg != nullptr && arg->annotation != nullptr) found.push_back(arg->annotation);
    };
    for (const Arg& arg : args.posonlyargs) add(&arg);
    for (const Arg& arg : args.args) add(&arg);
    add(args.vararg);
    for (const Arg& arg : args.kwonlyargs) add(&arg);
    add(args.kwarg);
    if (returns != nullptr) found.push_back(returns);
    if (found.empty()) return;
    const bool in_class = scope_->kind == ScopeKind::Class;
    open(ScopeKind::Annotations, node);
    if (in_class) use("__class__");
    for (const Expr* annotation : found) expression(annotation);
    close();
}

void SymbolBuilder::type_parameters(std::span<TypeParam> params) {
    for (const TypeParam& p : params) {
        Symbol& symbol = scope_->get(p.name);
        if (symbol.parameter) continue;
        symbol.bound = symbol.type_parameter = true;
        symbol.declared_by = &p;
    }
}

void SymbolBuilder::defaults(const Arguments& args) {
    expressions(args.defaults);
    expressions(args.kw_defaults);
}

// In the order of the registers: positional, keyword-only, *args, **kwargs.
void SymbolBuilder::parameters(const Arguments& args) {
    const auto add = [this](std::string_view name) {
        Symbol& symbol = scope_->get(table_.mangle(class_name_, name));
        symbol.bound = symbol.parameter = true;
    };
    for (const Arg& arg : args.posonlyargs) add(arg.name);
    for (const Arg& arg : args.args) add(arg.name);
    for (const Arg& arg : args.kwonlyargs) add(arg.name);
    if (args.vararg != nullptr) add(args.vararg->name);
    if (args.kwarg != nullptr) add(args.kwarg->name);
}

void SymbolBuilder::imports(std::span<Alias> names, bool from) {
    for (const Alias& alias : names) {
        if (alias.name == "*") continue;
        if (!alias.asname.empty()) {
            bind(alias.asname);
        } else {
            bind(from ? alias.name : alias.name.substr(0, alias.name.find('.')));
        }
    }
}

void SymbolBuilder::try_statement(const Try& stmt) {
    statements(stmt.body);
    for (const ExceptHandler& handler : stmt.handlers) {
        expression(handler.type);
        if (!handler.name.empty()) {
            bind(handler.name);
            scope_->get(table_.mangle(class_name_, handler.name)).deletable = true;
        }
        statements(handler.body);
    }
    statements(stmt.orelse);
    statements(stmt.finalbody);
}

void SymbolBuilder::match_statement(const Match& stmt) {
    expression(stmt.subject);
    for (const MatchCase& c : stmt.cases) {
        pattern(*c.pattern);
        expression(c.guard);
        statements(c.body);
    }
}

void SymbolBuilder::pattern(const Pattern& p) {
    const auto all = [this](Patterns list) {
        for (const Pattern* item : list) pattern(*item);
    };
    switch (p.kind) {
        case PatternKind::MatchValue: return expression(as<MatchValue>(p).value);
        case PatternKind::MatchSingleton: return;
        case PatternKind::MatchSequence: return all(as<MatchSequence>(p).patterns);
        case PatternKind::MatchMapping:
            expressions(as<MatchMapping>(p).keys);
            all(as<MatchMapping>(p).patterns);
            if (!as<MatchMapping>(p).rest.empty()) bind(as<MatchMapping>(p).rest);
            return;
        case PatternKind::MatchClass:
            expression(as<MatchClass>(p).cls);
            all(as<MatchClass>(p).patterns);
            return all(as<MatchClass>(p).kwd_patterns);
        case PatternKind::MatchStar:
            if (!as<MatchStar>(p).name.empty()) bind(as<MatchStar>(p).name);
            return;
        case PatternKind::MatchAs:
            if (as<MatchAs>(p).pattern != nullptr) pattern(*as<MatchAs>(p).pattern);
            if (!as<MatchAs>(p).name.empty()) bind(as<MatchAs>(p).name);
            return;
        case PatternKind::MatchOr: return all(as<MatchOr>(p).patterns);
    }
}

void SymbolBuilder::expressions(Exprs list) {
    for (const Expr* expr : list) expression(expr);
}

void SymbolBuilder::expression(const Expr* expr) {
    if (expr == nullptr) return;
    switch (expr->kind) {
        case ExprKind::BoolOp: return expressions(as<BoolOp>(*expr).values);
        case ExprKind::NamedExpr: return walrus(as<NamedExpr>(*expr));
        case ExprKind::BinOp:
            expression(as<BinOp>(*expr).left);
            return expression(as<BinOp>(*expr).right);
        case ExprKind::UnaryOp: return expression(as<UnaryOp>(*expr).operand);
        case ExprKind::Lambda: return lambda(as<Lambda>(*expr));
        case ExprKind::IfExp:
            expression(as<IfExp>(*expr).test);
            expression(as<IfExp>(*expr).body);
            return expression(as<IfExp>(*expr).orelse);
        case ExprKind::Dict:
            expressions(as<Dict>(*expr).keys);
            return expressions(as<Dict>(*expr).values);
        case ExprKind::Set: return expressions(as<Set>(*expr).elts);
        case ExprKind::ListComp:
        case ExprKind::SetComp:
        case ExprKind::GeneratorExp:
        case ExprKind::DictComp: return any_comprehension(*expr);
        case ExprKind::Await: scope_->has_await = true; return expression(as<Await>(*expr).value);
        case ExprKind::Yield: scope_->has_yield = true; return expression(as<Yield>(*expr).value);
        case ExprKind::YieldFrom:
            scope_->has_yield = true;
            return expression(as<YieldFrom>(*expr).value);
        case ExprKind::Compare:
            expression(as<Compare>(*expr).left);
            return expressions(as<Compare>(*expr).comparators);
        case ExprKind::Call: return call(as<Call>(*expr));
        case ExprKind::FormattedValue:
            expression(as<FormattedValue>(*expr).value);
            return expression(as<FormattedValue>(*expr).format_spec);
        case ExprKind::JoinedStr: return expressions(as<JoinedStr>(*expr).values);
        case ExprKind::Constant: return;
        case ExprKind::Attribute: return expression(as<Attribute>(*expr).value);
        case ExprKind::Subscript:
            expression(as<Subscript>(*expr).value);
            return expression(as<Subscript>(*expr).slice);
        case ExprKind::Starred: return expression(as<Starred>(*expr).value);
        case ExprKind::Name: return use(as<Name>(*expr).id);
        case ExprKind::List: return expressions(as<List>(*expr).elts);
        case ExprKind::Tuple: return expressions(as<Tuple>(*expr).elts);
        case ExprKind::Slice:
            expression(as<Slice>(*expr).lower);
            expression(as<Slice>(*expr).upper);
            return expression(as<Slice>(*expr).step);
    }
}

void SymbolBuilder::any_comprehension(const Expr& expr) {
    if (const auto* list = try_as<ListComp>(&expr))
        return comprehension(expr, list->elt, nullptr, list->generators);
    if (const auto* set = try_as<SetComp>(&expr))
        return comprehension(expr, set->elt, nullptr, set->generators);
    if (const auto* lazy = try_as<GeneratorExp>(&expr))
        return comprehension(expr, lazy->elt, nullptr, lazy->generators);
    const auto& dict = as<DictComp>(expr);
    comprehension(expr, dict.key, dict.value, dict.generators);
}

void SymbolBuilder::call(const Call& call) {
    expression(call.func);
    expressions(call.args);
    for (const KeywordArg& k : call.keywords) expression(k.value);
}

void SymbolBuilder::lambda(const Lambda& lambda) {
    defaults(lambda.args);
    open(ScopeKind::Function, &lambda);
    parameters(lambda.args);
    expression(lambda.body);
    close();
}

// The name belongs to the function around all comprehensions.
void SymbolBuilder::walrus(const NamedExpr& expr) {
    expression(expr.value);
    const std::string_view name = table_.mangle(class_name_, as<Name>(*expr.target).id);
    Scope* owner = scope_;
    const auto is_comprehension = [](const Scope& s) {
        return s.kind == ScopeKind::Comprehension || s.find(".0") != nullptr;
    };
    while (is_comprehension(*owner)) {
        owner->has_walrus = true;
        owner->get(name).used = true;
        owner = owner->parent;
    }
    owner->get(name).bound = true;
    scope_->frame().has_walrus = owner->frame().has_walrus = true;
}

// A generator expression is a function with one parameter, the iterator of its first `for`.
void SymbolBuilder::comprehension(const Expr& node, Expr* first, Expr* second,
                                  std::span<Comprehension> generators) {
    expression(generators[0].iter);
    const bool lazy = node.kind == ExprKind::GeneratorExp;
    Scope& scope = open(lazy ? ScopeKind::Function : ScopeKind::Comprehension, &node);
    if (lazy) {
        Symbol& source = scope_->get(".0");
        source.bound = source.parameter = true;
        scope.has_yield = true;
    }
    for (std::size_t i = 0; i < generators.size(); ++i) {
        if (i > 0) expression(generators[i].iter);
        if (generators[i].is_async) scope.frame().has_await = true;
        target(generators[i].target);
        expressions(generators[i].ifs);
    }
    expression(first);
    expression(second);
    close();
    if (scope.has_await && !lazy) scope_->frame().has_await = true;
}

void SymbolBuilder::target(const Expr* expr) {
    if (expr == nullptr) return;
    switch (expr->kind) {
        case ExprKind::Name: return bind(as<Name>(*expr).id);
        case ExprKind::Starred: return target(as<Starred>(*expr).value);
        case ExprKind::Tuple:
            for (const Expr* e : as<Tuple>(*expr).elts) target(e);
            return;
        case ExprKind::List:
            for (const Expr* e : as<List>(*expr).elts) target(e);
            return;
        default: return expression(expr);  // attribute, subscript
    }
}

void SymbolBuilder::deletion(const Expr* expr) {
    target(expr);
    if (const auto* name = try_as<Name>(expr)) {
        scope_->get(table_.mangle(class_name_, name->id)).deletable = true;
    } else if (const auto* tuple = try_as<Tuple>(expr)) {
        for (const Expr* e : tuple->elts) deletion(e);
    } else if (const auto* list = try_as<List>(expr)) {
        for (const Expr* e : list->elts) deletion(e);
    }
}

}  // namespace lang
