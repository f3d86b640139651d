// cli/commands.h -- the words of `authwalk`, one function each. The command line is a contract that
// outside scripts rely on (see README.md): output on stdout, errors on stderr in clear sentences.
// Out: the exit code: 0 fine, 1 the input has faults, 2 wrong usage, 3 a limit was reached.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cli {

inline constexpr int kFine = 0;
inline constexpr int kFaults = 1;
inline constexpr int kUsage = 2;
inline constexpr int kLimit = 3;

enum class Format { Text, Json };

struct RunFlags {
    std::string file;
    Format format = Format::Text;
    std::optional<int> request;  // 1-based
    bool steps = false;          // list every event
};
int run(const RunFlags& flags);

struct WalkFlags {
    std::string file;
};
int walk(const WalkFlags& flags);

struct CheckFlags {
    std::vector<std::string> files;
    Format format = Format::Text;
};
int check(const CheckFlags& flags);

struct RequestFlags {
    std::string app;
    std::string requests;
    Format format = Format::Text;
};
int request(const RequestFlags& flags);

struct ServeFlags {
    std::string file;  // a program, or a lesson's JSON file
    std::string host = "127.0.0.1";
    int port = 8000;
};
int serve(const ServeFlags& flags);

struct ExecFlags {
    std::string program;
    std::uint64_t max_steps = 0;  // 0: the VM's default
    std::uint64_t max_memory_mb = 0;
    std::uint64_t max_output_kb = 0;
    std::string trace_json;  // file to write; empty: nothing is recorded
};
int exec(const ExecFlags& flags);

enum class ExportFormat { Html, Markdown, Csv };

struct ExportFlags {
    std::string file;
    std::string out;  // "-": stdout
    ExportFormat format = ExportFormat::Html;
};
int export_lesson(const ExportFlags& flags);

struct NewFlags {
    std::string name;
};
int make_new(const NewFlags& flags);

// Starts the window, which is a program of its own, in place of this one. Returns only when it
// could not be started.
int open(const std::string& file);

// Reads the command line and does what it says.
int run_command_line(int argc, char** argv);

}  // namespace cli
