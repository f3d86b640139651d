// base/file.h -- whole files in and out. Errors name the path and what the system said.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

// "where: message", for an Error whose place is a file.
inline std::string to_text(const Error& error) {
    return error.where.empty() ? error.message : error.where + ": " + error.message;
}

// At most `limit_bytes`; a larger file, a directory or a device is an Error.
Result<std::string> read_file(const std::filesystem::path& path,
                              std::size_t limit_bytes = std::size_t{64} << 20);

// Writes beside the target, fsyncs, renames: readers see the old file or the new one, never half.
Status write_file_atomic(const std::filesystem::path& path, std::string_view bytes);

}  // namespace base
