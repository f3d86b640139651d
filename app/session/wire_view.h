// session/wire_view.h -- messages as bytes with named parts, and what can be said about a part.
// In: a run. Out: lines for the screen, sentences with the section of the standard that says so.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lesson/token_view.h"
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

// -- token_cards.cpp
// A token of a message, opened, and what the program's library made of it up to this step.
struct TokenCard {
    lesson::OpenToken token;
    std::vector<lesson::TokenCheck> checks;  // empty: nothing has looked at it
    int first_failed = -1;
    bool in_response = false;
};
// Of the request, then of its response once that is there.
std::vector<TokenCard> token_cards(const LessonView& lesson, const StepView& now);
// The request as a command for a shell, to be sent to that server.
std::string curl_of(const LessonView& lesson, int request, std::string_view origin);

// "alice:secret" behind "Basic YWxpY2U6c2VjcmV0". RFC 7617 2. nullopt: no such credentials, or they
// cannot be read.
std::optional<std::string> open_basic(const lesson::RequestRun& request);

}  // namespace session
