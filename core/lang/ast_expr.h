// lang/ast_expr.h -- the expression nodes of ast.h.
#pragma once

#include "lang/ast_node.h"

namespace lang::ast {

struct BoolOp : ExprOf<ExprKind::BoolOp> {
    BoolOperator op = {};
    Exprs values;
};

struct NamedExpr : ExprOf<ExprKind::NamedExpr> {
    Expr* target = nullptr;  // a Name
    Expr* value = nullptr;
};

struct BinOp : ExprOf<ExprKind::BinOp> {
    Operator op = {};
    Expr* left = nullptr;
    Expr* right = nullptr;
};

struct UnaryOp : ExprOf<ExprKind::UnaryOp> {
    UnaryOperator op = {};
    Expr* operand = nullptr;
};

struct Arg : Place {
    std::string_view name;
    Expr* annotation = nullptr;
};

struct Arguments {
    std::span<Arg> posonlyargs;
    std::span<Arg> args;
    Arg* vararg = nullptr;
    std::span<Arg> kwonlyargs;
    Exprs kw_defaults;  // one for each of kwonlyargs; nullptr: no default
    Arg* kwarg = nullptr;
    Exprs defaults;  // of the last parameters of posonlyargs + args
};

struct Lambda : ExprOf<ExprKind::Lambda> {
    Arguments args;
    Expr* body = nullptr;
};

struct IfExp : ExprOf<ExprKind::IfExp> {
    Expr* test = nullptr;
    Expr* body = nullptr;
    Expr* orelse = nullptr;
};

struct Dict : ExprOf<ExprKind::Dict> {
    Exprs keys;  // nullptr for `**value`
    Exprs values;
};

struct Set : ExprOf<ExprKind::Set> {
    Exprs elts;
};

struct Comprehension {
    Expr* target = nullptr;
    Expr* iter = nullptr;
    Exprs ifs;
    bool is_async = false;
};

template <ExprKind K>
struct ComprehensionOf : ExprOf<K> {
    Expr* elt = nullptr;
    std::span<Comprehension> generators;
};
struct ListComp : ComprehensionOf<ExprKind::ListComp> {};
struct SetComp : ComprehensionOf<ExprKind::SetComp> {};
struct GeneratorExp : ComprehensionOf<ExprKind::GeneratorExp> {};

struct DictComp : ExprOf<ExprKind::DictComp> {
    Expr* key = nullptr;
    Expr* value = nullptr;
    std::span<Comprehension> generators;
};

struct Await : ExprOf<ExprKind::Await> {
    Expr* value = nullptr;
};

struct Yield : ExprOf<ExprKind::Yield> {
    Expr* value = nullptr;  // nullptr: a bare `yield`
};

struct YieldFrom : ExprOf<ExprKind::YieldFrom> {
    Expr* value = nullptr;
};

struct Compare : ExprOf<ExprKind::Compare> {
    Expr* left = nullptr;
    std::span<CmpOp> ops;
    Exprs comparators;
};

struct KeywordArg : Place {
    std::string_view name;  // empty for `**value`
    Expr* value = nullptr;
};

struct Call : ExprOf<ExprKind::Call> {
    Expr* func = nullptr;
    Exprs args;  // Starred among them
    std::span<KeywordArg> keywords;
};

struct FormattedValue : ExprOf<ExprKind::FormattedValue> {
    Expr* value = nullptr;
    char conversion = 0;          // 's', 'r', 'a'; 0: none
    Expr* format_spec = nullptr;  // a JoinedStr
};

struct JoinedStr : ExprOf<ExprKind::JoinedStr> {
    Exprs values;  // Constant (Str) and FormattedValue
};

enum class ConstantKind : std::uint8_t { None, True, False, Ellipsis, Int, Float, Str, Bytes };

struct Constant : ExprOf<ExprKind::Constant> {
    ConstantKind type = ConstantKind::None;
    // Str: decoded UTF-8 (a lone surrogate in the three bytes it would take). Bytes: raw.
    // Int: digits without underscores, "0x"/"0o"/"0b" kept in lower case. Float: without
    // underscores.
    std::string_view text;
};

struct Attribute : ExprOf<ExprKind::Attribute> {
    Expr* value = nullptr;
    std::string_view attr;
};

struct Subscript : ExprOf<ExprKind::Subscript> {
    Expr* value = nullptr;
    Expr* slice = nullptr;
};

struct Starred : ExprOf<ExprKind::Starred> {
    Expr* value = nullptr;
};

struct Name : ExprOf<ExprKind::Name> {
    std::string_view id;
};

struct List : ExprOf<ExprKind::List> {
    Exprs elts;
};

struct Tuple : ExprOf<ExprKind::Tuple> {
    Exprs elts;
};

struct Slice : ExprOf<ExprKind::Slice> {
    Expr* lower = nullptr;
    Expr* upper = nullptr;
    Expr* step = nullptr;
};

}  // namespace lang::ast
