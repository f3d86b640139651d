// session/start.h -- the exact state that the command line of the window asks for.
// Errors: a request, step or choice that the lesson does not have, in one sentence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "session/session.h"

namespace session {

struct StartOptions {
    std::optional<int> request;        // 1-based
    std::optional<std::string> step;   // "last", or a stop of that level in the request, from 1
    std::optional<std::string> level;  // flow, line, check
    std::optional<std::string> theme;  // light, dark
    std::optional<std::string> panel;  // name of the panel to bring to the front
    std::vector<std::string> answers;  // "1=C": question 1 is answered C and checked
    std::optional<int> proof;          // 1-based question whose proof is walked
    std::vector<std::string> keys;     // chords to press at last: "Ctrl+P"
};
base::Status start_at(Session& session, const StartOptions& options);

}  // namespace session
