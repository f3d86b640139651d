// http/options.h -- "value; name=value; ..." as python-multipart reads Content-Type and
// Content-Disposition. Parameters with "*" in their name (RFC 5987) are ignored (RFC 7578 4.2).
// Source: python-multipart multipart.py, parse_options_header.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

struct Options {
    std::string value;  // lower case only when no parameter follows, as in the source
    std::vector<std::pair<std::string, std::string>> parameters;   // names in lower case
    std::optional<std::string> find(std::string_view name) const;  // the last of that name
};

Options parse_options(std::string_view header_value);

}  // namespace http
