#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

// star_expressions: a, *b  (a tuple without parentheses)
Expr* Parser::parse_star_expressions() {
    const Token& start = *t_;
    Expr* first = parse_star_expression();
    if (!first || !at(T::Comma)) return first;
    auto elements = list<Expr*>();
    elements.push(first);
    while (accept(T::Comma)) {
        if (!starts_expression() && !at(T::Star)) break;
        Expr* next = parse_star_expression();
        if (!next) return nullptr;
        elements.push(next);
    }
    auto* tuple = make<Tuple>();
    tuple->elts = elements.span();
    return finish(tuple, start);
}

Expr* Parser::parse_star_expression() {
    const Token& start = *t_;
    if (!accept(T::Star)) return parse_expression();
    auto* starred = make<Starred>();
    if (!starts_expression() && t_[-1].in_brackets) {
        return no(place_of(*t_), "Invalid star expression");
    }
    starred->value = parse_binary(0);
    return starred->value ? finish(starred, start) : nullptr;
}

Expr* Parser::parse_star_named_expression() {
    return at(T::Star) ? parse_star_expression() : parse_named_expression();
}

Expr* Parser::parse_named_expression() {
    const Token& start = *t_;
    Expr* value = parse_expression();
    if (!value) return nullptr;
    if (at(T::Equal)) return fail_equal(value);
    if (!at(T::ColonEqual)) return value;
    if (value->kind != ExprKind::Name || start.kind != T::Name) {
        const Token& walrus = *t_;
        ++t_;
        if (!parse_expression()) return nullptr;
        t_ = &walrus;
        return no(*value,
                  "cannot use assignment expressions with " + std::string(expression_name(*value)));
    }
    ++t_;
    auto* named = make<NamedExpr>();
    named->target = value;
    named->value = parse_expression();
    return named->value ? finish(named, start) : nullptr;
}

// expression: disjunction ['if' disjunction 'else' expression] | lambda
Expr* Parser::parse_expression() {
    const Depth depth(depth_);
    if (depth_ > kMaxDepth) return too_deep(), nullptr;
    if (at(T::KwLambda)) return parse_lambda();
    const Token& start = *t_;
    Expr* value = parse_disjunction();
    if (!value) return nullptr;
    if (at(T::KwIf)) return parse_conditional(value, start);
    if (!is_quiet_ && starts_expression()) return fail_after_expression(value, start), nullptr;
    return value;
}

Expr* Parser::parse_conditional(Expr* body, const Token& start) {
    const Token& keyword = *t_;
    ++t_;
    auto* conditional = make<IfExp>();
    conditional->body = body;
    conditional->test = parse_disjunction();
    if (!conditional->test) return nullptr;
    if (!accept(T::KwElse)) {
        if (at(T::Colon)) return no();
        if (starts_expression()) {
            return fail_after_expression(conditional->test, (&keyword)[1]), nullptr;
        }
        return no(*body, "expected 'else' after 'if' expression");
    }
    if (!starts_expression()) {
        const bool is_statement = is_keyword(t_->kind);
        return is_statement
                   ? no(place_of(*t_), "expected expression after 'else', but statement is given")
                   : no();
    }
    conditional->orelse = parse_expression();
    return conditional->orelse ? finish(conditional, start) : nullptr;
}

Expr* Parser::parse_lambda() {
    const Token& start = *t_;
    ++t_;
    auto* lambda = make<Lambda>();
    if (!parse_parameters(lambda->args, T::Colon)) return nullptr;
    if (!expect(T::Colon)) return nullptr;
    if (at(T::FStringMiddle) || (in_field_ && at(T::RightBrace))) {
        return no(place_of(start),
                  "f-string: lambda expressions are not allowed without parentheses");
    }
    lambda->body = parse_expression();
    return lambda->body ? finish(lambda, start) : nullptr;
}

Expr* Parser::parse_disjunction() {
    const Token& start = *t_;
    Expr* first = parse_conjunction();
    if (!first || !at(T::KwOr)) return first;
    auto values = list<Expr*>();
    values.push(first);
    while (accept(T::KwOr)) {
        Expr* next = parse_conjunction();
        if (!next) return nullptr;
        values.push(next);
    }
    auto* either = make<BoolOp>();
    either->op = BoolOperator::Or;
    either->values = values.span();
    return finish(either, start);
}

Expr* Parser::parse_conjunction() {
    const Token& start = *t_;
    Expr* first = parse_inversion();
    if (!first || !at(T::KwAnd)) return first;
    auto values = list<Expr*>();
    values.push(first);
    while (accept(T::KwAnd)) {
        Expr* next = parse_inversion();
        if (!next) return nullptr;
        values.push(next);
    }
    auto* all = make<BoolOp>();
    all->op = BoolOperator::And;
    all->values = values.span();
    return finish(all, start);
}

Expr* Parser::parse_inversion() {
    if (!at(T::KwNot)) return parse_comparison();
    const Depth depth(depth_);
    if (depth_ > kMaxDepth) return too_deep(), nullptr;
    const Token& start = *t_;
    ++t_;
    auto* inversion = make<UnaryOp>();
    inversion->op = UnaryOperator::Not;
    inversion->operand = parse_inversion();
    return inversion->operand ? finish(inversion, start) : nullptr;
}

// Takes the operator when there is one: `not in` and `is not` are two tokens.
bool Parser::take_comparison(CmpOp& op) {
    switch (t_->kind) {
        case T::EqualEqual: op = CmpOp::Eq; break;
        case T::NotEqual: op = CmpOp::NotEq; break;
        case T::Less: op = CmpOp::Lt; break;
        case T::LessEqual: op = CmpOp::LtE; break;
        case T::Greater: op = CmpOp::Gt; break;
        case T::GreaterEqual: op = CmpOp::GtE; break;
        case T::KwIn: op = CmpOp::In; break;
        case T::KwIs:
            op = next_is(T::KwNot) ? CmpOp::IsNot : CmpOp::Is;
            t_ += op == CmpOp::IsNot ? 1 : 0;
            break;
        case T::KwNot:
            if (!next_is(T::KwIn)) return false;
            op = CmpOp::NotIn;
            ++t_;
            break;
        default: return false;
    }
    ++t_;
    return true;
}

Expr* Parser::parse_comparison() {
    const Token& start = *t_;
    Expr* left = parse_binary(0);
    CmpOp op;
    if (!left || !take_comparison(op)) return left;
    auto ops = list<CmpOp>();
    auto comparators = list<Expr*>();
    do {
        Expr* right = parse_binary(0);
        if (!right) return nullptr;
        ops.push(op);
        comparators.push(right);
    } while (take_comparison(op));
    auto* compare = make<Compare>();
    compare->left = left;
    compare->ops = ops.span();
    compare->comparators = comparators.span();
    return finish(compare, start);
}

namespace {

struct BinaryRule {
    int precedence;  // -1: not a binary operator
    Operator op;
};

BinaryRule binary_rule(TokenKind kind) {
    switch (kind) {
        case TokenKind::Bar: return {0, Operator::BitOr};
        case TokenKind::Caret: return {1, Operator::BitXor};
        case TokenKind::Ampersand: return {2, Operator::BitAnd};
        case TokenKind::LeftShift: return {3, Operator::LShift};
        case TokenKind::RightShift: return {3, Operator::RShift};
        case TokenKind::Plus: return {4, Operator::Add};
        case TokenKind::Minus: return {4, Operator::Sub};
        case TokenKind::Star: return {5, Operator::Mult};
        case TokenKind::Slash: return {5, Operator::Div};
        case TokenKind::DoubleSlash: return {5, Operator::FloorDiv};
        case TokenKind::Percent: return {5, Operator::Mod};
        case TokenKind::At: return {5, Operator::MatMult};
        default: return {-1, Operator::Add};
    }
}

}  // namespace

// bitwise_or and all rules below it down to factor: operators of at least the precedence `lowest`.
Expr* Parser::parse_binary(int lowest) {
    const Token& start = *t_;
    Expr* left = parse_factor();
    while (left) {
        const BinaryRule rule = binary_rule(t_->kind);
        if (rule.precedence < lowest) return left;
        ++t_;
        if (at(T::KwNot) && rule.precedence >= 4) {
            const Token& keyword = *t_;
            if (!parse_inversion()) return nullptr;
            return no(place_of(keyword), "'not' after an operator must be parenthesized");
        }
        auto* binary = make<BinOp>();
        binary->op = rule.op;
        binary->left = left;
        binary->right = parse_binary(rule.precedence + 1);
        left = binary->right ? finish(binary, start) : nullptr;
    }
    return nullptr;
}

Expr* Parser::parse_factor() {
    UnaryOperator op;
    switch (t_->kind) {
        case T::Minus: op = UnaryOperator::USub; break;
        case T::Plus: op = UnaryOperator::UAdd; break;
        case T::Tilde: op = UnaryOperator::Invert; break;
        default: return parse_power();
    }
    const Depth depth(depth_);
    if (depth_ > kMaxDepth) return too_deep(), nullptr;
    const Token& start = *t_;
    ++t_;
    if (at(T::KwNot)) {
        const Token& keyword = *t_;
        if (!parse_inversion()) return nullptr;
        return no(place_of(keyword), "'not' after an operator must be parenthesized");
    }
    auto* unary = make<UnaryOp>();
    unary->op = op;
    unary->operand = parse_factor();
    return unary->operand ? finish(unary, start) : nullptr;
}

Expr* Parser::parse_power() {
    const Token& start = *t_;
    Expr* base = parse_await_primary();
    if (!base || !at(T::DoubleStar)) return base;
    const Depth depth(depth_);
    if (depth_ > kMaxDepth) return too_deep(), nullptr;
    ++t_;
    auto* power = make<BinOp>();
    power->op = Operator::Pow;
    power->left = base;
    power->right = parse_factor();
    return power->right ? finish(power, start) : nullptr;
}

Expr* Parser::parse_await_primary() {
    const Token& start = *t_;
    if (!accept(T::KwAwait)) return parse_primary();
    auto* await = make<Await>();
    await->value = parse_primary();
    return await->value ? finish(await, start) : nullptr;
}

// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
Expr* Parser::parse_yield() {
    const Token& start = *t_;
    ++t_;
    if (accept(T::KwFrom)) {
        auto* from = make<YieldFrom>();
        from->value = parse_expression();
        return from->value ? finish(from, start) : nullptr;
    }
    auto* yield = make<Yield>();
    if (starts_expression() || at(T::Star)) {
        yield->value = parse_star_expressions();
        if (!yield->value) return nullptr;
    }
    return finish(yield, start);
}

// star_targets of `for`: read as expressions without `in`, then checked.
Expr* Parser::parse_targets() {
    const Token& start = *t_;
    auto elements = list<Expr*>();
    bool has_comma = false;
    do {
        if (!elements.empty() && !starts_expression() && !at(T::Star)) break;
        Expr* element = at(T::Star) ? parse_star_expression() : parse_binary(0);
        if (!element) return nullptr;
        elements.push(element);
        has_comma = has_comma || at(T::Comma);
    } while (accept(T::Comma));
    Expr* target = elements[0];
    if (has_comma) {
        auto* tuple = make<Tuple>();
        tuple->elts = elements.span();
        target = finish(tuple, start);
    }
    return check_target(target, TargetUse::For) ? target : nullptr;
}

}  // namespace lang
