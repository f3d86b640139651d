// web/signature.h -- what a callable wants, as inspect.signature would tell it.
// In: functions, lambdas, methods, classes, instances with __call__, functools.partial, what
// functools.wraps made. Out: its parameters with evaluated annotations (text is evaluated in the
// function's module, as FastAPI does). Errors: the guest's TypeError "X is not a callable object",
// ValueError for natives without a signature, NameError of an annotation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lang/vm.h"

namespace web {

enum class ParameterKind : std::uint8_t { Positional, KeywordOnly, VarPositional, VarKeyword };

struct SignatureParameter {
    std::string name;
    ParameterKind kind = ParameterKind::Positional;
    lang::Value default_value;  // empty: none
    lang::Value annotation;     // empty: none
};

// What a call gives: a value, or something that has to be run to get one.
enum class CallStyle : std::uint8_t { Plain, Coroutine, Generator, AsyncGenerator };

struct Signature {
    std::vector<SignatureParameter> parameters;
    lang::Value returns;  // the return annotation; empty: none
    CallStyle style = CallStyle::Plain;
    // The parameters are those of the code that will run, so that arguments can go by position.
    bool by_position = true;
};

lang::Completion read_signature(lang::Vm& vm, const lang::Value& callable, Signature& out);

// What to call it on the screen: a function's or class's name; of an instance the module's variable
// that it is bound to ("oauth2_scheme"), else its class's name.
std::string display_name(lang::Vm& vm, const lang::Value& callable);

}  // namespace web
