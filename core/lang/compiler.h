// lang/compiler.h -- a tree to code. One pass; registers are given out like a stack above the
// variables. Values are evaluated where they are needed: a local variable that is surely bound is
// used in place, a constant from the constant table.
// In: a tree that the parser has accepted. Out: the code of the module.
// Errors: Error.where "Unsupported" for what the subset or its limits leave out.
#pragma once

#include <memory>

#include "base/result.h"
#include "lang/ast.h"
#include "lang/code.h"
#include "lang/vm.h"

namespace lang {

std::shared_ptr<const SourceFile> make_source(std::string_view name, std::string_view text);

enum class CodeOrigin : std::uint8_t { Program, Library };
// Global names get slots in `module`. With a recorder in `vm` a program's code records itself.
base::Result<std::shared_ptr<const Code>> compile_module(Vm& vm, const Ast& ast, Module& module,
                                                         std::shared_ptr<const SourceFile> source,
                                                         CodeOrigin origin = CodeOrigin::Program);
// Code that returns the value of ast.expression.
base::Result<std::shared_ptr<const Code>> compile_expression(
    Vm& vm, const Ast& ast, Module& module, std::shared_ptr<const SourceFile> source);

// The slot of a global name, given out when it is new.
std::uint16_t global_slot(Module& module, std::string_view name);

}  // namespace lang
