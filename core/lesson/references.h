// lesson/references.h -- what a request of a lesson takes over from an earlier answer:
// {response[1].access_token} is that member of the JSON body with which request 1 was answered.
// Members of members: {response[2].user.id}; items of a list by number: {response[2].keys.0}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lesson/run.h"

namespace lesson {

// `text` with its references replaced. One that cannot be resolved stays as it is, and what is
// wrong with it is added to `problems`: "{response[3].x}: request 3 has not been answered yet".
std::string resolve_references(std::string_view text, const std::vector<RequestRun>& answered,
                               std::vector<std::string>& problems);
// The same for path, query, headers and body.
ScenarioRequest resolve_references(ScenarioRequest request, const std::vector<RequestRun>& answered,
                                   std::vector<std::string>& problems);

}  // namespace lesson
