// lang/parser_check.h -- what CPython's symbol table and code generator refuse, found by one walk
// over a finished tree: names, scopes, places of return, yield, await, break. Stays in this folder.
// LIMIT: a tree deeper than kMaxTreeDepth is refused, so whoever walks it later may recurse.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/parser_internal.h"

namespace lang {

inline constexpr int kMaxTreeDepth = 1000;

class Checker {
  public:
    explicit Checker(TreeFacts facts) : facts_(facts) {}
    base::Status run(const Ast& ast);

  private:
    enum class ScopeKind : std::uint8_t { Module, Class, Function, Comprehension, Restricted };
    enum NameUse : unsigned {
        Parameter = 1,
        Used = 2,
        Bound = 4,
        Annotated = 8,
        IsGlobal = 16,
        IsNonlocal = 32,
        TypeParameter = 64
    };
    struct PendingNonlocal {
        std::string_view name;
        const ast::Stmt* place;
    };
    struct Scope {
        ScopeKind kind;
        Scope* parent;
        bool is_async = false;
        bool is_lambda = false;
        bool is_generator = false;
        bool awaits = false;         // of a comprehension: must run in a coroutine
        std::string_view what = {};  // of a comprehension or a restricted scope, for messages
        const ast::Stmt* returns_value = nullptr;
        int loops = 0;  // that `break` could leave
        int blocks = 0;
        std::unordered_map<std::string_view, unsigned> names = {};
        std::vector<PendingNonlocal> nonlocals = {};
        std::vector<std::string_view> targets = {};  // of a comprehension
        std::vector<std::string_view> walruses = {};
    };
    class Enter;

    // parser_check.cpp: statements
    bool check_block(ast::Stmts body);
    bool check_statement(const ast::Stmt& statement);
    bool check_compound(const ast::Stmt& statement);
    bool check_if(const ast::If& branch);
    bool check_loop(ast::Stmts body, ast::Stmts orelse, const ast::Stmt& statement);
    bool check_with(const ast::With& with);
    bool check_try(const ast::Try& attempt);
    bool check_return(const ast::Return& statement);
    bool check_ann_assign(const ast::AnnAssign& statement);
    bool check_declaration(const ast::Stmt& statement, ast::Names names, bool is_global);
    bool enter_block(const ast::Place& place, int count);
    bool resolve_nonlocals(Scope& scope);
    // parser_check_define.cpp: functions, classes, imports
    bool check_function(const ast::FunctionDef& function);
    bool check_function_body(const ast::FunctionDef& function);
    bool check_class(const ast::ClassDef& cls);
    bool check_class_parts(const ast::ClassDef& cls);
    bool check_type_params(std::span<ast::TypeParam> params);
    bool check_type_alias(const ast::TypeAlias& alias);
    bool check_defaults(const ast::Arguments& args);
    bool check_annotations(const ast::Arguments& args);
    bool declare_arguments(const ast::Arguments& args);
    bool check_imports(const ast::Stmt& statement);
    bool check_future(ast::Stmts body);
    bool check_restricted(ast::Expr* expr, std::string_view what);
    // parser_check_expr.cpp: expressions
    bool check_expr(const ast::Expr* expr);  // nullptr is fine
    bool check_inner(const ast::Expr& expr);
    bool check_more(const ast::Expr& expr);
    bool check_exprs(ast::Exprs exprs);
    bool check_elements(ast::Exprs exprs);  // Starred may stand among them
    bool check_call(ast::Exprs args, std::span<ast::KeywordArg> keywords);
    bool check_lambda(const ast::Lambda& lambda);
    bool check_comprehension(const ast::Expr& place, std::string_view what, const ast::Expr* first,
                             const ast::Expr* second, std::span<ast::Comprehension> generators);
    bool check_generators(std::span<ast::Comprehension> generators);
    bool check_named(const ast::NamedExpr& named);
    bool check_yield(const ast::Expr& yield, const ast::Expr* value);
    bool check_await(const ast::Await& await);
    bool check_target(const ast::Expr& target, bool is_top);
    bool check_target_list(const ast::Expr& target, ast::Exprs elements);
    bool check_delete(const ast::Expr& target);
    // parser_check_pattern.cpp: match
    bool check_match(const ast::Match& match);
    bool check_pattern(const ast::Pattern& pattern, std::set<std::string_view>& names);
    bool check_patterns(ast::Patterns patterns, std::set<std::string_view>& names);
    bool check_mapping(const ast::MatchMapping& mapping, std::set<std::string_view>& names);
    bool check_class_pattern(const ast::MatchClass& match, std::set<std::string_view>& names);
    bool check_alternatives(const ast::MatchOr& either, std::set<std::string_view>& names);
    bool bind_pattern_name(const ast::Place& place, std::string_view name,
                           std::set<std::string_view>& names);

    bool use(std::string_view name);
    bool bind(const ast::Place& place, std::string_view name, unsigned how = Bound);
    bool fail(const ast::Place& place, std::string message);
    bool too_deep(const ast::Place& place);

    TreeFacts facts_;
    const ast::ImportFrom* last_future_ = nullptr;  // at the start of the module
    Scope* scope_ = nullptr;
    int depth_ = 0;
    int iterable_depth_ = 0;  // inside the iterable of a comprehension
    std::optional<base::Error> error_;
};

}  // namespace lang
