// lesson/narration_internal.h -- between the parts of the narration. Stays in this folder.
#pragma once

#include <string>
#include <string_view>

#include "lesson/derive.h"

namespace lesson::narration {

// "" when the event has no such field.
std::string get(const trace::Event& event, std::string_view name);
// `name`: set in the code face on the screen.
std::string in_code(std::string_view text, std::size_t limit = 90);

// narration_program.cpp: what the program itself does.
std::string say_line(const Run& run, const trace::Event& event);
std::string say_call(const Run& run, const trace::Event& event);
std::string say_return(const Run& run, const trace::Event& event);
std::string say_raise(const Run& run, const trace::Event& event);
std::string say_assign(const trace::Event& event);
std::string say_change(const trace::Event& event);

// narration_token.cpp: one check of a JSON Web Token, in words.
std::string say_check(const trace::Event& event);

}  // namespace lesson::narration
