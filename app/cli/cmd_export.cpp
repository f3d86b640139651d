// authwalk export: a lesson as a page, a text or a table.
#include <cstdio>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/export_page.h"
#include "cli/lesson_file.h"
#include "cli/terminal.h"

namespace cli {

int export_lesson(const ExportFlags& flags) {
    const auto run = open_lesson(flags.file);
    if (!run) return kFaults;
    std::string text;
    switch (flags.format) {
        case ExportFormat::Html: text = lesson_as_html(run); break;
        case ExportFormat::Markdown: text = lesson_as_markdown(run); break;
        case ExportFormat::Csv: text = lesson_as_csv(*run); break;
    }
    if (flags.out == "-") {
        std::fwrite(text.data(), 1, text.size(), stdout);
        return kFine;
    }
    const base::Status written = base::write_file_atomic(flags.out, text);
    if (written.ok()) return kFine;
    complain(base::to_text(written.error()));
    return kFaults;
}

}  // namespace cli
