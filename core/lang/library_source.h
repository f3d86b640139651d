// lang/library_source.h -- modules of the library that are written in the sample language itself
// (core/lang/library/*.py), built into the program as text. They are compiled on their first
// import, never recorded, and their frames do not show in tracebacks: an error stands where the
// program called them.
#pragma once

#include <span>
#include <string_view>

namespace lang {

struct LibrarySource {
    std::string_view module_name, text;
};
std::span<const LibrarySource> library_sources();

}  // namespace lang
