#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

base::Result<std::unique_ptr<Ast>> parse_module(std::string_view source) {
    auto tree = std::make_unique<Ast>(source);
    Parser parser(*tree);
    if (base::Status parsed = parser.parse_module(); !parsed) return parsed.error();
    if (base::Status checked = check_tree(*tree, parser.facts()); !checked) return checked.error();
    return tree;
}

base::Result<std::unique_ptr<Ast>> parse_expression(std::string_view source) {
    auto tree = std::make_unique<Ast>(source);
    Parser parser(*tree);
    if (base::Status parsed = parser.parse_single_expression(); !parsed) return parsed.error();
    if (base::Status checked = check_tree(*tree, parser.facts()); !checked) return checked.error();
    return tree;
}

bool Parser::parse_statement(ArenaList<Stmt*>& out) {
    Stmt* statement = nullptr;
    switch (t_->kind) {
        case T::KwIf:
        case T::KwWhile:
        case T::KwFor:
        case T::KwWith:
        case T::KwTry:
        case T::KwDef:
        case T::KwClass:
        case T::KwAsync:
        case T::At: statement = parse_compound_statement(); break;
        default:
            if (!at_word("match") || !looks_like_match()) return parse_simple_statements(out);
            statement = parse_match();
    }
    if (!statement) return false;
    out.push(statement);
    return true;
}

Stmt* Parser::parse_compound_statement() {
    switch (t_->kind) {
        case T::KwIf: return parse_if(T::KwIf);
        case T::KwWhile: return parse_while();
        case T::KwFor: return parse_for(false);
        case T::KwWith: return parse_with(false);
        case T::KwTry: return parse_try();
        case T::KwDef: return parse_function({}, false);
        case T::KwClass: return parse_class({});
        case T::At: return parse_decorated();
        default: break;
    }
    // async def, async for, async with
    if (next_is(T::KwDef)) return parse_function({}, true);
    if (next_is(T::KwFor)) return parse_for(true);
    if (next_is(T::KwWith)) return parse_with(true);
    ++t_;
    return no();
}

// Statements separated by ";" up to the end of the line.
bool Parser::parse_simple_statements(ArenaList<Stmt*>& out) {
    do {
        if (at(T::Newline) && !out.empty()) break;
        Stmt* statement = parse_simple_statement();
        if (!statement) return false;
        out.push(statement);
    } while (accept(T::Semicolon));
    return accept(T::Newline) || fail(*t_);
}

Stmt* Parser::parse_simple_statement() {
    const Token& start = *t_;
    switch (start.kind) {
        case T::KwReturn: return parse_return();
        case T::KwRaise: return parse_raise();
        case T::KwDel: return parse_delete();
        case T::KwAssert: return parse_assert();
        case T::KwGlobal:
        case T::KwNonlocal: return parse_names(start.kind);
        case T::KwImport: return parse_import();
        case T::KwFrom: return parse_import_from();
        case T::KwPass: return ++t_, finish(make<Pass>(), start);
        case T::KwBreak: return ++t_, finish(make<Break>(), start);
        case T::KwContinue: return ++t_, finish(make<Continue>(), start);
        case T::Name:
            if (text(start) == "type" && next_is(T::Name) &&
                (t_[2].kind == T::Equal || t_[2].kind == T::LeftBracket)) {
                return parse_type_alias();
            }
            return parse_expression_statement();
        default: return parse_expression_statement();
    }
}

bool Parser::expect_colon() {
    if (accept(T::Colon)) return true;
    if (at(T::Newline)) return fail(place_of(*t_), "expected ':'");
    return fail(*t_);
}

// What follows a colon: an indented block, or simple statements on the same line. `after` and
// `line` say in an error what the block belongs to.
bool Parser::parse_block(Stmts& out, std::string_view after, int line) {
    auto statements = list<Stmt*>();
    if (!accept(T::Newline)) {
        if (!parse_simple_statements(statements)) return false;
        out = statements.span();
        return true;
    }
    if (!at(T::Indent)) {
        const Token& seen = last_seen();
        return fail("IndentationError", seen.line, seen.column,
                    "expected an indented block after " + std::string(after) + " on line " +
                        std::to_string(line));
    }
    ++t_;
    while (!at(T::Dedent) && !at(T::EndMarker)) {
        if (!parse_statement(statements)) return false;
    }
    accept(T::Dedent);
    out = statements.span();
    return true;
}

// if and its elifs: a chain without nesting calls.
Stmt* Parser::parse_if(T keyword) {
    const Token& start = *t_;
    If* outer = nullptr;
    If* last = nullptr;
    auto chain = list<If*>();
    while (at(keyword)) {
        const Token& here = *t_++;
        auto* branch = make<If>();
        branch->test = parse_named_expression();
        if (!branch->test || !expect_colon()) return nullptr;
        const std::string_view what = keyword == T::KwIf ? "'if' statement" : "'elif' statement";
        if (!parse_block(branch->body, what, here.line)) return nullptr;
        finish(branch, here);
        if (last) {
            auto orelse = list<Stmt*>();
            orelse.push(branch);
            last->orelse = orelse.span();
        } else {
            outer = branch;
        }
        last = branch;
        chain.push(branch);
        keyword = T::KwElif;
    }
    if (!parse_else(last->orelse)) return nullptr;
    finish(outer, start);
    for (If* branch : chain.span()) {  // each ends where the whole chain ends
        branch->end_line = outer->end_line;
        branch->end_column = outer->end_column;
    }
    return outer;
}

// An optional `else` block.
bool Parser::parse_else(Stmts& out) {
    if (!at(T::KwElse)) return true;
    const Token& start = *t_++;
    if (!accept(T::Colon)) return fail(place_of(*t_), "expected ':'");
    if (!parse_block(out, "'else' statement", start.line)) return false;
    if (at(T::KwElif)) return fail(place_of(*t_), "'elif' block follows an 'else' block");
    return true;
}

Stmt* Parser::parse_while() {
    const Token& start = *t_++;
    auto* loop = make<While>();
    loop->test = parse_named_expression();
    if (!loop->test || !expect_colon()) return nullptr;
    if (!parse_block(loop->body, "'while' statement", start.line)) return nullptr;
    return parse_else(loop->orelse) ? finish(loop, start) : nullptr;
}

Stmt* Parser::parse_for(bool is_async) {
    const Token& start = *t_;
    t_ += is_async ? 2 : 1;
    auto* loop = make<For>();
    loop->is_async = is_async;
    loop->target = parse_targets();
    if (!loop->target || !expect(T::KwIn)) return nullptr;
    loop->iter = parse_star_expressions();
    if (!loop->iter || !expect_colon()) return nullptr;
    if (!parse_block(loop->body, "'for' statement", (&start)[is_async ? 1 : 0].line)) {
        return nullptr;
    }
    return parse_else(loop->orelse) ? finish(loop, start) : nullptr;
}

// `with (a as b, c):` -- the parentheses belong to the statement when a colon follows them.
bool Parser::with_items_in_parentheses() const {
    if (!at(T::LeftParen)) return false;
    int depth = 0;
    for (const Token* token = t_; token->kind != T::EndMarker; ++token) {
        switch (token->kind) {
            case T::LeftParen:
            case T::LeftBracket:
            case T::LeftBrace: ++depth; break;
            case T::RightParen:
            case T::RightBracket:
            case T::RightBrace:
                if (--depth == 0) return token[1].kind == T::Colon || token[1].kind == T::Newline;
                break;
            default: break;
        }
    }
    return false;
}

bool Parser::parse_with_items(ArenaList<WithItem>& items) {
    for (;;) {
        WithItem item;
        item.context_expr = parse_expression();
        if (!item.context_expr) return false;
        if (accept(T::KwAs)) {
            item.optional_vars = parse_star_expression();
            if (!item.optional_vars) return false;
            if (!at(T::Comma) && !at(T::RightParen) && !at(T::Colon) && !at(T::Newline)) {
                return fail(*t_);
            }
            if (!check_target(item.optional_vars, TargetUse::Assign)) return false;
        }
        items.push(item);
        if (!accept(T::Comma)) return true;
        if (at(T::RightParen)) return true;
    }
}

Stmt* Parser::parse_with(bool is_async) {
    const Token& start = *t_;
    t_ += is_async ? 2 : 1;
    auto* with = make<With>();
    with->is_async = is_async;
    const Token& first = *t_;
    auto items = list<WithItem>();
    bool done = false;
    if (with_items_in_parentheses()) {
        ++t_;
        done = parse_with_items(items) && accept(T::RightParen) && (at(T::Colon) || at(T::Newline));
        if (!done && error_ && error_->message != "invalid syntax") return nullptr;
        if (!done) {  // an expression in parentheses after all: a yield, a walrus, a * ...
            error_.reset();
            t_ = &first;
            items = list<WithItem>();
        }
    }
    if (!done && !parse_with_items(items)) return nullptr;
    if (!expect_colon()) return nullptr;
    with->items = items.span();
    if (!parse_block(with->body, "'with' statement", (&start)[is_async ? 1 : 0].line)) {
        return nullptr;
    }
    return finish(with, start);
}

Stmt* Parser::parse_try() {
    const Token& start = *t_++;
    auto* attempt = make<Try>();
    if (!accept(T::Colon)) return no(place_of(*t_), "expected ':'");
    if (!parse_block(attempt->body, "'try' statement", start.line)) return nullptr;
    auto handlers = list<ExceptHandler>();
    if (!parse_handlers(handlers)) return nullptr;
    attempt->handlers = handlers.span();
    if (handlers.empty() && !at(T::KwFinally)) {
        return no(place_of(last_seen()), "expected 'except' or 'finally' block");
    }
    if (!handlers.empty() && !parse_else(attempt->orelse)) return nullptr;
    if (at(T::KwFinally)) {
        const Token& keyword = *t_++;
        if (!accept(T::Colon)) return no(place_of(*t_), "expected ':'");
        if (!parse_block(attempt->finalbody, "'finally' statement", keyword.line)) return nullptr;
    }
    return finish(attempt, start);
}

bool Parser::parse_handlers(ArenaList<ExceptHandler>& handlers) {
    while (at(T::KwExcept)) {
        const Token& start = *t_;
        ExceptHandler handler;
        if (!parse_handler(handler)) return false;
        finish(&handler, start);
        handlers.push(handler);
    }
    return true;
}

bool Parser::parse_handler(ExceptHandler& handler) {
    const Token& start = *t_++;
    if (at(T::Star)) {
        return unsupported(place_of(start), "except* is not part of this language");
    }
    if (!at(T::Colon)) {
        if (at(T::Newline)) return fail(place_of(*t_), "expected ':'");
        const Token& types = *t_;
        handler.type = parse_expression();
        if (!handler.type) return false;
        if (at(T::Comma)) {
            t_ = &types;
            handler.type = parse_star_expressions();
            if (!handler.type) return false;
            if (at(T::KwAs)) {
                return fail(place_of(types),
                            "multiple exception types must be parenthesized when using 'as'");
            }
        }
        if (accept(T::KwAs)) {
            if (!at(T::Name) || (!next_is(T::Colon) && !next_is(T::Newline))) {
                const bool is_other = starts_expression() && !is_keyword(t_->kind);
                Expr* target = is_other ? parse_expression() : nullptr;
                if (!target || !at(T::Colon)) return fail(*t_);
                return fail(*target, "cannot use except statement with " +
                                         std::string(expression_name(*target)));
            }
            handler.name = text(*t_++);
        }
    }
    if (!expect_colon()) return false;
    return parse_block(handler.body, "'except' statement", start.line);
}

}  // namespace lang
