#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

// a.b.c as one text: a view of the source, or a copy where blanks stand between the parts.
bool Parser::parse_dotted_name(std::string_view& out) {
    if (!at(T::Name)) return fail(*t_);
    const Token& first = *t_++;
    std::string name(text(first));
    while (at(T::Dot)) {
        ++t_;
        if (!at(T::Name)) return fail(*t_);
        name += ".";
        name += text(*t_++);
    }
    out = std::string_view(ast_.source).substr(first.begin, t_[-1].end - first.begin);
    if (out != name) out = keep(name);
    return true;
}

// One `name [as other]`.
bool Parser::parse_alias(Alias& alias, bool dotted) {
    const Token& start = *t_;
    if (dotted) {
        if (!parse_dotted_name(alias.name)) return false;
    } else {
        if (!at(T::Name)) return fail(*t_);
        alias.name = text(*t_++);
    }
    if (accept(T::KwAs)) {
        const bool is_name = at(T::Name) && (next_is(T::Comma) || next_is(T::RightParen) ||
                                             next_is(T::Newline) || next_is(T::Semicolon));
        if (!is_name) {
            const Token& here = *t_;
            Expr* target = starts_expression() ? parse_expression() : nullptr;
            if (!target) {
                t_ = &here;
                error_.reset();
                return fail(here);
            }
            if (target->kind == ExprKind::Name) return fail(*t_);
            return fail(*target, "cannot use " + std::string(expression_name(*target)) +
                                     " as import target");
        }
        alias.asname = text(*t_++);
    }
    finish(&alias, start);
    return true;
}

Stmt* Parser::parse_import() {
    const Token& start = *t_++;
    if (at(T::Newline)) return no(place_of(*t_), "Expected one or more names after 'import'");
    auto names = list<Alias>();
    do {
        Alias alias;
        if (!parse_alias(alias, true)) return nullptr;
        names.push(alias);
    } while (accept(T::Comma));
    if (at(T::KwFrom)) {
        ++t_;
        std::string_view ignored;
        if (!parse_dotted_name(ignored)) return nullptr;
        return no(place_of(start), "Did you mean to use 'from ... import ...' instead?");
    }
    auto* import = make<Import>();
    import->names = names.span();
    return finish(import, start);
}

Stmt* Parser::parse_import_from() {
    const Token& start = *t_++;
    auto* import = make<ImportFrom>();
    while (at(T::Dot) || at(T::Ellipsis)) import->level += t_++->kind == T::Dot ? 1 : 3;
    if (!at(T::KwImport) || import->level == 0) {
        if (!parse_dotted_name(import->module)) return nullptr;
    }
    if (!expect(T::KwImport)) return nullptr;
    auto names = list<Alias>();
    if (at(T::Star)) {
        const Token& star = *t_++;
        Alias all;
        all.name = "*";
        finish(&all, star);
        names.push(all);
    } else if (!parse_import_targets(names)) {
        return nullptr;
    }
    import->names = names.span();
    return finish(import, start);
}

bool Parser::parse_import_targets(ArenaList<Alias>& names) {
    if (at(T::Newline)) return fail(place_of(*t_), "Expected one or more names after 'import'");
    const bool in_parentheses = accept(T::LeftParen);
    do {
        if (in_parentheses && at(T::RightParen) && !names.empty()) break;
        if (!in_parentheses && at(T::Newline)) {
            return fail(place_of(*t_),
                        "trailing comma not allowed without surrounding parentheses");
        }
        Alias alias;
        if (!parse_alias(alias, false)) return false;
        names.push(alias);
    } while (accept(T::Comma));
    return !in_parentheses || expect(T::RightParen);
}

}  // namespace lang
