// lang/parser_internal.h -- the parser's state: one function per grammar rule. Stays in this
// folder. A rule that fails returns nullptr (or false) and has set the error; the first error is
// kept. The rules look one token ahead, so the token they stop at is the one CPython names.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lang/arena_list.h"
#include "lang/ast.h"
#include "lang/parser.h"
#include "lang/tokens.h"

namespace lang {

// What the parser saw on the way, so that rare checks cost nothing where they cannot matter.
struct TreeFacts {
    bool declares_names = false;  // a `global` or `nonlocal` stands somewhere
};

enum class TargetUse : std::uint8_t { Assign, For, Delete };

class Parser {
  public:
    explicit Parser(Ast& ast) : ast_(ast) {}
    base::Status parse_module();
    base::Status parse_single_expression();
    TreeFacts facts() const { return facts_; }

  private:
    using T = TokenKind;
    struct ParameterState;

    // parser_stmt.cpp
    bool parse_statement(ArenaList<ast::Stmt*>& out);
    bool parse_simple_statements(ArenaList<ast::Stmt*>& out);
    ast::Stmt* parse_simple_statement();
    ast::Stmt* parse_compound_statement();
    bool parse_block(ast::Stmts& out, std::string_view after, int line);
    bool expect_colon();
    ast::Stmt* parse_if(T keyword);
    bool parse_else(ast::Stmts& out);
    ast::Stmt* parse_while();
    ast::Stmt* parse_for(bool is_async);
    ast::Stmt* parse_with(bool is_async);
    bool parse_with_items(ArenaList<ast::WithItem>& items);
    bool with_items_in_parentheses() const;
    ast::Stmt* parse_try();
    bool parse_handlers(ArenaList<ast::ExceptHandler>& handlers);
    bool parse_handler(ast::ExceptHandler& handler);
    // parser_simple.cpp
    ast::Stmt* parse_expression_statement();
    bool read_tokens();
    ast::Stmt* parse_assignment(ast::Expr* first);
    bool check_assigned(ast::Expr* value);
    ast::Stmt* parse_augmented(ast::Expr* target);
    ast::Stmt* parse_annotated(ast::Expr* target, bool parenthesized);
    ast::Stmt* parse_return();
    ast::Stmt* parse_raise();
    ast::Stmt* parse_delete();
    ast::Stmt* parse_assert();
    ast::Stmt* parse_names(T keyword);
    ast::Stmt* parse_type_alias();
    // parser_import.cpp
    ast::Stmt* parse_import();
    ast::Stmt* parse_import_from();
    bool parse_import_targets(ArenaList<ast::Alias>& names);
    bool parse_alias(ast::Alias& alias, bool dotted);
    bool parse_dotted_name(std::string_view& out);
    // parser_define.cpp
    ast::Stmt* parse_decorated();
    ast::Stmt* parse_function(ast::Exprs decorators, bool is_async);
    ast::Stmt* parse_class(ast::Exprs decorators);
    bool parse_type_params(std::span<ast::TypeParam>& out);
    bool parse_type_param(ast::TypeParam& param);
    bool parse_parameters(ast::Arguments& out, T end);
    bool parse_parameter(ParameterState& state);
    bool parse_star_parameter(ParameterState& state);
    bool parse_slash(ParameterState& state);
    bool fail_parenthesized(T end);
    bool parse_one(ParameterState& state, ast::Arg& arg, bool star_annotation);
    bool parse_default(ParameterState& state, ast::Expr*& out);
    // parser_pattern.cpp
    ast::Stmt* parse_match();
    bool looks_like_match() const;
    bool parse_case(ast::MatchCase& out);
    ast::Pattern* parse_patterns();
    ast::Pattern* parse_as_pattern();
    ast::Pattern* parse_or_pattern();
    ast::Pattern* parse_closed_pattern();
    ast::Pattern* parse_maybe_star_pattern();
    ast::Pattern* parse_sequence_pattern(T close);
    ast::Pattern* parse_mapping_pattern();
    ast::Expr* parse_pattern_key();
    ast::Pattern* parse_name_pattern();
    ast::Pattern* parse_class_pattern(ast::Expr* cls);
    ast::Pattern* parse_literal_pattern();
    ast::Expr* parse_pattern_number();
    // parser_expr.cpp
    ast::Expr* parse_star_expressions();
    ast::Expr* parse_star_expression();
    ast::Expr* parse_star_named_expression();
    ast::Expr* parse_named_expression();
    ast::Expr* parse_expression();
    ast::Expr* parse_conditional(ast::Expr* body, const Token& start);
    ast::Expr* parse_lambda();
    ast::Expr* parse_disjunction();
    ast::Expr* parse_conjunction();
    ast::Expr* parse_inversion();
    ast::Expr* parse_comparison();
    bool take_comparison(ast::CmpOp& op);
    ast::Expr* parse_binary(int lowest);
    ast::Expr* parse_factor();
    ast::Expr* parse_power();
    ast::Expr* parse_await_primary();
    ast::Expr* parse_yield();
    ast::Expr* parse_targets();
    bool starts_expression() const;
    // parser_primary.cpp
    ast::Expr* parse_primary();
    ast::Expr* parse_trailers(ast::Expr* value, const Token& start);
    ast::Expr* parse_attribute(ast::Expr* value, const Token& start);
    ast::Expr* parse_subscript(ast::Expr* value, const Token& start);
    ast::Expr* parse_slices();
    ast::Expr* parse_slice();
    ast::Expr* parse_call(ast::Expr* function, const Token& start);
    bool parse_arguments(ast::Exprs& args, std::span<ast::KeywordArg>& keywords);
    bool parse_argument(ArenaList<ast::Expr*>& args, ArenaList<ast::KeywordArg>& keywords);
    bool parse_keyword(ArenaList<ast::KeywordArg>& keywords);
    bool parse_positional(ArenaList<ast::Expr*>& args, ArenaList<ast::KeywordArg>& keywords);
    bool fail_bad_keyword(ast::Expr* value);
    ast::Expr* parse_bare_generator(ast::Expr* element, const Token& start, bool is_first);
    bool fail_after_keyword(bool after_unpacking);
    // parser_atom.cpp
    ast::Expr* parse_atom();
    ast::Expr* fail_statement_before_if();
    ast::Expr* parse_number();
    ast::Expr* parse_group();
    ast::Expr* parse_tuple(ast::Expr* first, const Token& start);
    ast::Expr* parse_list();
    ast::Expr* parse_brace();
    ast::Expr* parse_dict(const Token& start, ast::Expr* first_key);
    bool parse_dict_item(ast::Expr* key, ArenaList<ast::Expr*>& keys,
                         ArenaList<ast::Expr*>& values);
    ast::Expr* parse_set(const Token& start, ast::Expr* first);
    bool parse_comprehensions(std::span<ast::Comprehension>& out);
    bool parse_comprehension(ast::Comprehension& out);
    bool at_comprehension() const { return at(T::KwFor) || at(T::KwAsync); }
    ast::Expr* fail_comprehension_target(ast::Expr* first);
    // parser_string.cpp
    ast::Expr* parse_strings();
    ast::Expr* parse_plain_strings(const Token& start, bool is_bytes);
    bool check_string_kinds();
    struct StringParts;
    bool parse_fstring(StringParts& parts);
    bool parse_fstring_parts(StringParts& parts, bool raw, T end);
    bool parse_field(StringParts& parts, bool raw);
    ast::Expr* parse_field_value();
    bool show_field_text(StringParts& parts, const Token& open);
    bool parse_conversion(ast::FormattedValue& field);
    ast::Expr* parse_format_spec(bool raw);
    void flush_text(StringParts& parts);
    // parser_escape.cpp
    bool decode_token(const Token& token, std::string& out);
    bool decode_text(std::string_view body, const Token& token, std::string& out);
    bool decode_escape(std::string_view body, std::size_t& i, const Token& token, std::string& out);
    bool decode_hex(std::string_view body, std::size_t& i, const Token& token, std::string& out);
    bool decode_name(std::string_view body, std::size_t& i, const Token& token, std::string& out);
    bool decode_bytes(std::string_view body, const Token& token, std::string& out);
    bool fail_escape(const Token& token, std::size_t from, std::size_t to, std::string_view what);

    // parser_error.cpp
    bool fail(const Token& token);  // "invalid syntax", or what the token itself says
    bool fail(const ast::Place& place, std::string message);
    bool fail(std::string_view type, int line, int column, std::string message);
    bool unsupported(const ast::Place& place, std::string message);
    bool too_deep();
    std::nullptr_t no() { return fail(*t_), nullptr; }
    template <class Where>
    std::nullptr_t no(const Where& where, std::string message) {
        return fail(where, std::move(message)), nullptr;
    }
    bool check_target(ast::Expr* target, TargetUse use);
    bool fail_after_expression(ast::Expr* value, const Token& start);
    bool is_split_string(ast::Expr* value, const Token& start);
    bool is_missing_comma(const Token& start);
    std::nullptr_t fail_equal(ast::Expr* value);  // `=` where a named expression stands
    std::string_view text(const Token& token) const {
        return std::string_view(ast_.source).substr(token.begin, token.end - token.begin);
    }

    // This token, or at the end of the text the line end before it.
    const Token& last_seen() const {
        const Token* token = t_;
        while (token->begin >= ast_.source.size() && token != tokens_.list.data() &&
               token->kind != T::Newline) {
            --token;
        }
        return *token;
    }

    bool at(T kind) const { return t_->kind == kind; }
    bool next_is(T kind) const { return t_[1].kind == kind; }
    bool at_word(std::string_view word) const { return at(T::Name) && text(*t_) == word; }
    bool accept(T kind) {
        if (t_->kind != kind) return false;
        ++t_;
        return true;
    }
    bool expect(T kind) { return accept(kind) || fail(*t_); }
    static ast::Place place_of(const Token& token) {
        return {token.line, token.column, token.end_line, token.end_column};
    }
    template <class Node>
    Node* finish(Node* node, const Token& start) {  // from `start` to the token before this one
        const Token* last = t_ - 1;
        while (last->kind == T::Dedent || last->kind == T::Newline) --last;
        node->line = start.line;
        node->column = start.column;
        node->end_line = last->end_line;
        node->end_column = last->end_column;
        return node;
    }
    template <class Node>
    Node* make() {
        return new (ast_.arena.allocate(sizeof(Node), alignof(Node))) Node();
    }
    template <class Item>
    ArenaList<Item> list() {
        return ArenaList<Item>(ast_.arena);
    }
    std::string_view keep(std::string_view text);  // a copy in the arena

    // LIMIT: how deep the rules may call themselves.
    struct Depth {
        explicit Depth(int& count) : count_(count) { ++count_; }
        ~Depth() { --count_; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        int& count_;
    };
    static constexpr int kMaxDepth = 600;

    Ast& ast_;
    Tokens tokens_;
    TreeFacts facts_;
    const Token* t_ = nullptr;
    int depth_ = 0;
    bool in_field_ = false;  // in a replacement field
    bool is_quiet_ = false;  // an expression after an expression is somebody else's error
    std::optional<base::Error> error_;
};

// "function call", "literal", ...: what CPython calls an expression that is no target.
std::string_view expression_name(const ast::Expr& expr);

// What CPython's symbol table and code generator refuse. parser_check*.cpp
base::Status check_tree(const Ast& ast, TreeFacts facts);

}  // namespace lang
