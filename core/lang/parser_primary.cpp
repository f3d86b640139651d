#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

Expr* Parser::parse_primary() {
    const Token& start = *t_;
    Expr* value = parse_atom();
    return value ? parse_trailers(value, start) : nullptr;
}

// What may follow a value again and again: .name, (arguments), [index]
Expr* Parser::parse_trailers(Expr* value, const Token& start) {
    while (value) {
        switch (t_->kind) {
            case T::Dot: value = parse_attribute(value, start); break;
            case T::LeftParen: value = parse_call(value, start); break;
            case T::LeftBracket: value = parse_subscript(value, start); break;
            default: return value;
        }
    }
    return nullptr;
}

Expr* Parser::parse_attribute(Expr* value, const Token& start) {
    ++t_;
    if (!at(T::Name)) return no();
    auto* attribute = make<Attribute>();
    attribute->value = value;
    attribute->attr = text(*t_++);
    return finish(attribute, start);
}

Expr* Parser::parse_subscript(Expr* value, const Token& start) {
    ++t_;
    auto* subscript = make<Subscript>();
    subscript->value = value;
    subscript->slice = parse_slices();
    if (!subscript->slice) return nullptr;
    if (!expect(T::RightBracket)) return nullptr;
    return finish(subscript, start);
}

Expr* Parser::parse_slices() {
    const Token& start = *t_;
    auto items = list<Expr*>();
    bool is_tuple = false;
    do {
        if (!items.empty() && at(T::RightBracket)) break;
        Expr* item = at(T::Star) ? parse_star_expression() : parse_slice();
        if (!item) return nullptr;
        items.push(item);
        is_tuple = is_tuple || at(T::Comma) || item->kind == ExprKind::Starred;
    } while (accept(T::Comma));
    if (!is_tuple) return items[0];
    auto* tuple = make<Tuple>();
    tuple->elts = items.span();
    return finish(tuple, start);
}

Expr* Parser::parse_slice() {
    const Token& start = *t_;
    Expr* lower = nullptr;
    if (!at(T::Colon)) {
        lower = parse_named_expression();
        if (!lower || !at(T::Colon)) return lower;
        if (lower->kind == ExprKind::NamedExpr && start.kind == T::Name) return no();
    }
    ++t_;
    auto* slice = make<Slice>();
    slice->lower = lower;
    if (starts_expression()) {
        slice->upper = parse_expression();
        if (!slice->upper) return nullptr;
    }
    if (accept(T::Colon) && starts_expression()) {
        slice->step = parse_expression();
        if (!slice->step) return nullptr;
    }
    return finish(slice, start);
}

Expr* Parser::parse_call(Expr* function, const Token& start) {
    ++t_;
    auto* call = make<Call>();
    call->func = function;
    if (!parse_arguments(call->args, call->keywords)) return nullptr;
    return finish(call, start);
}

// From behind "(" to behind ")".
bool Parser::parse_arguments(Exprs& args, std::span<KeywordArg>& keywords) {
    auto positional = list<Expr*>();
    auto named = list<KeywordArg>();
    while (!at(T::RightParen)) {
        if (!parse_argument(positional, named)) return false;
        if (!at(T::Comma)) break;
        ++t_;
    }
    if (!expect(T::RightParen)) return false;
    args = positional.span();
    keywords = named.span();
    return true;
}

bool Parser::parse_argument(ArenaList<Expr*>& args, ArenaList<KeywordArg>& keywords) {
    const Token& start = *t_;
    if (at(T::DoubleStar) || (at(T::Name) && next_is(T::Equal))) return parse_keyword(keywords);
    if (!accept(T::Star)) return parse_positional(args, keywords);
    auto* starred = make<Starred>();
    if (!starts_expression()) return fail(place_of(*t_), "Invalid star expression");
    starred->value = parse_expression();
    if (!starred->value) return false;
    finish(starred, start);
    if (at(T::Equal)) return fail(*starred, "cannot assign to iterable argument unpacking");
    if (at_comprehension()) {
        return fail(*starred, "iterable unpacking cannot be used in comprehension");
    }
    for (const KeywordArg& keyword : keywords.span()) {
        if (keyword.name.empty()) {
            return fail(t_[0].kind == T::Comma ? place_of(*t_) : place_of(start),
                        "iterable argument unpacking follows keyword argument unpacking");
        }
    }
    args.push(starred);
    return true;
}

bool Parser::parse_keyword(ArenaList<KeywordArg>& keywords) {
    const Token& start = *t_;
    KeywordArg keyword;
    if (accept(T::DoubleStar)) {
        keyword.value = parse_expression();
        if (!keyword.value) return false;
        if (at(T::Equal)) {
            return fail(place_of(start), "cannot assign to keyword argument unpacking");
        }
    } else {
        keyword.name = text(*t_);
        t_ += 2;
        if (at(T::Comma) || at(T::RightParen)) {
            return fail(place_of(start), "expected argument value expression");
        }
        keyword.value = parse_expression();
        if (!keyword.value) return false;
        if (at_comprehension()) {
            return fail(place_of(start),
                        "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
        if (at(T::Equal)) {
            return fail(*keyword.value,
                        "expression cannot contain assignment, perhaps you meant \"==\"?");
        }
    }
    keyword.line = start.line;
    keyword.column = start.column;
    keyword.end_line = t_[-1].end_line;
    keyword.end_column = t_[-1].end_column;
    keywords.push(keyword);
    return true;
}

bool Parser::fail_bad_keyword(Expr* value) {
    const auto* constant = try_as<Constant>(value);
    if (constant && value->line == t_[-1].line && value->end_column == t_[-1].end_column &&
        is_keyword(t_[-1].kind)) {
        return fail(*value, "cannot assign to " + std::string(expression_name(*value)));
    }
    return fail(*value, "expression cannot contain assignment, perhaps you meant \"==\"?");
}

// f(x for x in y): alone, without brackets of its own.
Expr* Parser::parse_bare_generator(Expr* element, const Token& start, bool is_first) {
    auto* generator = make<GeneratorExp>();
    generator->elt = element;
    if (!parse_comprehensions(generator->generators)) return nullptr;
    if (!at(T::RightParen) && !at(T::Comma)) return no();
    if (!is_first || at(T::Comma)) {
        return no(*element, "Generator expression must be parenthesized");
    }
    finish(generator, (&start)[-1]);  // its place is that of the call's brackets
    generator->end_column += 1;
    return generator;
}

// CPython points at the end of the arguments.
bool Parser::fail_after_keyword(bool after_unpacking) {
    while (!at(T::RightParen) && accept(T::Comma) && !at(T::RightParen)) {
        auto more = list<Expr*>();
        auto more_named = list<KeywordArg>();
        if (!parse_argument(more, more_named)) return false;
    }
    return fail(place_of(t_[at(T::RightParen) ? 0 : -1]),
                after_unpacking ? "positional argument follows keyword argument unpacking"
                                : "positional argument follows keyword argument");
}

bool Parser::parse_positional(ArenaList<Expr*>& args, ArenaList<KeywordArg>& keywords) {
    const Token& start = *t_;
    Expr* value = parse_expression();
    if (!value) return false;
    if (at(T::ColonEqual)) {
        if (value->kind != ExprKind::Name || start.kind != T::Name) {
            return fail(*value, "cannot use assignment expressions with " +
                                    std::string(expression_name(*value)));
        }
        ++t_;
        auto* named = make<NamedExpr>();
        named->target = value;
        named->value = parse_expression();
        if (!named->value) return false;
        value = finish(named, start);
    }
    if (at(T::Equal)) return fail_bad_keyword(value);
    if (at_comprehension()) {
        value = parse_bare_generator(value, start, args.empty() && keywords.empty());
        if (!value) return false;
    }
    if (!keywords.empty()) return fail_after_keyword(keywords.back().name.empty());
    args.push(value);
    return true;
}

}  // namespace lang
