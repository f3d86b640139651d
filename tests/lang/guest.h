// tests/lang/guest.h -- runs guest programs and says what came out of them.
#pragma once

#include <string>
#include <string_view>

#include "lang/vm.h"

namespace lang {

// What a program of the tests may take: the sandbox's own limit, but under the sanitizers, where a
// step costs ten times as much, a tenth of it. Endless programs end as they do otherwise.
inline VmOptions test_options() {
    VmOptions options;
#if defined(__SANITIZE_ADDRESS__)
    options.max_steps /= 10;
#endif
    return options;
}

struct Ran {
    std::string output;
    std::string error;  // "Type: message" of an uncaught exception, or why the program was stopped
};

inline Ran run_guest(std::string_view source, VmOptions options = test_options()) {
    Ran ran;
    options.output = [&](std::string_view text) { ran.output += text; };
    Vm vm(options);
    Completion done = vm.run_module(source, "test.py");
    if (done.stopped()) ran.error = vm.stopped()->message;
    if (done.raised()) {
        std::string text = vm.traceback_text(done.error());
        if (!text.empty() && text.back() == '\n') text.pop_back();
        ran.error = text.substr(text.rfind('\n') + 1);
    }
    return ran;
}

// What the program printed, without the last line end; the error when there was one.
inline std::string outcome(std::string_view source) {
    Ran ran = run_guest(source);
    if (!ran.error.empty()) return ran.output + ran.error;
    if (!ran.output.empty()) ran.output.pop_back();
    return ran.output;
}

// repr(expression), or "Type: message".
inline std::string value_of(std::string_view expression) {
    return outcome("print(repr((" + std::string(expression) + ")))");
}

}  // namespace lang
