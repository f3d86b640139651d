#include <fmt/format.h>

#include <filesystem>

#include "base/file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {
namespace {

// A small lesson that passes `check`: the place to start from.
constexpr std::string_view kProgram = R"py(from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer

app = FastAPI()
bearer = HTTPBearer()

@app.get("/secret")
async def secret(credentials=Depends(bearer)):
    return {"secret": 42}
)py";

constexpr std::string_view kScenario = R"json({{
  "format": 1,
  "id": {id},
  "title": {title},
  "level": "beginner",
  "minutes": 5,
  "summary": "Say in one sentence what this lesson shows.",
  "source": {source},
  "requests": [
    {{"label": "Client asks without credentials", "path": "/secret"}},
    {{"label": "Client asks with a token", "path": "/secret", "headers": {{"Authorization": "Bearer abc"}}}}
  ],
  "flow": {{
    "nodes": [
      {{"id": "request", "label": "Client sends request", "kind": "start", "when": {{"event": "request"}}}},
      {{"id": "check", "label": "Look for credentials", "kind": "decision", "when": {{"event": "credentials_read"}}}},
      {{"id": "reject", "label": "Reject request", "kind": "reject", "when": {{"event": "exception_handled"}}}},
      {{"id": "answer", "label": "Run the route", "kind": "end", "when": {{"event": "call", "function": "secret"}}}}
    ],
    "edges": [
      {{"from": "request", "to": "check"}},
      {{"from": "check", "to": "reject", "label": "missing"}},
      {{"from": "check", "to": "answer", "label": "present"}}
    ]
  }},
  "table": {{
    "columns": [
      {{"title": "Step", "fact": "request.number"}},
      {{"title": "Action", "fact": "request.label"}},
      {{"title": "Credentials?", "fact": "credentials.present"}},
      {{"title": "Response", "fact": "response.summary"}}
    ]
  }},
  "variables": [{{"name": "credentials", "in": "secret", "unbound": "-"}}],
  "key_moments": [
    {{
      "question": "Who answers the first request?",
      "answer": "The scheme does: it finds no Authorization header, and the route is never called.",
      "show": {{"request": 1, "event": {{"event": "credentials_read", "present": false}}}}
    }}
  ],
  "quiz": [
    {{
      "question": "What does a client without credentials receive?",
      "given": {{"request": 1}},
      "fact": "response.status",
      "choices": [
        {{"text": "200 OK", "is": "200 OK"}},
        {{"text": "401 Unauthorized", "is": "401 Unauthorized"}}
      ],
      "hints": ["Look at row 1 of the execution table."],
      "explain": "The scheme answers 401 before the route is called."
    }}
  ],
  "snapshot": ["One line for each thing to remember."],
  "transcript": "Tell the lesson in prose."
}}
)json";

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > 80) return false;
    for (const char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
    return true;
}

}  // namespace

int make_new(const NewFlags& flags) {
    const std::filesystem::path path(flags.name);
    const std::string name = path.filename().string();
    if (!is_name(name)) {
        complain("a lesson's name is made of a-z, 0-9 and _, for instance 08_my_lesson");
        return kUsage;
    }
    std::filesystem::path json_file = path;
    json_file += ".json";
    std::filesystem::path program_file = path;
    program_file += ".py";
    for (const auto& file : {json_file, program_file})
        if (std::filesystem::exists(file)) {
            complain(fmt::format("{} is there already, and is left as it is", file.string()));
            return kFaults;
        }
    const std::string text =
        fmt::format(fmt::runtime(kScenario), fmt::arg("id", base::json_quote(name)),
                    fmt::arg("title", base::json_quote(name)),
                    fmt::arg("source", base::json_quote(name + ".py")));
    for (const auto& [file, content] :
         {std::pair<std::filesystem::path, std::string_view>{program_file, kProgram},
          {json_file, text}}) {
        const auto written = base::write_file_atomic(file, content);
        if (!written.ok()) {
            complain(base::to_text(written.error()));
            return kFaults;
        }
    }
    fmt::print("wrote {} and {}\nnext: authwalk check {}\n", json_file.string(),
               program_file.string(), json_file.string());
    return kFine;
}

}  // namespace cli
