// lang/ast_stmt.h -- the statement and pattern nodes of ast.h.
#pragma once

#include "lang/ast_expr.h"

namespace lang::ast {

struct TypeParam : Place {
    enum class Kind : std::uint8_t { TypeVar, TypeVarTuple, ParamSpec };
    Kind kind = Kind::TypeVar;
    std::string_view name;
    Expr* bound = nullptr;
    Expr* default_value = nullptr;
};

struct FunctionDef : StmtOf<StmtKind::FunctionDef> {  // its line is that of `def`
    std::string_view name;
    Arguments args;
    Stmts body;
    Exprs decorator_list;
    Expr* returns = nullptr;
    std::span<TypeParam> type_params;
    bool is_async = false;
};

struct ClassDef : StmtOf<StmtKind::ClassDef> {
    std::string_view name;
    Exprs bases;
    std::span<KeywordArg> keywords;
    Stmts body;
    Exprs decorator_list;
    std::span<TypeParam> type_params;
};

struct Return : StmtOf<StmtKind::Return> {
    Expr* value = nullptr;
};

struct Delete : StmtOf<StmtKind::Delete> {
    Exprs targets;
};

struct Assign : StmtOf<StmtKind::Assign> {
    Exprs targets;  // a = b = value has two
    Expr* value = nullptr;
};

struct TypeAlias : StmtOf<StmtKind::TypeAlias> {
    Expr* name = nullptr;  // a Name
    std::span<TypeParam> type_params;
    Expr* value = nullptr;
};

struct AugAssign : StmtOf<StmtKind::AugAssign> {
    Expr* target = nullptr;
    Operator op = {};
    Expr* value = nullptr;
};

struct AnnAssign : StmtOf<StmtKind::AnnAssign> {
    Expr* target = nullptr;
    Expr* annotation = nullptr;
    Expr* value = nullptr;
    bool simple = false;  // a bare name without parentheses
};

struct For : StmtOf<StmtKind::For> {
    Expr* target = nullptr;
    Expr* iter = nullptr;
    Stmts body;
    Stmts orelse;
    bool is_async = false;
};

struct While : StmtOf<StmtKind::While> {
    Expr* test = nullptr;
    Stmts body;
    Stmts orelse;
};

struct If : StmtOf<StmtKind::If> {  // `elif` is an If alone in orelse
    Expr* test = nullptr;
    Stmts body;
    Stmts orelse;
};

struct WithItem {
    Expr* context_expr = nullptr;
    Expr* optional_vars = nullptr;
};

struct With : StmtOf<StmtKind::With> {
    std::span<WithItem> items;
    Stmts body;
    bool is_async = false;
};

struct MatchCase {
    Pattern* pattern = nullptr;
    Expr* guard = nullptr;
    Stmts body;
};

struct Match : StmtOf<StmtKind::Match> {
    Expr* subject = nullptr;
    std::span<MatchCase> cases;
};

struct Raise : StmtOf<StmtKind::Raise> {
    Expr* exc = nullptr;
    Expr* cause = nullptr;
};

struct ExceptHandler : Place {
    Expr* type = nullptr;   // nullptr: `except:`
    std::string_view name;  // empty: no `as`
    Stmts body;
};

struct Try : StmtOf<StmtKind::Try> {
    Stmts body;
    std::span<ExceptHandler> handlers;
    Stmts orelse;
    Stmts finalbody;
};

struct Assert : StmtOf<StmtKind::Assert> {
    Expr* test = nullptr;
    Expr* msg = nullptr;
};

struct Alias : Place {
    std::string_view name;    // dotted, or "*"
    std::string_view asname;  // empty: none
};

struct Import : StmtOf<StmtKind::Import> {
    std::span<Alias> names;
};

struct ImportFrom : StmtOf<StmtKind::ImportFrom> {
    std::string_view module;  // empty in `from . import x`
    std::span<Alias> names;
    int level = 0;
};

struct Global : StmtOf<StmtKind::Global> {
    Names names;
};

struct Nonlocal : StmtOf<StmtKind::Nonlocal> {
    Names names;
};

struct ExprStmt : StmtOf<StmtKind::Expr> {
    Expr* value = nullptr;
};

struct Pass : StmtOf<StmtKind::Pass> {};
struct Break : StmtOf<StmtKind::Break> {};
struct Continue : StmtOf<StmtKind::Continue> {};

struct MatchValue : PatternOf<PatternKind::MatchValue> {
    Expr* value = nullptr;
};

struct MatchSingleton : PatternOf<PatternKind::MatchSingleton> {
    ConstantKind value = ConstantKind::None;  // None, True or False
};

struct MatchSequence : PatternOf<PatternKind::MatchSequence> {
    Patterns patterns;  // at most one MatchStar
};

struct MatchMapping : PatternOf<PatternKind::MatchMapping> {
    Exprs keys;
    Patterns patterns;
    std::string_view rest;  // empty: no `**rest`
};

struct MatchClass : PatternOf<PatternKind::MatchClass> {
    Expr* cls = nullptr;
    Patterns patterns;
    Names kwd_attrs;
    Patterns kwd_patterns;
};

struct MatchStar : PatternOf<PatternKind::MatchStar> {
    std::string_view name;  // empty: `*_`
};

struct MatchAs : PatternOf<PatternKind::MatchAs> {
    Pattern* pattern = nullptr;  // nullptr: a bare name, or `_` when that is empty too
    std::string_view name;
};

struct MatchOr : PatternOf<PatternKind::MatchOr> {
    Patterns patterns;
};

}  // namespace lang::ast
