// http/form.h -- form bodies: application/x-www-form-urlencoded and multipart/form-data.
// In: the Content-Type value and the body's bytes. Out: fields in order. Errors: the sentence that
// Starlette answers 400 with. LIMIT: 1000 fields, 1000 files, 1 MiB a field, as in Starlette.
// Source: Starlette formparsers.py, RFC 7578.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/headers.h"

namespace http {

struct FormField {
    std::string name;   // UTF-8
    std::string value;  // UTF-8 text; of a file the raw bytes
    bool is_file = false;
    std::string file_name;     // of a file
    std::string content_type;  // of a file; empty when the part named none
    Headers headers;           // of a file's part
};
using Form = std::vector<FormField>;

// Any other media type gives an empty form, as in Starlette.
base::Result<Form> parse_form(std::string_view content_type, std::string_view body);
base::Result<Form> parse_urlencoded(std::string_view body);
base::Result<Form> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace http
