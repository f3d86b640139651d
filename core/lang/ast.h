// lang/ast.h -- a program as a tree. Nodes are named and shaped as in Python's `ast` module.
// Out: Ast owns its source and an arena; every node, span and text lives as long as it does and
// is never changed or freed alone. Lines and columns are 1-based and count characters; the end
// column is the one after the last character.
// DIFF: no `ctx` fields (the place of a node says it); async forms are a flag, not a node;
// a missing node is nullptr; constants keep numbers as text.
#pragma once

#include <memory_resource>
#include <string>
#include <string_view>

#include "lang/ast_stmt.h"

namespace lang {

// A parsed module (`body`) or a parsed expression (`expression`).
struct Ast {
    explicit Ast(std::string_view text) : source(text) {}
    Ast(const Ast&) = delete;
    Ast& operator=(const Ast&) = delete;

    std::string source;
    std::pmr::monotonic_buffer_resource arena{8192};
    ast::Stmts body;
    ast::Expr* expression = nullptr;
};

}  // namespace lang
