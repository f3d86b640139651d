#include "cli/text_table.h"

#include <fmt/format.h>

namespace cli {

namespace {

bool is_wanted(std::optional<int> only, int request) { return !only || *only == request; }

}  // namespace

TextTable text_of(const lesson::ExecTable& table, std::optional<int> request) {
    TextTable out{table.titles, {}};
    for (const lesson::TableRow& row : table.rows) {
        if (!is_wanted(request, row.request)) continue;
        auto& cells = out.rows.emplace_back();
        for (const lesson::TableCell& cell : row.cells) cells.push_back(cell.text);
    }
    return out;
}

// A row's first cell is its start; the others are the requests'.
TextTable tracker_as_text(const lesson::Run& run, std::optional<int> request) {
    TextTable out{{"Variable", "Start"}, {}};
    const int requests = static_cast<int>(run.requests.size());
    for (int i = 0; i < requests; ++i)
        if (is_wanted(request, i)) out.titles.push_back(fmt::format("Request {}", i + 1));
    for (const lesson::TrackerRow& row : lesson::make_tracker(run).rows) {
        auto& cells = out.rows.emplace_back();
        cells.push_back(row.variable);
        for (int i = 0; i < static_cast<int>(row.cells.size()); ++i)
            if (i == 0 || is_wanted(request, i - 1))
                cells.push_back(row.cells[static_cast<std::size_t>(i)].final_text());
    }
    return out;
}

}  // namespace cli
