// lang/code.h -- one compiled function: instructions, constants, tables. Made by the compiler,
// never changed afterwards except for the inline caches.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lang/ast_node.h"
#include "lang/class.h"
#include "lang/objects.h"
#include "lang/opcodes.h"
#include "trace/recorder.h"

namespace lang {

// The text a program was compiled from; tracebacks quote it.
struct SourceFile {
    std::string name;
    std::string text;
    std::vector<std::uint32_t> line_starts;   // byte offsets
    std::string_view line(int number) const;  // 1-based, without its end; empty when out of range
};

// What an attribute instruction remembers of the last time (class.h says while when it holds).
struct AttributeCache {
    Value name;  // Str, interned
    AttributePlan load;
    StorePlan store;
};

struct Handler {
    std::uint32_t begin, end;  // instructions covered, half-open; inner handlers come first
    std::uint32_t target;
    std::uint16_t exception;  // register that receives it
};

struct PlaceEntry {
    std::uint32_t at;  // from this instruction on
    ast::Place place;
};

struct Capture {  // where a new function finds the cell of its i-th free variable
    enum class From : std::uint8_t { Register, Free } from;
    std::uint16_t index;
};

enum class CodeKind : std::uint8_t {
    Module,
    Function,
    Lambda,
    GeneratorExpression,
    ClassBody,
    Annotations
};

struct Code {
    CodeKind kind = CodeKind::Function;
    GeneratorKind generator_kind = GeneratorKind::Generator;
    bool is_generator = false;  // of any kind: a call makes a Generator object
    bool is_simple = false;     // positional parameters only, no generator: the fast call
    bool has_varargs = false;
    bool has_varkw = false;
    std::uint16_t positional_only = 0;
    std::uint16_t positional = 0;  // positional_only included
    std::uint16_t keyword_only = 0;
    std::uint16_t registers = 0;   // parameters: positional, keyword-only, *args, **kwargs; rest
    std::uint16_t entry_cost = 1;  // steps charged for a call
    int first_line = 0;            // of the def
    int decorated_line = 0;        // of its first decorator; 0: it has none
    std::string name;
    std::string qualname;
    std::shared_ptr<const SourceFile> source;
    std::vector<Instruction> instructions;
    std::vector<Value> constants;
    std::vector<Value> variables;   // Str by register, parameters first; temporaries have none
    std::vector<Value> free_names;  // Str
    std::vector<std::shared_ptr<const Code>> children;
    std::vector<Capture> captures;
    std::vector<Handler> handlers;
    std::vector<PlaceEntry> places;
    mutable std::vector<AttributeCache> caches;
    bool recorded = false;
    bool is_library = false;  // library_source.h: does not show in tracebacks
    trace::CodeId trace_id = 0;
    Value doc = Value::none();
    std::vector<std::uint16_t> class_names;  // ClassBody: registers that become attributes
    int class_cell = -1;                     // ClassBody: register of the __class__ cell

    int parameter_count() const { return positional + keyword_only + has_varargs + has_varkw; }
    const ast::Place& place_of(std::uint32_t instruction) const;
};

}  // namespace lang
