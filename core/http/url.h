// http/url.h -- percent-encoding and query strings as Python's urllib.parse reads and writes them.
// In: bytes. Out: UTF-8. Errors: none; a "%" that starts no escape stays as it is.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

using Pairs = std::vector<std::pair<std::string, std::string>>;

// bytes.decode("utf-8", "replace").
std::string decode_utf8_replacing(std::string_view bytes);

// urllib.parse.unquote_to_bytes: the bytes, whatever they are.
std::string percent_decode(std::string_view text);
// urllib.parse.unquote(errors="replace"): escaped bytes that are not UTF-8 become U+FFFD.
std::string unquote(std::string_view text);
std::string unquote_plus(std::string_view text);  // "+" is a blank first
// urllib.parse.quote: letters, digits, "_.-~" and `safe` stay.
std::string quote(std::string_view bytes, std::string_view safe = "/");
std::string quote_plus(std::string_view bytes);

enum class Blank { Keep, Drop };
// urllib.parse.parse_qsl of UTF-8 text.
Pairs parse_qsl(std::string_view text, Blank blank);
// Starlette's QueryParams of the raw bytes of a request: latin-1, blank values kept.
Pairs parse_query(std::string_view raw_query);

}  // namespace http
