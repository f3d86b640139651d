// lang/symbols.h -- which scope every name of a program belongs to. Python 3.14 reference 4.2.
// In: a tree. Out: one Scope per module, function, class, comprehension and annotation, found by
// the node that opens it; names are resolved once everything has been seen. Errors: none, the
// parser has refused what is wrong.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lang/ast.h"

namespace lang {

enum class ScopeKind : std::uint8_t {
    Module,
    Function,  // lambda and generator expression too
    Class,
    Comprehension,  // list, set, dict: runs inside the frame of the enclosing scope
    Annotations,    // the function that computes annotations (PEP 649); sees the class's names
};

struct Symbol {
    std::string_view name;
    bool bound = false;
    bool used = false;
    bool parameter = false;
    bool type_parameter = false;        // `def f[T]`
    const void* declared_by = nullptr;  // its ast::TypeParam
    bool declared_global = false;
    bool declared_nonlocal = false;
    bool captured = false;   // an inner function uses it: it lives in a cell
    bool deletable = false;  // a `del` or an except handler may unbind it
    int reg = -1;            // given by the compiler
};

struct Scope {
    ScopeKind kind;
    Scope* parent;
    std::deque<Symbol> symbols;  // in order of appearance; references stay valid
    std::unordered_map<std::string_view, Symbol*> by_name;
    std::vector<std::string_view> free_names;  // of this frame, in closure order
    std::vector<Scope*> comprehensions;        // that run in this frame
    bool has_yield = false;
    bool has_await = false;
    bool has_walrus = false;

    Scope(ScopeKind k, Scope* p) : kind(k), parent(p) {}
    Symbol* find(std::string_view name) const;
    Symbol& get(std::string_view name);
    Scope& frame();  // the scope whose code runs this one
    int free_index(std::string_view name) const;
};

enum class Where : std::uint8_t { Local, Cell, Free, Global, ClassLocal, TypeParameter };
struct Resolved {
    Where where = Where::Global;
    Symbol* symbol = nullptr;  // Local, Cell, ClassLocal
    int free_index = -1;       // Free
};

class SymbolTable {
  public:
    static std::unique_ptr<SymbolTable> build(const Ast& ast);

    Scope& module() { return *scopes_.front(); }
    Scope& scope_of(const void* node) const { return *by_node_.at(node); }
    // Of the annotations of a function or class; null when there are none.
    Scope* annotations_of(const void* node) const;
    Resolved resolve(Scope& scope, std::string_view name) const;
    // `__name` inside a class becomes `_Class__name`.
    std::string_view mangle(std::string_view class_name, std::string_view name);

  private:
    friend class SymbolBuilder;
    std::vector<std::unique_ptr<Scope>> scopes_;
    std::unordered_map<const void*, Scope*> by_node_;
    std::unordered_map<const void*, Scope*> annotations_;
    std::unordered_set<std::string> mangled_;
};

}  // namespace lang
