#include "base/assert.h"
#include "lesson/reader_internal.h"

namespace lesson {

const std::vector<ObjectKeys>& object_keys() {
    static const std::vector<ObjectKeys> all = {
        {"scenario",
         {"$schema", "format", "id", "title", "framework", "level", "minutes", "summary", "source",
          "requests", "flow", "table", "variables", "what_ifs", "key_moments", "quiz", "snapshot",
          "transcript", "expect"}},
        {"request",
         {"label", "method", "path", "query", "headers", "token", "body", "json", "form"}},
        {"token", {"claims", "key", "alg", "header", "tamper"}},
        {"tamper", {"claims", "header", "signature"}},
        {"flow", {"nodes", "edges"}},
        {"node", {"id", "label", "kind", "when"}},
        {"edge", {"from", "to", "label"}},
        {"table", {"columns", "note"}},
        {"column", {"title", "fact", "text"}},
        {"variable", {"name", "in", "unbound"}},
        {"what_if", {"id", "label", "source", "request", "with"}},
        {"edit", {"replace", "with"}},
        {"key_moment", {"question", "answer", "show"}},
        {"show", {"request", "event"}},
        {"question", {"question", "given", "fact", "choices", "answer", "hints", "explain"}},
        {"given", {"request", "what_if"}},
        {"choice", {"text", "is"}},
        {"expect", {"table", "variables"}},
        {"expected_variable", {"name", "cells"}},
    };
    return all;
}

const std::vector<std::string>& keys_of(std::string_view object) {
    for (const ObjectKeys& entry : object_keys())
        if (entry.object == object) return entry.keys;
    AW_ASSERT(false && "an object of the scenario format");
}

}  // namespace lesson
