#include <cstring>

#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

std::string_view expression_name(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::Attribute: return "attribute";
        case ExprKind::Subscript: return "subscript";
        case ExprKind::Starred: return "starred";
        case ExprKind::Name: return "name";
        case ExprKind::List: return "list";
        case ExprKind::Tuple: return "tuple";
        case ExprKind::Lambda: return "lambda";
        case ExprKind::Call: return "function call";
        case ExprKind::BoolOp:
        case ExprKind::BinOp:
        case ExprKind::UnaryOp: return "expression";
        case ExprKind::GeneratorExp: return "generator expression";
        case ExprKind::Yield:
        case ExprKind::YieldFrom: return "yield expression";
        case ExprKind::Await: return "await expression";
        case ExprKind::ListComp: return "list comprehension";
        case ExprKind::SetComp: return "set comprehension";
        case ExprKind::DictComp: return "dict comprehension";
        case ExprKind::Dict: return "dict literal";
        case ExprKind::Set: return "set display";
        case ExprKind::JoinedStr:
        case ExprKind::FormattedValue: return "f-string expression";
        case ExprKind::Compare: return "comparison";
        case ExprKind::IfExp: return "conditional expression";
        case ExprKind::NamedExpr: return "named expression";
        case ExprKind::Slice: return "slice";
        case ExprKind::Constant: break;
    }
    switch (as<Constant>(expr).type) {
        case ConstantKind::None: return "None";
        case ConstantKind::True: return "True";
        case ConstantKind::False: return "False";
        case ConstantKind::Ellipsis: return "ellipsis";
        case ConstantKind::Int:
        case ConstantKind::Float:
        case ConstantKind::Str:
        case ConstantKind::Bytes: break;
    }
    return "literal";
}

bool Parser::fail(std::string_view type, int line, int column, std::string message) {
    if (error_) return false;
    if (tokens_.fault && t_ >= &tokens_.list.back() - 1) {  // the lexer came no further
        error_ = tokens_.fault;
        return false;
    }
    // A bracket that is still open on an earlier line is the likelier mistake.
    const bool at_end = at(T::Newline) || at(T::EndMarker);  // no line ends inside brackets
    if (tokens_.unclosed && type != "Unsupported" &&
        (at_end || t_->line > tokens_.unclosed->line)) {
        const Token& bracket = *tokens_.unclosed;
        error_ = base::Error{"SyntaxError",
                             "'" + std::string(text(bracket)) + "' was never closed",
                             {bracket.line, bracket.column}};
        return false;
    }
    error_ = base::Error{std::string(type), std::move(message), {line, column}};
    return false;
}

bool Parser::fail(const Place& place, std::string message) {
    return fail("SyntaxError", place.line, place.column, std::move(message));
}

bool Parser::fail(const Token& token) {
    if (token.kind == T::Indent) {
        return fail("IndentationError", token.line, token.end_column - 1, "unexpected indent");
    }
    if (token.kind == T::LessGreater) {
        return fail("SyntaxError", token.line, token.column,
                    "invalid syntax.  Maybe you meant '!=' instead of '<>'?");
    }
    return fail("SyntaxError", token.line, token.column, "invalid syntax");
}

bool Parser::unsupported(const Place& place, std::string message) {
    return fail("Unsupported", place.line, place.column, std::move(message));
}

bool Parser::too_deep() {
    return fail("RecursionError", t_->line, t_->column,
                "maximum recursion depth exceeded during compilation");
}

std::string_view Parser::keep(std::string_view text) {
    char* copy = static_cast<char*>(ast_.arena.allocate(text.size() + 1, 1));
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
}

// Checks that something can be assigned to, looped over with, or deleted.
bool Parser::check_target(Expr* target, TargetUse use) {
    Exprs elements;
    switch (target->kind) {
        case ExprKind::Name:
        case ExprKind::Attribute:
        case ExprKind::Subscript: return true;
        case ExprKind::Starred:
            if (use == TargetUse::Delete) break;
            return check_target(static_cast<Starred*>(target)->value, use);
        case ExprKind::List: elements = static_cast<List*>(target)->elts; break;
        case ExprKind::Tuple: elements = static_cast<Tuple*>(target)->elts; break;
        default: break;
    }
    if (target->kind == ExprKind::List || target->kind == ExprKind::Tuple) {
        for (Expr* element : elements) {
            if (!check_target(element, use)) return false;
        }
        return true;
    }
    const std::string verb = use == TargetUse::Delete ? "cannot delete " : "cannot assign to ";
    return fail(*target, verb + std::string(expression_name(*target)));
}

bool Parser::starts_expression() const {
    switch (t_->kind) {
        case T::Name:
        case T::Number:
        case T::String:
        case T::FStringStart:
        case T::KwNone:
        case T::KwTrue:
        case T::KwFalse:
        case T::KwLambda:
        case T::KwNot:
        case T::KwAwait:
        case T::Ellipsis:
        case T::Tilde:
        case T::LeftBrace:
        case T::LeftParen:
        case T::LeftBracket:
        case T::Minus:
        case T::Plus: return true;
        default: return false;
    }
}

// Two expressions stand side by side: `print x`, quotes inside a string, or a comma was forgotten.
bool Parser::fail_after_expression(Expr* value, const Token& start) {
    const Token& here = *t_;
    const auto* name = try_as<Name>(value);
    if (name && (name->id == "print" || name->id == "exec")) {
        const std::string called(name->id);
        if (parse_star_expressions()) {
            return fail(*value, "Missing parentheses in call to '" + called + "'. Did you mean " +
                                    called + "(...)?");
        }
    } else if (is_split_string(value, start)) {
        t_ = &here;
        return fail(place_of(here), "invalid syntax. Is this intended to be part of the string?");
    } else if (is_missing_comma(start)) {
        t_ = &here;
        return fail(*value, "invalid syntax. Perhaps you forgot a comma?");
    }
    error_.reset();
    t_ = &here;
    return fail(here);
}

// "a "b" c": a string, words, and a string again.
bool Parser::is_split_string(Expr* value, const Token& start) {
    const Token& here = *t_;
    const auto* string = try_as<Constant>(value);
    if (!string || string->type != ConstantKind::Str || &start + 1 != &here) return false;
    is_quiet_ = true;
    while (starts_expression() && !at(T::String) && parse_expression()) {
    }
    is_quiet_ = false;
    const bool found = !error_ && at(T::String) && t_ != &here;
    error_.reset();
    t_ = &here;
    return found;
}

// Inside brackets another expression follows. A soft keyword or a wrong string prefix is no comma.
bool Parser::is_missing_comma(const Token& start) {
    if (start.kind == T::Name) {
        const std::string_view word = text(start);
        if (word == "match" || word == "case" || word == "type" || word == "_") return false;
        const Token& next = (&start)[1];
        if (next.kind == T::String || next.kind == T::FStringStart) return false;
    }
    is_quiet_ = true;
    const bool parsed = parse_expression() != nullptr;
    is_quiet_ = false;
    return parsed && t_[-1].in_brackets;
}

// `x = 1` where only a named expression may stand. t_ is at "=".
std::nullptr_t Parser::fail_equal(Expr* value) {
    const Token& equal = *t_;
    const bool is_display = value->kind == ExprKind::List || value->kind == ExprKind::Tuple ||
                            value->kind == ExprKind::GeneratorExp ||
                            value->kind == ExprKind::BoolOp || value->kind == ExprKind::Compare ||
                            value->kind == ExprKind::IfExp || value->kind == ExprKind::Lambda;
    const auto* constant = try_as<Constant>(value);
    const bool is_word =
        constant && (constant->type == ConstantKind::None || constant->type == ConstantKind::True ||
                     constant->type == ConstantKind::False);
    if (!is_display && !is_word) {
        ++t_;
        const bool parsed = parse_binary(0) != nullptr;
        if (parsed && !at(T::Equal) && !at(T::ColonEqual)) {
            t_ = &equal;
            if (value->kind == ExprKind::Name) {
                return no(*value, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            }
            return no(*value, "cannot assign to " + std::string(expression_name(*value)) +
                                  " here. Maybe you meant '==' instead of '='?");
        }
        if (!parsed && error_ && error_->message != "invalid syntax") return nullptr;
        error_.reset();
        t_ = &equal;
    }
    return no();
}

}  // namespace lang
