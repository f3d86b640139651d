#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

// `match` is a name unless its line ends with ":" and a block of cases follows, or unless the
// next word cannot go on an expression.
bool Parser::looks_like_match() const {
    switch (t_[1].kind) {
        case T::Name:
        case T::Number:
        case T::String:
        case T::FStringStart:
        case T::KwNone:
        case T::KwTrue:
        case T::KwFalse:
        case T::KwAwait:
        case T::KwLambda:
        case T::LeftBrace:
        case T::Tilde:
        case T::Ellipsis: return true;
        case T::KwNot: return t_[2].kind != T::KwIn;
        case T::LeftParen:
        case T::LeftBracket:
        case T::Minus:
        case T::Plus:
        case T::Star: break;
        default: return false;
    }
    const Token* token = t_;
    while (token->kind != T::Newline && token->kind != T::EndMarker) ++token;
    return token->kind == T::Newline && token[-1].kind == T::Colon && token[1].kind == T::Indent &&
           text(token[2]) == "case";
}

Stmt* Parser::parse_match() {
    const Token& start = *t_++;
    auto* match = make<Match>();
    const Token& subject = *t_;
    match->subject = at(T::Star) ? parse_star_named_expression() : parse_named_expression();
    if (!match->subject) return nullptr;
    if (at(T::Comma)) {
        auto elements = list<Expr*>();
        elements.push(match->subject);
        while (accept(T::Comma)) {
            if (at(T::Colon)) break;
            Expr* next = parse_star_named_expression();
            if (!next) return nullptr;
            elements.push(next);
        }
        auto* tuple = make<Tuple>();
        tuple->elts = elements.span();
        match->subject = finish(tuple, subject);
    }
    if (!expect_colon() || !expect(T::Newline)) return nullptr;
    if (!at(T::Indent)) {
        fail("IndentationError", last_seen().line, last_seen().column,
             "expected an indented block after 'match' statement on line " +
                 std::to_string(start.line));
        return nullptr;
    }
    ++t_;
    auto cases = list<MatchCase>();
    while (!at(T::Dedent) && !at(T::EndMarker)) {
        if (!at_word("case")) return no();
        MatchCase branch;
        if (!parse_case(branch)) return nullptr;
        cases.push(branch);
    }
    accept(T::Dedent);
    match->cases = cases.span();
    return finish(match, start);
}

bool Parser::parse_case(MatchCase& out) {
    const Token& start = *t_++;
    out.pattern = parse_patterns();
    if (!out.pattern) return false;
    if (accept(T::KwIf)) {
        out.guard = parse_named_expression();
        if (!out.guard) return false;
    }
    if (!expect_colon()) return false;
    return parse_block(out.body, "'case' statement", start.line);
}

// patterns: a sequence without brackets, or one pattern
Pattern* Parser::parse_patterns() {
    const Token& start = *t_;
    Pattern* first = parse_maybe_star_pattern();
    if (!first) return nullptr;
    if (!at(T::Comma)) {
        if (first->kind == PatternKind::MatchStar) return no();
        return first;
    }
    auto patterns = list<Pattern*>();
    patterns.push(first);
    while (accept(T::Comma)) {
        if (at(T::Colon) || at(T::KwIf)) break;
        Pattern* next = parse_maybe_star_pattern();
        if (!next) return nullptr;
        patterns.push(next);
    }
    auto* sequence = make<MatchSequence>();
    sequence->patterns = patterns.span();
    return finish(sequence, start);
}

Pattern* Parser::parse_maybe_star_pattern() {
    const Token& start = *t_;
    if (!accept(T::Star)) return parse_as_pattern();
    if (!at(T::Name)) return no();
    auto* star = make<MatchStar>();
    const std::string_view name = text(*t_++);
    if (name != "_") star->name = name;
    return finish(star, start);
}

Pattern* Parser::parse_as_pattern() {
    const Depth depth(depth_);
    if (depth_ > kMaxDepth) return too_deep(), nullptr;
    const Token& start = *t_;
    Pattern* pattern = parse_or_pattern();
    if (!pattern || !accept(T::KwAs)) return pattern;
    if (at_word("_")) return no(place_of(*t_), "cannot use '_' as a target");
    const bool is_name =
        at(T::Name) && !next_is(T::Dot) && !next_is(T::LeftParen) && !next_is(T::LeftBracket);
    if (!is_name) {
        Expr* target = starts_expression() ? parse_expression() : no();
        if (!target) return nullptr;
        return no(*target,
                  "cannot use " + std::string(expression_name(*target)) + " as pattern target");
    }
    auto* as_pattern = make<MatchAs>();
    as_pattern->pattern = pattern;
    as_pattern->name = text(*t_++);
    return finish(as_pattern, start);
}

Pattern* Parser::parse_or_pattern() {
    const Token& start = *t_;
    Pattern* first = parse_closed_pattern();
    if (!first || !at(T::Bar)) return first;
    auto patterns = list<Pattern*>();
    patterns.push(first);
    while (accept(T::Bar)) {
        Pattern* next = parse_closed_pattern();
        if (!next) return nullptr;
        patterns.push(next);
    }
    auto* either = make<MatchOr>();
    either->patterns = patterns.span();
    return finish(either, start);
}

Pattern* Parser::parse_closed_pattern() {
    switch (t_->kind) {
        case T::Name: return parse_name_pattern();
        case T::LeftParen: return parse_sequence_pattern(T::RightParen);
        case T::LeftBracket: return parse_sequence_pattern(T::RightBracket);
        case T::LeftBrace: return parse_mapping_pattern();
        case T::KwNone:
        case T::KwTrue:
        case T::KwFalse: {
            const Token& start = *t_++;
            auto* singleton = make<MatchSingleton>();
            singleton->value = start.kind == T::KwNone   ? ConstantKind::None
                               : start.kind == T::KwTrue ? ConstantKind::True
                                                         : ConstantKind::False;
            return finish(singleton, start);
        }
        default: return parse_literal_pattern();
    }
}

Pattern* Parser::parse_literal_pattern() {
    const Token& start = *t_;
    auto* literal = make<MatchValue>();
    literal->value = at(T::Minus) || at(T::Number) ? parse_pattern_number() : nullptr;
    if (!literal->value && (at(T::String) || at(T::FStringStart))) {
        literal->value = parse_strings();
        if (literal->value && literal->value->kind == ExprKind::JoinedStr) {
            return no(*literal->value, "patterns may only match literals and attribute lookups");
        }
    } else if (!literal->value && !error_) {
        return no();
    }
    return literal->value ? finish(literal, start) : nullptr;
}

Expr* Parser::parse_pattern_number() {
    const Token& start = *t_;
    const bool is_negative = accept(T::Minus);
    if (!at(T::Number)) return no();
    Expr* number = parse_number();
    if (number && (at(T::Plus) || at(T::Minus)) && next_is(T::Number)) {
        ++t_;
        if ((text(*t_).back() | 0x20) == 'j') return parse_number();  // refused there
        return no(place_of(*t_), "imaginary number required in complex literal");
    }
    if (!number || !is_negative) return number;
    auto* minus = make<UnaryOp>();
    minus->op = UnaryOperator::USub;
    minus->operand = number;
    return finish(minus, start);
}

// A name to bind, `_`, a dotted value, or a class with its arguments.
Pattern* Parser::parse_name_pattern() {
    const Token& start = *t_++;
    if (!at(T::Dot) && !at(T::LeftParen)) {
        auto* capture = make<MatchAs>();
        if (text(start) != "_") capture->name = text(start);
        return finish(capture, start);
    }
    auto* name = make<Name>();
    name->id = text(start);
    Expr* value = finish(name, start);
    while (value && at(T::Dot)) value = parse_attribute(value, start);
    if (!value) return nullptr;
    if (at(T::LeftParen)) return parse_class_pattern(value);
    auto* literal = make<MatchValue>();
    literal->value = value;
    return finish(literal, start);
}

Pattern* Parser::parse_class_pattern(Expr* cls) {
    ++t_;
    auto* match = make<MatchClass>();
    match->cls = cls;
    auto positional = list<Pattern*>();
    auto names = list<std::string_view>();
    auto named = list<Pattern*>();
    while (!at(T::RightParen)) {
        const Token& here = *t_;
        const bool is_named = at(T::Name) && next_is(T::Equal);
        if (is_named) {
            names.push(text(here));
            t_ += 2;
        }
        Pattern* pattern = parse_as_pattern();
        if (!pattern) return nullptr;
        if (!is_named && !names.empty()) {
            return no(place_of(here), "positional patterns follow keyword patterns");
        }
        (is_named ? named : positional).push(pattern);
        if (!accept(T::Comma)) break;
    }
    if (!expect(T::RightParen)) return nullptr;
    match->patterns = positional.span();
    match->kwd_attrs = names.span();
    match->kwd_patterns = named.span();
    match->line = cls->line;
    match->column = cls->column;
    match->end_line = t_[-1].end_line;
    match->end_column = t_[-1].end_column;
    return match;
}

// [...] and (...); one pattern in parentheses without a comma is that pattern.
Pattern* Parser::parse_sequence_pattern(T close) {
    const Token& start = *t_++;
    auto patterns = list<Pattern*>();
    bool has_comma = false;
    while (!at(close)) {
        Pattern* pattern = parse_maybe_star_pattern();
        if (!pattern) return nullptr;
        patterns.push(pattern);
        if (!accept(T::Comma)) break;
        has_comma = true;
    }
    if (!expect(close)) return nullptr;
    if (close == T::RightParen && patterns.size() == 1 && !has_comma) {
        if (patterns[0]->kind == PatternKind::MatchStar) return --t_, no();
        return patterns[0];
    }
    auto* sequence = make<MatchSequence>();
    sequence->patterns = patterns.span();
    return finish(sequence, start);
}

Expr* Parser::parse_pattern_key() {
    const Token& start = *t_;
    switch (start.kind) {
        case T::Minus:
        case T::Number: return parse_pattern_number();
        case T::KwNone:
        case T::KwTrue:
        case T::KwFalse: return parse_atom();
        case T::String:
        case T::FStringStart: {
            Expr* key = parse_strings();
            if (key && key->kind == ExprKind::JoinedStr) {
                return no(place_of((&start)[-1]),
                          "mapping pattern keys may only match literals and attribute lookups");
            }
            return key;
        }
        case T::Name: {
            if (!next_is(T::Dot)) return ++t_, no();
            Expr* key = parse_atom();
            while (key && at(T::Dot)) key = parse_attribute(key, start);
            return key;
        }
        default: return no();
    }
}

Pattern* Parser::parse_mapping_pattern() {
    const Token& start = *t_++;
    auto* mapping = make<MatchMapping>();
    auto keys = list<Expr*>();
    auto patterns = list<Pattern*>();
    while (!at(T::RightBrace)) {
        if (accept(T::DoubleStar)) {
            if (!at(T::Name) || at_word("_")) return no();
            mapping->rest = text(*t_++);
            accept(T::Comma);
            break;
        }
        Expr* key = parse_pattern_key();
        if (!key || !expect(T::Colon)) return nullptr;
        Pattern* pattern = parse_as_pattern();
        if (!pattern) return nullptr;
        keys.push(key);
        patterns.push(pattern);
        if (!accept(T::Comma)) break;
    }
    if (!expect(T::RightBrace)) return nullptr;
    mapping->keys = keys.span();
    mapping->patterns = patterns.span();
    return finish(mapping, start);
}

}  // namespace lang
