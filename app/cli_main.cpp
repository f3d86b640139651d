#include <cstdio>
#include <exception>

#include "cli/commands.h"

int main(int argc, char** argv) {
    try {
        return cli::run_command_line(argc, argv);
    } catch (const std::exception& error) {  // most likely no memory
        std::fputs("authwalk: ended by an internal error: ", stderr);
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
        return 1;
    }
}
