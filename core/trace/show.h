// trace/show.h -- recorded values as text for people. Runs no code of the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "trace/timeline_data.h"

namespace trace {

// Python's repr of a str, bytes, float.
std::string repr_of_text(std::string_view utf8);
std::string repr_of_bytes(std::string_view raw);
std::string repr_of_real(double value);

std::string show_value(const Timeline::Data& data, ValueRef value, int step, Style style,
                       std::size_t limit);

}  // namespace trace
