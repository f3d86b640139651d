#include "lang/parser_internal.h"

namespace lang {

using namespace ast;

Stmt* Parser::parse_decorated() {
    auto decorators = list<Expr*>();
    while (accept(T::At)) {
        Expr* decorator = parse_named_expression();
        if (!decorator || !expect(T::Newline)) return nullptr;
        decorators.push(decorator);
    }
    if (at(T::KwDef)) return parse_function(decorators.span(), false);
    if (at(T::KwClass)) return parse_class(decorators.span());
    if (at(T::KwAsync) && next_is(T::KwDef)) return parse_function(decorators.span(), true);
    if (at(T::KwAsync)) ++t_;
    return no();
}

Stmt* Parser::parse_function(Exprs decorators, bool is_async) {
    const Token& start = *t_;
    t_ += is_async ? 2 : 1;
    const int line = t_[-1].line;
    if (!at(T::Name)) return no();
    auto* function = make<FunctionDef>();
    function->name = text(*t_++);
    function->is_async = is_async;
    function->decorator_list = decorators;
    if (!parse_type_params(function->type_params)) return nullptr;
    if (!accept(T::LeftParen)) return no(place_of(*t_), "expected '('");
    if (!parse_parameters(function->args, T::RightParen)) return nullptr;
    if (!expect(T::RightParen)) return nullptr;
    if (accept(T::Arrow)) {
        function->returns = parse_expression();
        if (!function->returns) return nullptr;
    }
    if (!accept(T::Colon)) return no(place_of(*t_), "expected ':'");
    if (!parse_block(function->body, "function definition", line)) return nullptr;
    return finish(function, start);
}

Stmt* Parser::parse_class(Exprs decorators) {
    const Token& start = *t_++;
    if (!at(T::Name)) return no();
    auto* cls = make<ClassDef>();
    cls->name = text(*t_++);
    cls->decorator_list = decorators;
    if (!parse_type_params(cls->type_params)) return nullptr;
    if (at(T::LeftParen)) {
        const Token& open = *t_++;
        if (!parse_arguments(cls->bases, cls->keywords)) return nullptr;
        const auto* bare = cls->bases.size() == 1 ? try_as<GeneratorExp>(cls->bases[0]) : nullptr;
        if (bare && bare->column == open.column && bare->line == open.line) {
            return no(Place{bare->elt->end_line, bare->elt->end_column + 1, 0, 0},
                      "invalid syntax");
        }
    }
    if (!expect_colon()) return nullptr;
    if (!parse_block(cls->body, "class definition", start.line)) return nullptr;
    return finish(cls, start);
}

// An optional `[T, *Ts, **P]`.
bool Parser::parse_type_params(std::span<TypeParam>& out) {
    if (!accept(T::LeftBracket)) return true;
    if (at(T::RightBracket)) return fail(place_of(*t_), "Type parameter list cannot be empty");
    auto params = list<TypeParam>();
    do {
        if (at(T::RightBracket)) break;
        TypeParam param;
        if (!parse_type_param(param)) return false;
        params.push(param);
    } while (accept(T::Comma));
    out = params.span();
    return expect(T::RightBracket);
}

bool Parser::parse_type_param(TypeParam& param) {
    const Token& start = *t_;
    if (accept(T::Star))
        param.kind = TypeParam::Kind::TypeVarTuple;
    else if (accept(T::DoubleStar))
        param.kind = TypeParam::Kind::ParamSpec;
    if (!at(T::Name)) return fail(*t_);
    param.name = text(*t_++);
    if (at(T::Colon)) {
        const Token& colon = *t_++;
        param.bound = parse_expression();
        if (!param.bound) return false;
        if (param.kind != TypeParam::Kind::TypeVar) {
            const std::string what = param.bound->kind == ExprKind::Tuple ? "constraints" : "bound";
            return fail(
                place_of(colon),
                "cannot use " + what + " with " +
                    (param.kind == TypeParam::Kind::ParamSpec ? "ParamSpec" : "TypeVarTuple"));
        }
    }
    if (accept(T::Equal)) {
        const bool may_be_starred = param.kind == TypeParam::Kind::TypeVarTuple;
        param.default_value = may_be_starred ? parse_star_expression() : parse_expression();
        if (!param.default_value) return false;
    }
    finish(&param, start);
    return true;
}

struct Parser::ParameterState {
    ArenaList<Arg> posonlyargs, args, kwonlyargs;
    ArenaList<Expr*> defaults, kw_defaults;
    Arg* vararg = nullptr;
    Arg* kwarg = nullptr;
    T end;
    bool seen_slash = false;
    bool seen_star = false;
};

// The parameters of a function (up to ")") or a lambda (up to ":"); neither is taken.
bool Parser::parse_parameters(Arguments& out, T end) {
    ParameterState state{list<Arg>(), list<Arg>(), list<Arg>(), list<Expr*>(), list<Expr*>(),
                         nullptr,     nullptr,     end,         false,         false};
    while (!at(end)) {
        if (!parse_parameter(state)) return false;
        if (!accept(T::Comma)) break;
    }
    out.posonlyargs = state.posonlyargs.span();
    out.args = state.args.span();
    out.vararg = state.vararg;
    out.kwonlyargs = state.kwonlyargs.span();
    out.kw_defaults = state.kw_defaults.span();
    out.kwarg = state.kwarg;
    out.defaults = state.defaults.span();
    return true;
}

bool Parser::parse_parameter(ParameterState& state) {
    if (state.kwarg && (at(T::Name) || at(T::Star) || at(T::DoubleStar) || at(T::Slash))) {
        return fail(place_of(*t_), "arguments cannot follow var-keyword argument");
    }
    switch (t_->kind) {
        case T::Slash: return parse_slash(state);
        case T::Star: return parse_star_parameter(state);
        case T::DoubleStar: {
            ++t_;
            state.kwarg = make<Arg>();
            if (!parse_one(state, *state.kwarg, false)) return false;
            if (at(T::Equal)) {
                return fail(place_of(*t_), "var-keyword argument cannot have default value");
            }
            return true;
        }
        case T::LeftParen: return state.seen_star ? fail(*t_) : fail_parenthesized(state.end);
        default: break;
    }
    Arg arg;
    const Token& start = *t_;
    if (!parse_one(state, arg, false)) return false;
    Expr* default_value = nullptr;
    if (!parse_default(state, default_value)) return false;
    if (state.seen_star) {
        state.kwonlyargs.push(arg);
        state.kw_defaults.push(default_value);
        return true;
    }
    if (!default_value && !state.defaults.empty()) {
        return fail(place_of(start),
                    "parameter without a default follows parameter with a default");
    }
    state.args.push(arg);
    if (default_value) state.defaults.push(default_value);
    return true;
}

// An optional `= value`.
bool Parser::parse_default(ParameterState& state, Expr*& out) {
    if (!at(T::Equal)) return true;
    const Token& equal = *t_++;
    if (at(T::Comma) || at(state.end)) {
        return fail(place_of(equal), "expected default value expression");
    }
    out = parse_expression();
    return out != nullptr;
}

bool Parser::fail_parenthesized(T end) {
    const Token& open = *t_++;
    while (at(T::Name) || at(T::Comma)) ++t_;
    if (!at(T::RightParen) || t_[-1].kind == T::LeftParen) return t_ = &open, fail(open);
    return fail(place_of(open), end == T::RightParen
                                    ? "Function parameters cannot be parenthesized"
                                    : "Lambda expression parameters cannot be parenthesized");
}

bool Parser::parse_slash(ParameterState& state) {
    const Token& slash = *t_;
    if (state.seen_slash) return fail(place_of(slash), "/ may appear only once");
    if (state.seen_star) return fail(place_of(slash), "/ must be ahead of *");
    if (state.args.empty()) {
        if (!next_is(T::Comma)) return fail(slash);
        return fail(place_of(slash), "at least one argument must precede /");
    }
    ++t_;
    if (at(T::Star)) return fail(place_of(*t_), "expected comma between / and *");
    state.seen_slash = true;
    state.posonlyargs = state.args;
    state.args = list<Arg>();
    return true;
}

bool Parser::parse_star_parameter(ParameterState& state) {
    const Token& star = *t_;
    if (state.seen_star) return fail(place_of(star), "* argument may appear only once");
    ++t_;
    state.seen_star = true;
    if (at(T::Comma) || at(state.end)) {
        const Token& after = t_[at(T::Comma) ? 1 : 0];
        if (after.kind == state.end || after.kind == T::DoubleStar) {
            return fail(place_of(star), "named arguments must follow bare *");
        }
        return true;
    }
    state.vararg = make<Arg>();
    if (!parse_one(state, *state.vararg, true)) return false;
    if (at(T::Equal)) {
        return fail(place_of(*t_), "var-positional argument cannot have default value");
    }
    return true;
}

// NAME [':' annotation]; a lambda's parameters have no annotations.
bool Parser::parse_one(ParameterState& state, Arg& arg, bool star_annotation) {
    if (!at(T::Name)) return fail(*t_);
    const Token& start = *t_++;
    arg.name = text(start);
    if (state.end == T::RightParen && accept(T::Colon)) {
        arg.annotation = star_annotation ? parse_star_expression() : parse_expression();
        if (!arg.annotation) return false;
    }
    finish(&arg, start);
    return true;
}

}  // namespace lang
