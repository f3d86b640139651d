#include <algorithm>

#include "lesson/derive.h"

namespace lesson {
namespace {

std::string mapped(const TableColumn& column, const std::string& value) {
    for (const auto& [from, to] : column.text)
        if (from == value) return to;
    return value;
}

}  // namespace

ExecTable make_table(const Run& run) {
    ExecTable table;
    table.note = run.scenario.table_note;
    for (const TableColumn& column : run.scenario.columns) table.titles.push_back(column.title);
    for (int request = 0; request < static_cast<int>(run.requests.size()); ++request) {
        TableRow row{request, {}};
        for (const TableColumn& column : run.scenario.columns) {
            const FactValue value =
                fact_of(run, request, column.fact).value_or(FactValue{"", run.last_step()});
            row.cells.push_back({mapped(column, value.text), value.known_at, value.known_at});
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace lesson
