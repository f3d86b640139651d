// session/wire_view.h -- messages as bytes with named parts, and what can be said about a part.
// In: a run. Out: lines for the screen, sentences with the section of the standard that says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "session/step_view.h"

namespace session {

// A JSON Web Token inside a text: bytes, half-open, and where its dots are. RFC 7515 7.1.
struct TokenPlace {
    std::size_t begin, first_dot, second_dot, end;
};
std::optional<TokenPlace> find_token(std::string_view text);

// Fills in both messages of the request.
void add_messages(RequestView& view, const lesson::Run& run, const lesson::RequestRun& request);

// As it stands on the screen.
std::string text_of(const std::vector<WireLine>& lines);

// -- wire_explain.cpp
std::string_view name_of(WirePart part);  // "start line", "header name", ...
// What the part is for, and where that is written: "... RFC 9110 11.6.2."
std::string explain(const WireLine& line, WirePart part);

// "alice:secret" behind "Basic YWxpY2U6c2VjcmV0". RFC 7617 2. nullopt: no such credentials, or they
// cannot be read.
std::optional<std::string> open_basic(const lesson::RequestRun& request);

}  // namespace session
