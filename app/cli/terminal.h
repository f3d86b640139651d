// cli/terminal.h -- what the commands need of the terminal: colour when it is wanted, tables that
// line up, one key at a time.
// Colour: only on a terminal, never when NO_COLOR is set (no-color.org) or TERM is "dumb".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/text_table.h"

namespace cli {

enum class Ink { Plain, Bold, Dim, Good, Bad, Accent };

// Text for one stream: paints only when that stream wants colour.
class Painter {
  public:
    explicit Painter(int file_descriptor);
    std::string operator()(Ink ink, std::string_view text) const;
    bool colour() const { return colour_; }

  private:
    bool colour_;
};

bool is_terminal(int file_descriptor);
int terminal_width();  // columns; 100 when unknown

// Rows under titles, columns padded to their widest cell (by characters).
std::string format_table(const TextTable& table, const Painter& paint);

// Prints an error in one sentence: "authwalk: ...".
void complain(std::string_view sentence);

enum class Key { Forward, Back, NextRequest, PreviousRequest, Home, End, Level, Quit, Other };

// Puts the terminal into single-key mode for its lifetime and back at the end.
class KeyReader {
  public:
    KeyReader();
    ~KeyReader();
    KeyReader(const KeyReader&) = delete;
    KeyReader& operator=(const KeyReader&) = delete;
    Key read();  // waits; Quit at the end of the input

  private:
    struct Saved;
    Saved* saved_;
};

}  // namespace cli
