// lang/traceback_internal.h -- the ~~~^^^ marks under a source line. Stays in this folder.
// Source: CPython 3.14 Lib/traceback.py, whose rules are followed to the character.
#pragma once

#include <string>

#include "lang/ast_node.h"
#include "lang/code.h"

namespace lang {

// The quoted source of one traceback entry with its marks, four blanks in front of each line;
// empty when the file has no such line.
std::string quoted_source(const SourceFile& source, const ast::Place& place);

}  // namespace lang
