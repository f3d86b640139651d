// http/form_limits.h -- how much of a form is read, and what the 400 says beyond it. Starlette
// formparsers.py, python-multipart multipart.py.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace http {

inline constexpr std::size_t kMaxFields = 1000;
inline constexpr std::size_t kMaxFiles = 1000;
inline constexpr std::size_t kMaxFieldBytes = std::size_t{1} << 20;
inline constexpr std::size_t kMaxPartHeaders = 8;
inline constexpr std::size_t kMaxPartHeaderBytes = 4096 + 128;
inline constexpr std::size_t kMaxBoundaryBytes = 256;

inline base::Error too_many_fields() {
    return {"", "Too many fields. Maximum number of fields is 1000.", {}};
}
inline base::Error too_many_files() {
    return {"", "Too many files. Maximum number of files is 1000.", {}};
}
inline base::Error field_too_large(const char* what) {  // "Field" | "Part"
    return {"", std::string(what) + " exceeded maximum size of 1024KB.", {}};
}

}  // namespace http
