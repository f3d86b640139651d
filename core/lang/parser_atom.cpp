#include <algorithm>

#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

Expr* Parser::parse_atom() {
    const Token& start = *t_;
    const auto constant = [&](ConstantKind type) {
        ++t_;
        auto* node = make<Constant>();
        node->type = type;
        return finish(node, start);
    };
    switch (start.kind) {
        case T::Name: {
            ++t_;
            auto* name = make<Name>();
            name->id = text(start);
            return finish(name, start);
        }
        case T::Number: return parse_number();
        case T::String:
        case T::FStringStart: return parse_strings();
        case T::KwNone: return constant(ConstantKind::None);
        case T::KwTrue: return constant(ConstantKind::True);
        case T::KwFalse: return constant(ConstantKind::False);
        case T::Ellipsis: return constant(ConstantKind::Ellipsis);
        case T::LeftParen: return parse_group();
        case T::LeftBracket: return parse_list();
        case T::LeftBrace: return parse_brace();
        case T::KwPass:
        case T::KwBreak:
        case T::KwContinue: return fail_statement_before_if();
        default: return no();
    }
}

// `x = pass if y else z`
Expr* Parser::fail_statement_before_if() {
    const Token& start = *t_++;
    if (accept(T::KwIf) && parse_disjunction() && at(T::KwElse)) {
        t_ = &start;
        return no(place_of(start), "expected expression before 'if', but statement is given");
    }
    error_.reset();
    t_ = &start;
    return no();
}

Expr* Parser::parse_number() {
    const Token& start = *t_++;
    std::string_view written = text(start);
    auto* number = make<Constant>();
    finish(number, start);
    const bool has_radix =
        written.size() > 1 && written[0] == '0' &&
        ((written[1] | 0x20) == 'x' || (written[1] | 0x20) == 'o' || (written[1] | 0x20) == 'b');
    if (!has_radix && (written.back() | 0x20) == 'j') {
        unsupported(*number, "complex numbers are not part of this language");
        return nullptr;
    }
    const bool is_float = !has_radix && written.find_first_of(".eE") != std::string_view::npos;
    number->type = is_float ? ConstantKind::Float : ConstantKind::Int;
    if (written.find_first_of("_ABCDEFOX") != std::string_view::npos) {
        std::string plain;
        for (const char c : written) {
            if (c != '_') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        }
        written = keep(plain);
    }
    number->text = written;
    return number;
}

// "(" ... ")": a tuple, a generator expression, a yield, or something in parentheses.
Expr* Parser::parse_group() {
    const Token& start = *t_++;
    if (accept(T::RightParen)) return finish(make<Tuple>(), start);
    if (at(T::KwYield)) {
        Expr* yield = parse_yield();
        return yield && expect(T::RightParen) ? yield : nullptr;
    }
    if (at(T::DoubleStar)) {
        const Token& stars = *t_;
        ++t_;
        if (!parse_expression()) return nullptr;
        return at(T::RightParen) ? no(place_of(stars), "cannot use double starred expression here")
                                 : no();
    }
    Expr* first = parse_star_named_expression();
    if (!first) return nullptr;
    const bool is_starred = first->kind == ExprKind::Starred;
    if (at_comprehension()) {
        if (is_starred) return no(*first, "iterable unpacking cannot be used in comprehension");
        auto* generator = make<GeneratorExp>();
        generator->elt = first;
        if (!parse_comprehensions(generator->generators)) return nullptr;
        return expect(T::RightParen) ? finish(generator, start) : nullptr;
    }
    if (!at(T::Comma)) {
        if (is_starred && at(T::RightParen)) {
            return no(*first, "cannot use starred expression here");
        }
        return expect(T::RightParen) ? first : nullptr;
    }
    return parse_tuple(first, start);
}

// From the comma behind the first element.
Expr* Parser::parse_tuple(Expr* first, const Token& start) {
    auto elements = list<Expr*>();
    elements.push(first);
    while (accept(T::Comma)) {
        if (at(T::RightParen)) break;
        Expr* next = parse_star_named_expression();
        if (!next) return nullptr;
        elements.push(next);
    }
    if (!expect(T::RightParen)) return nullptr;
    auto* tuple = make<Tuple>();
    tuple->elts = elements.span();
    return finish(tuple, start);
}

Expr* Parser::parse_list() {
    const Token& start = *t_++;
    auto elements = list<Expr*>();
    while (!at(T::RightBracket)) {
        Expr* element = parse_star_named_expression();
        if (!element) return nullptr;
        if (at_comprehension()) {
            if (!elements.empty()) return fail_comprehension_target(elements[0]);
            if (element->kind == ExprKind::Starred) {
                return no(*element, "iterable unpacking cannot be used in comprehension");
            }
            auto* comprehension = make<ListComp>();
            comprehension->elt = element;
            if (!parse_comprehensions(comprehension->generators)) return nullptr;
            return expect(T::RightBracket) ? finish(comprehension, start) : nullptr;
        }
        elements.push(element);
        if (!accept(T::Comma)) break;
        if (at_comprehension()) return fail_comprehension_target(elements[0]);
    }
    if (!expect(T::RightBracket)) return nullptr;
    auto* result = make<List>();
    result->elts = elements.span();
    return finish(result, start);
}

Expr* Parser::fail_comprehension_target(Expr* first) {
    std::span<Comprehension> ignored;
    if (!parse_comprehensions(ignored)) return nullptr;
    return no(*first, "did you forget parentheses around the comprehension target?");
}

Expr* Parser::parse_brace() {
    const Token& start = *t_++;
    if (accept(T::RightBrace)) return finish(make<Dict>(), start);
    if (at(T::DoubleStar)) return parse_dict(start, nullptr);
    Expr* first = parse_star_named_expression();
    if (!first) return nullptr;
    const bool is_bare_walrus =
        first->kind == ExprKind::NamedExpr && (&start)[1].kind != T::LeftParen;
    const bool is_key = first->kind != ExprKind::Starred && !is_bare_walrus;
    return at(T::Colon) && is_key ? parse_dict(start, first) : parse_set(start, first);
}

Expr* Parser::parse_set(const Token& start, Expr* first) {
    auto elements = list<Expr*>();
    elements.push(first);
    if (at_comprehension()) {
        if (first->kind == ExprKind::Starred) {
            return no(*first, "iterable unpacking cannot be used in comprehension");
        }
        auto* comprehension = make<SetComp>();
        comprehension->elt = first;
        if (!parse_comprehensions(comprehension->generators)) return nullptr;
        return expect(T::RightBrace) ? finish(comprehension, start) : nullptr;
    }
    while (accept(T::Comma)) {
        if (at_comprehension()) return fail_comprehension_target(first);
        if (at(T::RightBrace)) break;
        Expr* next = parse_star_named_expression();
        if (!next) return nullptr;
        if (at_comprehension()) return fail_comprehension_target(first);
        elements.push(next);
    }
    if (!expect(T::RightBrace)) return nullptr;
    auto* set = make<Set>();
    set->elts = elements.span();
    return finish(set, start);
}

// `key: value` and `**mapping`, or a comprehension. The first key may have been read already.
Expr* Parser::parse_dict(const Token& start, Expr* first_key) {
    auto keys = list<Expr*>();
    auto values = list<Expr*>();
    while (!at(T::RightBrace)) {
        if (!parse_dict_item(keys.empty() ? first_key : nullptr, keys, values)) return nullptr;
        if (at_comprehension() && keys.size() == 1) {
            if (!keys[0]) {
                return no(place_of((&start)[1]),
                          "dict unpacking cannot be used in dict comprehension");
            }
            auto* comprehension = make<DictComp>();
            comprehension->key = keys[0];
            comprehension->value = values[0];
            if (!parse_comprehensions(comprehension->generators)) return nullptr;
            return expect(T::RightBrace) ? finish(comprehension, start) : nullptr;
        }
        if (!accept(T::Comma)) break;
    }
    if (!expect(T::RightBrace)) return nullptr;
    auto* dict = make<Dict>();
    dict->keys = keys.span();
    dict->values = values.span();
    return finish(dict, start);
}

bool Parser::parse_dict_item(Expr* key, ArenaList<Expr*>& keys, ArenaList<Expr*>& values) {
    Expr* value = nullptr;
    if (!key && accept(T::DoubleStar)) {
        value = parse_binary(0);
    } else {
        if (!key) key = parse_expression();
        if (!key) return false;
        if (!at(T::Colon)) {
            if (!at(T::Comma) && !at(T::RightBrace)) return fail(*t_);
            return fail("SyntaxError", key->line, std::max(key->end_column - 1, 1),
                        "':' expected after dictionary key");
        }
        const Token& colon = *t_++;
        if (at(T::RightBrace) || at(T::Comma)) {
            return fail(place_of(colon), "expression expected after dictionary key and ':'");
        }
        if (at(T::Star)) {
            const Token& star = *t_++;
            if (!parse_binary(0)) return false;
            return fail(place_of(star), "cannot use a starred expression in a dictionary value");
        }
        value = parse_expression();
    }
    if (!value) return false;
    keys.push(key);
    values.push(value);
    return true;
}

bool Parser::parse_comprehensions(std::span<Comprehension>& out) {
    auto clauses = list<Comprehension>();
    while (at_comprehension()) {
        Comprehension clause;
        if (!parse_comprehension(clause)) return false;
        clauses.push(clause);
    }
    out = clauses.span();
    return true;
}

bool Parser::parse_comprehension(Comprehension& out) {
    out.is_async = accept(T::KwAsync);
    if (!expect(T::KwFor)) return false;
    out.target = parse_targets();
    if (!out.target) return false;
    if (!at(T::KwIn) && !starts_expression()) {
        return fail(place_of(*t_), "'in' expected after for-loop variables");
    }
    if (!expect(T::KwIn)) return false;
    out.iter = parse_disjunction();
    if (!out.iter) return false;
    auto conditions = list<Expr*>();
    while (accept(T::KwIf)) {
        const Token& start = *t_;
        Expr* condition = parse_disjunction();
        if (!condition) return false;
        if (starts_expression()) return fail_after_expression(condition, start);
        conditions.push(condition);
    }
    out.ifs = conditions.span();
    return true;
}

}  // namespace lang
