// cli/vm_report.h -- how the end of a guest program is told: on stderr and as an exit code.
#pragma once

#include "lang/vm.h"

namespace cli {

// A limit: its sentence, then a last line "limit:steps" (exit 3). A refusal: a last line
// "refused: ..." (exit 1).
int report_stop(const lang::Vm& vm);

// Writes guest text. On a terminal control characters are shown, not sent.
void write_guest_text(std::string_view text);
// The same for what goes to sys.stderr.
void write_guest_error(std::string_view text);

}  // namespace cli
