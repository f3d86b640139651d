#include "trace/event.h"

#include <algorithm>
#include <array>

namespace trace {
namespace {

constexpr std::array<std::string_view, kEventKindCount> kNames = {
    "request",
    "route_matched",
    "route_missed",
    "body_read",
    "dependency_entered",
    "dependency_reused",
    "dependency_left",
    "parameter_read",
    "credentials_read",
    "token_check",
    "password_check",
    "exception_handled",
    "response",
    "line",
    "call",
    "return",
    "yield",
    "resume",
    "raise",
    "unwind",
    "caught",
    "assign",
    "change",
    "output",
};
static_assert(static_cast<int>(EventKind::Output) + 1 == kEventKindCount);

}  // namespace

std::string_view name_of(EventKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<EventKind> event_kind(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<EventKind>(found - kNames.begin());
}

}  // namespace trace
