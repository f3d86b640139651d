// cli/text_table.h -- the tables of a lesson as plain texts, for whatever writes them.
// In: a run. Out: what it shows at its end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lesson/derive.h"
#include "lesson/run.h"

namespace cli {

struct TextTable {
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> rows;
};
// Of one request only (0-based), or of all.
TextTable text_of(const lesson::ExecTable& table, std::optional<int> request = {});
// No rows: the lesson watches no variable.
TextTable tracker_as_text(const lesson::Run& run, std::optional<int> request = {});

}  // namespace cli
