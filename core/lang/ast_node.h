// lang/ast_node.h -- what all nodes of ast.h share: their kinds, operators and places.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace lang::ast {

enum class ExprKind : std::uint8_t {
    BoolOp,
    NamedExpr,
    BinOp,
    UnaryOp,
    Lambda,
    IfExp,
    Dict,
    Set,
    ListComp,
    SetComp,
    DictComp,
    GeneratorExp,
    Await,
    Yield,
    YieldFrom,
    Compare,
    Call,
    FormattedValue,
    JoinedStr,
    Constant,
    Attribute,
    Subscript,
    Starred,
    Name,
    List,
    Tuple,
    Slice,
};

enum class StmtKind : std::uint8_t {
    FunctionDef,
    ClassDef,
    Return,
    Delete,
    Assign,
    TypeAlias,
    AugAssign,
    AnnAssign,
    For,
    While,
    If,
    With,
    Match,
    Raise,
    Try,
    Assert,
    Import,
    ImportFrom,
    Global,
    Nonlocal,
    Expr,
    Pass,
    Break,
    Continue,
};

enum class PatternKind : std::uint8_t {
    MatchValue,
    MatchSingleton,
    MatchSequence,
    MatchMapping,
    MatchClass,
    MatchStar,
    MatchAs,
    MatchOr,
};

// The first thirteen stand in the order of Vm::Binary, the first six compares in that of
// Vm::Compare.
enum class Operator : std::uint8_t {
    Add,
    Sub,
    Mult,
    Div,
    FloorDiv,
    Mod,
    Pow,
    MatMult,
    BitAnd,
    BitOr,
    BitXor,
    LShift,
    RShift,
};
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class BoolOperator : std::uint8_t { And, Or };
enum class CmpOp : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };

struct Place {
    int line = 0;
    int column = 0;
    int end_line = 0;
    int end_column = 0;
};

struct Expr : Place {
    ExprKind kind;

  protected:
    explicit Expr(ExprKind k) : kind(k) {}
};

struct Stmt : Place {
    StmtKind kind;

  protected:
    explicit Stmt(StmtKind k) : kind(k) {}
};

struct Pattern : Place {
    PatternKind kind;

  protected:
    explicit Pattern(PatternKind k) : kind(k) {}
};

template <ExprKind K>
struct ExprOf : Expr {
    static constexpr ExprKind kKind = K;
    ExprOf() : Expr(K) {}
};
template <StmtKind K>
struct StmtOf : Stmt {
    static constexpr StmtKind kKind = K;
    StmtOf() : Stmt(K) {}
};
template <PatternKind K>
struct PatternOf : Pattern {
    static constexpr PatternKind kKind = K;
    PatternOf() : Pattern(K) {}
};

// as<Call>(*expr) where the kind is known; try_as<Call>(expr) is nullptr for another kind.
template <class T, class Base>
const T& as(const Base& node) {
    return static_cast<const T&>(node);
}
template <class T, class Base>
const T* try_as(const Base* node) {
    return node && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}

using Exprs = std::span<Expr*>;
using Stmts = std::span<Stmt*>;
using Patterns = std::span<Pattern*>;
using Names = std::span<std::string_view>;

}  // namespace lang::ast
