// cli/export_page.h -- a lesson as one file for those who do not have Authwalk: a page that needs
// nothing else, a text, or a table. Everything on it is derived from the run.
// In: a run. Out: the file's bytes, UTF-8, the same for the same run.
#pragma once

#include <memory>
#include <string>

#include "lesson/run.h"

namespace cli {

// The execution table. RFC 4180, with line ends of CR LF.
std::string lesson_as_csv(const lesson::Run& run);
std::string lesson_as_markdown(const std::shared_ptr<const lesson::Run>& run);
// HTML 5 without scripts and without anything from elsewhere.
std::string lesson_as_html(const std::shared_ptr<const lesson::Run>& run);

// The flow diagram as an SVG element; what `request` passed through is marked. -1: nothing is.
std::string flow_as_svg(const lesson::Run& run, int request);
std::string html_text(std::string_view text);  // with &, <, > and quotes as entities

}  // namespace cli
