// lang/symbols_internal.h -- the walk that fills a SymbolTable. Stays in this folder.
#pragma once

#include "lang/symbols.h"

namespace lang {

class SymbolBuilder {
  public:
    explicit SymbolBuilder(SymbolTable& table) : table_(table) {}
    void run(const Ast& ast);

  private:
    void statements(ast::Stmts body);
    void statement(const ast::Stmt& stmt);
    void for_statement(const ast::For& loop);
    void declare_global(const ast::Global& stmt);
    void declare_nonlocal(const ast::Nonlocal& stmt);
    void function(const ast::FunctionDef& def);
    void class_def(const ast::ClassDef& def);
    void class_annotations(const ast::ClassDef& def);
    void annotated(const ast::AnnAssign& stmt);
    void imports(std::span<ast::Alias> names, bool from);
    void try_statement(const ast::Try& stmt);
    void match_statement(const ast::Match& stmt);
    void pattern(const ast::Pattern& pattern);
    void expressions(ast::Exprs list);
    void expression(const ast::Expr* expr);
    void call(const ast::Call& call);
    void any_comprehension(const ast::Expr& expr);
    void lambda(const ast::Lambda& lambda);
    void walrus(const ast::NamedExpr& expr);
    void comprehension(const ast::Expr& node, ast::Expr* first, ast::Expr* second,
                       std::span<ast::Comprehension> generators);
    void defaults(const ast::Arguments& args);
    void parameters(const ast::Arguments& args);
    void annotations(const void* node, const ast::Arguments& args, const ast::Expr* returns);
    void type_parameters(std::span<ast::TypeParam> params);
    void target(const ast::Expr* expr);
    void deletion(const ast::Expr* expr);
    void bind(std::string_view name);
    void use(std::string_view name);
    Scope& open(ScopeKind kind, const void* node);
    void close() { scope_ = scope_->parent; }
    void resolve_all();
    void capture(Scope& user, std::string_view name);

    SymbolTable& table_;
    Scope* scope_ = nullptr;
    std::string_view class_name_;
};

}  // namespace lang
