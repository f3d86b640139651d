// lang/parser.h -- Python source to a tree. Python 3.14 language reference, chapters 2 to 10.
// In: UTF-8 text. Out: an Ast that the compiler can take as it is: everything CPython refuses at
// compile time is refused here. Errors: Error.where is "SyntaxError", "IndentationError",
// "TabError", "RecursionError" (too deep) or, for valid Python outside the subset, "Unsupported";
// message and position are CPython's.
// LIMIT: 200 open brackets, 100 indentation levels, rules that call themselves 600 deep, a tree
// 1000 deep. A chain of elifs counts as one level.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "lang/ast.h"

namespace lang {

base::Result<std::unique_ptr<Ast>> parse_module(std::string_view source);
// One expression, as `eval` takes it: Ast::expression. For annotations written as strings.
base::Result<std::unique_ptr<Ast>> parse_expression(std::string_view source);

}  // namespace lang
