#include "cli/vm_report.h"

#include <unistd.h>

#include <cstdio>

#include "cli/commands.h"
#include "cli/terminal.h"

namespace cli {
namespace {

std::string_view kind_name(lang::StopKind kind) {
    switch (kind) {
        case lang::StopKind::Steps: return "limit:steps";
        case lang::StopKind::Memory: return "limit:memory";
        case lang::StopKind::Depth: return "limit:depth";
        case lang::StopKind::Output: return "limit:output";
        case lang::StopKind::Refused: return "refused:";
    }
    return {};
}

}  // namespace

int report_stop(const lang::Vm& vm) {
    const lang::Stop& stop = *vm.stopped();
    const std::string_view kind = kind_name(stop.kind);
    std::string_view sentence = stop.message;
    if (sentence.starts_with(kind)) sentence.remove_prefix(kind.size());
    while (!sentence.empty() &&
           (sentence.front() == ' ' || sentence.front() == ':' || sentence.front() == '\n'))
        sentence.remove_prefix(1);
    std::fflush(stdout);
    if (stop.kind == lang::StopKind::Refused) {
        std::fprintf(stderr, "refused: %.*s\n", static_cast<int>(sentence.size()), sentence.data());
        return kFaults;
    }
    std::fprintf(stderr, "%.*s\n%.*s\n", static_cast<int>(sentence.size()), sentence.data(),
                 static_cast<int>(kind.size()), kind.data());
    return kLimit;
}

namespace {

void write_shown(std::string_view text, int file_descriptor, std::FILE* file) {
    if (!is_terminal(file_descriptor)) {
        std::fwrite(text.data(), 1, text.size(), file);
        return;
    }
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 || c == '\n' || c == '\t')
            std::fputc(c, file);
        else
            std::fprintf(file, "\\x%02x", static_cast<unsigned>(byte));
    }
}

}  // namespace

void write_guest_text(std::string_view text) { write_shown(text, STDOUT_FILENO, stdout); }

void write_guest_error(std::string_view text) { write_shown(text, STDERR_FILENO, stderr); }

}  // namespace cli
