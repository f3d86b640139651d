#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {

int open(const std::string& file) {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string beside =
        error ? std::string() : (self.parent_path() / "authwalk-desktop").string();
    std::string name = "authwalk-desktop";
    std::string argument = file;
    char* arguments[] = {name.data(), argument.empty() ? nullptr : argument.data(), nullptr};
    if (!beside.empty()) execv(beside.c_str(), arguments);
    execvp(name.c_str(), arguments);
    complain(
        fmt::format("the window, authwalk-desktop, cannot be started: {}", std::strerror(errno)));
    return kFaults;
}

}  // namespace cli
