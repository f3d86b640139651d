// lang/compiler_internal.h -- the compiler of one code object, written over compiler_*.cpp by what
// is compiled. Stays in this folder.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "lang/compiler.h"
#include "lang/symbols.h"

namespace lang {

// What all code of one program shares.
struct Unit {
    Vm& vm;
    SymbolTable& symbols;
    Module& module;
    std::shared_ptr<const SourceFile> source;
    bool recorded = false;
    std::unordered_map<std::string, std::uint16_t> globals;
    std::optional<base::Error> error;
    std::unordered_map<const void*, Value> type_variables =
        {};  // by ast::TypeParam: one for all uses
    bool is_library = false;
};

// Which registers surely hold a value here.
struct Flow {
    bool reachable = true;
    std::vector<bool> bound;
};

struct Label {
    int at = -1;
    std::vector<int> uses;  // jump words to be filled in
    std::optional<Flow> flow;
};

// A way out of blocks: where it goes once every block in between has been left.
struct Exit {
    enum class Kind : std::uint8_t { Return, Break, Continue } kind;
    std::size_t target = 0;  // Break, Continue: the loop's index in the blocks
    int value = -1;          // Return: the register of the value
};

struct Block {
    enum class Kind : std::uint8_t { Loop, Try, Handler, Finally, FinallyBody, With } kind;
    Label* on_break = nullptr;
    Label* on_continue = nullptr;
    int state = -1;               // Loop: iteration state; With: registers of __exit__
    int saved = -1;               // Handler, FinallyBody: what was being handled before
    std::string_view name;        // Handler: `as name`
    Label* enter = nullptr;       // Finally: its body
    int action = -1, value = -1;  // Finally: which exit is under way, and its value
    std::vector<Exit> exits;      // Finally
    bool is_async = false;        // With
    bool guarded = false;         // has a handler for the code inside
    int range_start = 0;
    std::vector<std::pair<int, int>> ranges;

    explicit Block(Kind k) : kind(k) {}
};

class Compiler {
  public:
    Compiler(Unit& unit, Scope& scope, CodeKind kind, std::string name, const Compiler* parent);
    std::shared_ptr<Code> module(const Ast& ast);
    std::shared_ptr<Code> expression_code(const ast::Expr& expr);
    std::shared_ptr<Code> function_code(const ast::Arguments& args, ast::Stmts body,
                                        const ast::Place& place);
    std::shared_ptr<Code> lambda_code(const ast::Lambda& lambda);
    std::shared_ptr<Code> class_code(const ast::ClassDef& def);
    Value type_variable(const void* declared_by, std::string_view name);
    void store_type_params(std::span<const ast::TypeParam> params);
    std::shared_ptr<Code> generator_code(const ast::GeneratorExp& node);
    std::shared_ptr<Code> annotations_code(
        const std::vector<std::pair<std::string_view, const ast::Expr*>>& annotations);

  private:
    class Temporaries;  // gives registers back at the end of a block

    // -- emitting: compiler.cpp
    int here() const { return static_cast<int>(code_->instructions.size()); }
    void at(const ast::Place& place) { place_ = place; }
    int emit(Op op, int a = 0, int b = 0, int c = 0);
    void emit_word(int a, int b = 0, int c = 0);
    void jump(Label& label);
    void jump_word(Label& label);
    void jump_when(Op op, int a, int b, int c, Label& label);
    void place_label(Label& label);
    void merge_into(Label& label);
    void stop_flow() { flow_.reachable = false; }
    int temp(int count = 1);
    int constant(Value value);                 // its operand
    int text_constant(std::string_view text);  // its index
    int name_cache(std::string_view name);
    int child(std::shared_ptr<const Code> code);
    void refuse(const ast::Place& place, std::string message);
    std::shared_ptr<Code> finish();
    void give_registers();
    void make_cells();
    void add_trace_code();
    bool is_variable(int reg) const { return reg < first_temp_; }
    std::string_view mangle(std::string_view name);
    std::string inner_qualname(std::string_view name) const;

    // -- names: compiler_names.cpp
    int load_name(std::string_view name, int dest, bool in_place);  // the operand
    void load_resolved(const Resolved& resolved, std::string_view name, int dest);
    void load_global(std::string_view name, int dest);
    void store_name(std::string_view name, int operand);
    int store_target(std::string_view name);  // register to evaluate into, or -1
    void after_store(std::string_view name);  // marks bound, records
    void delete_name(std::string_view name);
    void unbind_name(std::string_view name);  // no error when unbound
    void record(const Resolved& resolved, std::string_view name);
    int resolve_global(std::string_view name);

    // -- expressions: compiler_expr.cpp
    int operand(const ast::Expr& expr);          // a register or constant
    int reg(const ast::Expr& expr);              // a register
    void into(const ast::Expr& expr, int dest);  // dest is written last
    void into_kind(const ast::Expr& expr, int dest);
    void effect(const ast::Expr& expr);  // for what it does
    void condition(const ast::Expr& expr, bool sense, Label& label);
    void compare_condition(const ast::Compare& expr, bool sense, Label& label);
    void bool_op(const ast::BoolOp& expr, int dest);
    void compare(const ast::Compare& expr, int dest);
    void if_exp(const ast::IfExp& expr, int dest);
    void unary(const ast::UnaryOp& expr, int dest);
    void named(const ast::NamedExpr& expr, int dest);
    void subscript(const ast::Subscript& expr, int dest);
    void slice(const ast::Slice& expr, int dest);
    void joined(const ast::JoinedStr& expr, int dest);
    void formatted(const ast::FormattedValue& expr, int dest);
    Value constant_value(const ast::Constant& expr);
    std::optional<Value> folded(const ast::Expr& expr);
    std::optional<Value> folded_slice(const ast::Slice& expr);
    void await_into(int dest, int awaitable);
    void any_comprehension(const ast::Expr& expr, int dest);
    void suspending(const ast::Expr& expr, int dest);

    // -- displays and comprehensions: compiler_display.cpp
    void sequence(ast::Exprs elts, Op build, int dest);
    void starred_list(ast::Exprs elts, int dest, int function);
    void dict(const ast::Dict& expr, int dest);
    void comprehension(const ast::Expr& node, Op build, const ast::Expr& first,
                       const ast::Expr* second, std::span<ast::Comprehension> generators, int dest);
    struct Element;
    void generators(const Element& element, std::span<ast::Comprehension> list, std::size_t index);
    void element(const Element& element);
    void generator_expression(const ast::GeneratorExp& expr, int dest);

    // -- calls and functions: compiler_call.cpp, compiler_def.cpp
    void call(const ast::Call& expr, int dest);
    void call_spread(const ast::Call& expr, int base, int dest);
    void call_arguments(const ast::Call& expr, int base, bool method, int dest);
    bool super_call(const ast::Call& expr, int dest);
    void spread_keywords(std::span<ast::KeywordArg> keywords, int dest, int function);
    void lambda(const ast::Lambda& expr, int dest);
    void function(const ast::FunctionDef& def);
    void class_def(const ast::ClassDef& def);
    void make_function(std::shared_ptr<const Code> code, const ast::Arguments* args,
                       std::shared_ptr<const Code> annotate, int dest);
    std::shared_ptr<const Code> function_annotations(const ast::FunctionDef& def);
    std::shared_ptr<const Code> class_annotations(const ast::ClassDef& def);
    void captures_of(Code& code, Scope& inner);
    void decorate(ast::Exprs decorators, int base, int value);
    void set_parameters(const ast::Arguments& args);
    void mark_generator(bool is_async);

    // -- statements: compiler_stmt.cpp, compiler_assign.cpp, compiler_import.cpp
    void statements(ast::Stmts body);
    void statement(const ast::Stmt& stmt);
    void line(const ast::Place& place);
    void if_statement(const ast::If& stmt);
    void while_statement(const ast::While& stmt);
    void for_statement(const ast::For& stmt);
    void async_for(const ast::For& stmt);
    void loop_body(ast::Stmts body, Label& on_break, Label& on_continue, int state);
    void async_next(int iterator, int dest, Label& exhausted);
    void return_statement(const ast::Return& stmt);
    void raise_statement(const ast::Raise& stmt);
    void assert_statement(const ast::Assert& stmt);
    void assign(const ast::Assign& stmt);
    bool assign_in_parallel(const ast::Expr& target, const ast::Expr& value);
    void assign_to(const ast::Expr& target, int operand);
    void assign_unpacked(const ast::Expr& target, ast::Exprs elts, int operand);
    void aug_assign(const ast::AugAssign& stmt);
    void ann_assign(const ast::AnnAssign& stmt);
    void delete_target(const ast::Expr& target);
    void import(const ast::Import& stmt);
    void import_from(const ast::ImportFrom& stmt);

    // -- try, with, leaving blocks: compiler_try.cpp
    void try_statement(const ast::Try& stmt);
    void try_except(const ast::Try& stmt);
    void handler(const ast::ExceptHandler& handler, int exception, int saved, Label& end);
    void try_finally(const ast::Try& stmt);
    void with_statement(const ast::With& stmt, std::size_t index);
    void call_exit(const Block& block, int exception, int dest);
    void with_handler(const Block& block, Label& end);
    void finally_body(const ast::Try& stmt, Block& block, Label& enter);
    void go(const Exit& exit, int value);
    void leave(const Exit& exit, std::size_t from);
    void open_range(Block& block);
    void close_range(Block& block);
    void add_handlers(const Block& block, int target, int exception);

    // -- match: compiler_match.cpp
    void match_statement(const ast::Match& stmt);
    using Bindings = std::vector<std::pair<std::string_view, int>>;
    void pattern(const ast::Pattern& pattern, int subject, Label& fail, Bindings& names);
    void sequence_pattern(const ast::MatchSequence& pattern, int subject, Label& fail,
                          Bindings& names);
    void mapping_pattern(const ast::MatchMapping& pattern, int subject, Label& fail,
                         Bindings& names);
    void class_pattern(const ast::MatchClass& pattern, int subject, Label& fail, Bindings& names);
    void or_pattern(const ast::MatchOr& pattern, int subject, Label& fail, Bindings& names);
    void capture_name(std::string_view name, int subject, Bindings& names);

    Unit& unit_;
    Scope* scope_;
    const Compiler* parent_;
    std::shared_ptr<Code> code_;
    std::string_view class_name_;  // for __private names
    ast::Place place_;
    Flow flow_;
    int first_temp_ = 0;
    int next_temp_ = 0;
    int max_temp_ = 0;
    std::vector<Block*> blocks_;
    std::unordered_map<std::string, int> texts_;
    std::map<std::uint64_t, int> small_constants_;
    std::vector<std::pair<int, int>> shadows_;  // recorded cells: register, shadow register
    bool is_async_ = false;
};

class Compiler::Temporaries {
  public:
    explicit Temporaries(Compiler& compiler) : compiler_(compiler), mark_(compiler.next_temp_) {}
    ~Temporaries() { compiler_.next_temp_ = mark_; }
    Temporaries(const Temporaries&) = delete;
    Temporaries& operator=(const Temporaries&) = delete;

  private:
    Compiler& compiler_;
    int mark_;
};

}  // namespace lang
