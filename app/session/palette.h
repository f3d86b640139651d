// session/palette.h -- everything that can be done, as one list to search by name: lessons, panels,
// requests, key moments, jumps and settings. In: the state. Out: commands, and those that a text
// finds, best first. Errors: none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "session/action.h"

namespace session {

struct State;

// In the order in which they are listed.
enum class CommandGroup : std::uint8_t {
    Lesson,
    Panel,
    Go,
    Request,
    Moment,
    Line,
    Window,
    Setting,
    Recent,
};
std::string_view name_of(CommandGroup group);

struct Command {
    CommandGroup group = CommandGroup::Go;
    std::string title;
    std::string keys;  // as the help page writes them; empty: none
    Action action;
    bool on = false;  // a setting that has just this value
};
std::vector<Command> make_commands(const State& state);
// The lines of the program that are not empty, each with its number before it.
std::vector<Command> make_line_commands(const State& state);

struct CommandMatch {
    int command = 0;              // index
    std::vector<std::size_t> at;  // the bytes of its title that were asked for, ascending
};
// Every word of `text` is looked for in the title, or else in the group's name: as it stands, else
// letter by letter. Without words, all commands in their order.
std::vector<CommandMatch> find_commands(const std::vector<Command>& commands,
                                        std::string_view text);

}  // namespace session
