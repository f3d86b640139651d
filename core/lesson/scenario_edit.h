// lesson/scenario_edit.h -- adds a request to a scenario file's text; everything else stays as its
// author wrote it, and the new lines are indented as their neighbours are.
// In: the file's text and a request. Out: the new text. Where the author promised table rows and
// variables (`expect`), what the new request's run says is added there too.
// Errors: a scenario that does not load, a request that JSON text cannot hold.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "lesson/scenario.h"

namespace lesson {

base::Result<std::string> add_request(std::string_view json, const std::filesystem::path& file,
                                      const ScenarioRequest& request);

// What a lesson needs of a request that came over a socket. Left out is what add_default_headers
// puts there by itself, and what only concerns the connection.
ScenarioRequest scripted_form(const http::Request& request);

}  // namespace lesson
