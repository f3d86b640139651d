// ui/guard.h -- keeps a fault in the part of the window that has it: a bug in one panel never takes
// the window down.
// In: something that draws. Out: nothing when all went well; else what went wrong, with Dear
// ImGui's stacks put back to where they were. It catches exceptions and abort(), which is how our
// own AW_ASSERT and Dear ImGui's assertions stop; what the fault had allocated is lost.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace ui {

std::optional<std::string> guarded(const std::function<void()>& draw);

}  // namespace ui
