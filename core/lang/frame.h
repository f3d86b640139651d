// lang/frame.h -- one activation of a function. Plain calls have their frame in the Vm's pool and
// their registers on its value stack; a generator owns both on the heap.
#pragma once

#include "lang/code.h"

namespace lang {

// What happens with the value when the frame returns (or yields).
enum class Deliver : std::uint8_t {
    Register,  // into the caller's register `destination`
    Native,    // to the C++ that called
    Instance,  // __init__: the instance goes into `destination`, the value must be None
    Loop,      // the caller is at a ForLoop
    Delegate,  // the caller is at a YieldFrom
};

struct Frame {
    const Instruction* pc = nullptr;  // the next to run; the running one stands before it
    Value* registers = nullptr;
    const Code* code = nullptr;
    Module* module = nullptr;
    Frame* back = nullptr;           // the caller
    Value function;                  // keeps code and closure alive
    Value handled;                   // the exception being handled here, or empty
    Value instance;                  // Deliver::Instance
    Generator* generator = nullptr;  // counted while it runs
    std::uint16_t destination = 0;
    Deliver deliver = Deliver::Register;
};

}  // namespace lang
