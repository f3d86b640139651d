#include "lang/vm.h"
#include "lang/code.h"
#include "lang/native.h"
#include <fmt/format.h>

namespace lang {

std::string Vm::traceback_text(const Value& exception) {
    std::string text = "Traceback (most recent call last):\n";
    const auto* state = exception.as<Instance>()->exception.get();
    for (std::size_t i = state->traceback.size(); i-- > 0;) {
        const auto& entry = state->traceback[i];
        text += fmt::format("  File \"{}\", line {}, in {}\n", entry.code->source->name, entry.line,
                            entry.code->qualname);
    }
    Completion shown = str(exception);
    text += class_of(exception).name;
    if (shown.ok()) text += ": " + std::string(text_of(shown.value()));
    return text + "\n";
}

}  // namespace lang
