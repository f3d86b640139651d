#include "base/text.h"
#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

base::Status Parser::parse_module() {
    if (!read_tokens()) return *error_;
    auto statements = list<Stmt*>();
    while (!at(T::EndMarker)) {
        if (!parse_statement(statements)) return *error_;
    }
    if (tokens_.unclosed && !fail(*t_)) return *error_;
    ast_.body = statements.span();
    return base::Nothing{};
}

base::Status Parser::parse_single_expression() {
    if (!read_tokens()) return *error_;
    ast_.expression = parse_star_expressions();
    while (ast_.expression && accept(T::Newline)) {
    }
    if (!ast_.expression || (!at(T::EndMarker) && !fail(*t_))) return *error_;
    if (tokens_.unclosed && !fail(*t_)) return *error_;
    return base::Nothing{};
}

// CPython reads "\r\n" and "\r" as "\n" before anything else.
static void translate_newlines(std::string& source) {
    if (source.find('\r') == std::string::npos) return;
    std::size_t out = 0;
    for (std::size_t i = 0; i < source.size(); ++i) {
        const bool is_return = source[i] == '\r';
        source[out++] = is_return ? '\n' : source[i];
        if (is_return && i + 1 < source.size() && source[i + 1] == '\n') ++i;
    }
    source.resize(out);
}

bool Parser::read_tokens() {
    if (ast_.source.find('\0') != std::string::npos) {
        error_ = base::Error{"SyntaxError", "source code string cannot contain null bytes", {1, 1}};
        return false;
    }
    if (!base::is_utf8(ast_.source)) {
        error_ = base::Error{"SyntaxError", "the source is not UTF-8 text", {1, 1}};
        return false;
    }
    translate_newlines(ast_.source);
    tokens_ = tokenize(ast_.source);
    t_ = tokens_.list.data();
    if (!tokens_.fault_in_fstring) error_ = tokens_.fault;
    return !error_;
}

Stmt* Parser::parse_expression_statement() {
    const Token& start = *t_;
    const bool parenthesized = at(T::LeftParen);
    Expr* value = at(T::KwYield) ? parse_yield() : parse_star_expressions();
    if (!value) return nullptr;
    if (at(T::Equal)) return parse_assignment(value);
    if (at(T::Colon) && start.kind != T::KwYield) return parse_annotated(value, parenthesized);
    if (t_->kind >= T::PlusEqual) return parse_augmented(value);
    if (const Token& end = *t_; end.kind != T::Newline && end.kind != T::Semicolon) return no();
    auto* statement = make<ExprStmt>();
    statement->value = value;
    return finish(statement, start);
}

// t_ is at the first "=".
Stmt* Parser::parse_assignment(Expr* first) {
    auto targets = list<Expr*>();
    Expr* value = first;
    while (at(T::Equal)) {
        if (!check_assigned(value)) return nullptr;
        targets.push(value);
        ++t_;
        value = at(T::KwYield) ? parse_yield() : parse_star_expressions();
        if (!value) return nullptr;
    }
    auto* assign = make<Assign>();
    assign->targets = targets.span();
    assign->value = value;
    assign->line = first->line;
    assign->column = first->column;
    assign->end_line = t_[-1].end_line;
    assign->end_column = t_[-1].end_column;
    return assign;
}

// Can the value before "=" be assigned to? CPython guesses at a comparison when it cannot.
bool Parser::check_assigned(Expr* value) {
    const bool in_brackets = t_[-1].kind == T::RightParen;
    if ((value->kind == ExprKind::Yield || value->kind == ExprKind::YieldFrom) && !in_brackets) {
        return fail(*value, "assignment to yield expression not possible");
    }
    switch (value->kind) {
        case ExprKind::Name:
        case ExprKind::Attribute:
        case ExprKind::Subscript:
        case ExprKind::Starred:
        case ExprKind::List:
        case ExprKind::Tuple: return check_target(value, TargetUse::Assign);
        case ExprKind::Compare:
        case ExprKind::BoolOp:
        case ExprKind::IfExp:
        case ExprKind::Lambda:
        case ExprKind::GeneratorExp: break;
        default:
            fail_equal(value);
            if (error_->message != "invalid syntax") return false;
            error_.reset();
    }
    return check_target(value, TargetUse::Assign);
}

Stmt* Parser::parse_augmented(Expr* target) {
    if (target->kind != ExprKind::Name && target->kind != ExprKind::Attribute &&
        target->kind != ExprKind::Subscript) {
        const Token& sign = *t_++;
        Expr* value = at(T::KwYield) ? parse_yield() : parse_star_expressions();
        if (!value) return nullptr;
        t_ = &sign;
        return no(*target, "'" + std::string(expression_name(*target)) +
                               "' is an illegal expression for augmented assignment");
    }
    auto* assign = make<AugAssign>();
    assign->target = target;
    assign->op = static_cast<Operator>(static_cast<int>(t_->kind) - static_cast<int>(T::PlusEqual));
    ++t_;
    assign->value = at(T::KwYield) ? parse_yield() : parse_star_expressions();
    if (!assign->value) return nullptr;
    assign->line = target->line;
    assign->column = target->column;
    assign->end_line = t_[-1].end_line;
    assign->end_column = t_[-1].end_column;
    return assign;
}

Stmt* Parser::parse_annotated(Expr* target, bool parenthesized) {
    const Token& colon = *t_++;
    auto* annotated = make<AnnAssign>();
    annotated->annotation = at(T::Newline) ? no() : parse_expression();
    if (!annotated->annotation) return nullptr;
    if (target->kind == ExprKind::List || target->kind == ExprKind::Tuple) {
        return no(*target, "only single target (not " + std::string(expression_name(*target)) +
                               ") can be annotated");
    }
    if (target->kind != ExprKind::Name && target->kind != ExprKind::Attribute &&
        target->kind != ExprKind::Subscript) {
        t_ = &colon;
        return no(*target, "illegal target for annotation");
    }
    annotated->target = target;
    annotated->simple = target->kind == ExprKind::Name && !parenthesized;
    if (accept(T::Equal)) {
        annotated->value = at(T::KwYield) ? parse_yield() : parse_star_expressions();
        if (!annotated->value) return nullptr;
    }
    annotated->line = target->line;
    annotated->column = target->column;
    annotated->end_line = t_[-1].end_line;
    annotated->end_column = t_[-1].end_column;
    return annotated;
}

Stmt* Parser::parse_return() {
    const Token& start = *t_++;
    auto* statement = make<Return>();
    if (starts_expression() || at(T::Star)) {
        statement->value = parse_star_expressions();
        if (!statement->value) return nullptr;
    }
    return finish(statement, start);
}

Stmt* Parser::parse_raise() {
    const Token& start = *t_++;
    auto* statement = make<Raise>();
    if (starts_expression()) {
        statement->exc = parse_expression();
        if (!statement->exc) return nullptr;
        if (accept(T::KwFrom)) {
            statement->cause = parse_expression();
            if (!statement->cause) return nullptr;
        }
    }
    return finish(statement, start);
}

Stmt* Parser::parse_delete() {
    const Token& start = *t_++;
    auto* statement = make<Delete>();
    const bool parenthesized = at(T::LeftParen);
    Expr* target = parse_star_expressions();
    if (!target) return nullptr;
    if (!at(T::Newline) && !at(T::Semicolon)) return no();
    if (!check_target(target, TargetUse::Delete)) return nullptr;
    if (target->kind == ExprKind::Tuple &&
        (!parenthesized || t_[-1].kind != T::RightParen || target->column != (&start)[1].column)) {
        statement->targets = static_cast<Tuple*>(target)->elts;
    } else {
        auto targets = list<Expr*>();
        targets.push(target);
        statement->targets = targets.span();
    }
    return finish(statement, start);
}

Stmt* Parser::parse_assert() {
    const Token& start = *t_++;
    auto* statement = make<Assert>();
    statement->test = parse_expression();
    if (!statement->test) return nullptr;
    if (at(T::Equal)) return fail_equal(statement->test);
    if (accept(T::Comma)) {
        statement->msg = parse_expression();
        if (!statement->msg) return nullptr;
        if (at(T::Equal)) return fail_equal(statement->msg);
    }
    return finish(statement, start);
}

Stmt* Parser::parse_names(T keyword) {
    const Token& start = *t_++;
    facts_.declares_names = true;
    auto names = list<std::string_view>();
    do {
        if (!at(T::Name)) return no();
        names.push(text(*t_++));
    } while (accept(T::Comma));
    if (keyword == T::KwGlobal) {
        auto* statement = make<Global>();
        statement->names = names.span();
        return finish(statement, start);
    }
    auto* statement = make<Nonlocal>();
    statement->names = names.span();
    return finish(statement, start);
}

Stmt* Parser::parse_type_alias() {
    const Token& start = *t_++;
    auto* alias = make<TypeAlias>();
    const Token& name_token = *t_++;
    auto* name = make<Name>();
    name->id = text(name_token);
    alias->name = finish(name, name_token);
    if (!parse_type_params(alias->type_params) || !expect(T::Equal)) return nullptr;
    alias->value = parse_expression();
    return alias->value ? finish(alias, start) : nullptr;
}

}  // namespace lang
