#include "lang/symbols.h"

#include <algorithm>

#include "lang/symbols_internal.h"

namespace lang {

Symbol* Scope::find(std::string_view name) const {
    const auto it = by_name.find(name);
    return it == by_name.end() ? nullptr : it->second;
}

Symbol& Scope::get(std::string_view name) {
    if (Symbol* known = find(name)) return *known;
    symbols.push_back(Symbol{.name = name});
    return *(by_name[name] = &symbols.back());
}

Scope& Scope::frame() {
    Scope* scope = this;
    while (scope->kind == ScopeKind::Comprehension) scope = scope->parent;
    return *scope;
}

int Scope::free_index(std::string_view name) const {
    const auto it = std::find(free_names.begin(), free_names.end(), name);
    return it == free_names.end() ? -1 : static_cast<int>(it - free_names.begin());
}

std::unique_ptr<SymbolTable> SymbolTable::build(const Ast& ast) {
    auto table = std::make_unique<SymbolTable>();
    SymbolBuilder(*table).run(ast);
    return table;
}

Scope* SymbolTable::annotations_of(const void* node) const {
    const auto it = annotations_.find(node);
    return it == annotations_.end() ? nullptr : it->second;
}

std::string_view SymbolTable::mangle(std::string_view class_name, std::string_view name) {
    if (class_name.empty() || !name.starts_with("__") || name.ends_with("__")) return name;
    const std::size_t letters = class_name.find_first_not_of('_');
    if (letters == std::string_view::npos || name.find('.') != std::string_view::npos) return name;
    return *mangled_.insert("_" + std::string(class_name.substr(letters)) + std::string(name))
                .first;
}

namespace {

// A scope whose variables inner functions can see.
bool is_visible_to_inner(const Scope& scope, const Symbol& symbol) {
    if (symbol.declared_nonlocal) return false;
    if (scope.kind == ScopeKind::Class) return symbol.name == "__class__" || symbol.type_parameter;
    return scope.kind != ScopeKind::Module;
}

}  // namespace

// The owner is looked for from the inside out; class bodies are passed over.
Resolved SymbolTable::resolve(Scope& scope, std::string_view name) const {
    Scope& frame = scope.frame();
    for (Scope* s = &scope; s != nullptr; s = s->parent) {
        Symbol* symbol = s->find(name);
        if (symbol == nullptr) continue;
        if (symbol->declared_global) return {};
        if (!symbol->bound || symbol->declared_nonlocal) continue;
        if (symbol->type_parameter) return {.where = Where::TypeParameter, .symbol = symbol};
        if (s->kind == ScopeKind::Module) return {};
        if (s == &scope && s->kind == ScopeKind::Class && name != "__class__")
            return {.where = Where::ClassLocal, .symbol = symbol};
        if (!is_visible_to_inner(*s, *symbol)) continue;
        if (&s->frame() != &frame)
            return {.where = Where::Free, .free_index = frame.free_index(name)};
        return {.where = symbol->captured ? Where::Cell : Where::Local, .symbol = symbol};
    }
    return {};
}

void SymbolBuilder::run(const Ast& ast) {
    open(ScopeKind::Module, &ast);
    statements(ast.body);
    expression(ast.expression);
    close();
    resolve_all();
}

Scope& SymbolBuilder::open(ScopeKind kind, const void* node) {
    table_.scopes_.push_back(std::make_unique<Scope>(kind, scope_));
    scope_ = table_.scopes_.back().get();
    (kind == ScopeKind::Annotations ? table_.annotations_ : table_.by_node_)[node] = scope_;
    if (kind == ScopeKind::Comprehension) scope_->frame().comprehensions.push_back(scope_);
    return *scope_;
}

void SymbolBuilder::bind(std::string_view name) {
    Symbol& symbol = scope_->get(table_.mangle(class_name_, name));
    symbol.bound = true;
    symbol.type_parameter = false;  // def f[T](): T = 1 hides it
}

void SymbolBuilder::use(std::string_view name) {
    scope_->get(table_.mangle(class_name_, name)).used = true;
    // A bare `super` needs the class it stands in.
    if (name == "super" && scope_->kind != ScopeKind::Module) scope_->get("__class__").used = true;
}

void SymbolBuilder::resolve_all() {
    for (const auto& scope : table_.scopes_) {
        for (Symbol& symbol : scope->symbols) {
            if (symbol.used || symbol.bound) capture(*scope, symbol.name);
        }
    }
}

// When `name` belongs to another frame, that one keeps it in a cell and all frames between hand
// the cell down.
void SymbolBuilder::capture(Scope& user, std::string_view name) {
    for (Scope* s = &user; s != nullptr; s = s->parent) {
        Symbol* symbol = s->find(name);
        if (symbol == nullptr) continue;
        if (symbol->declared_global) return;
        if (!symbol->bound || symbol->declared_nonlocal) continue;
        if (symbol->type_parameter || s->kind == ScopeKind::Module) return;
        if (s == &user && name != "__class__") return;
        if (!is_visible_to_inner(*s, *symbol)) {
            if (s == &user) return;
            continue;
        }
        Scope& owner = s->frame();
        if (&user.frame() == &owner) return;
        symbol->captured = true;
        for (Scope* f = &user.frame(); f != &owner; f = &f->parent->frame()) {
            if (f->free_index(name) < 0) f->free_names.push_back(name);
        }
        return;
    }
}

}  // namespace lang
