// The window's command line: what to show, how large, and whether to draw one picture and leave.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "desktop.h"

namespace {

constexpr int kWrongUsage = 2;

// "1600x900"
bool read_size(const std::string& text, DesktopOptions& options) {
    char rest = 0;
    return std::sscanf(text.c_str(), "%dx%d%c", &options.width, &options.height, &rest) == 2 &&
           options.width >= 320 && options.width <= 8192 && options.height >= 240 &&
           options.height <= 8192;
}

struct Flags {
    DesktopOptions options;
    std::string size;
    float scale = 0;
};

void describe(CLI::App& app, Flags& flags) {
    DesktopOptions& options = flags.options;
    app.add_option("file,--scenario", options.file, "the lesson to open: a scenario file");
    app.add_option("--request", options.start.request, "start in this request, from 1");
    app.add_option("--step", options.start.step,
                   "start at this stop of the level in the request, from 1, or 'last'");
    app.add_option("--level", options.start.level, "how closely to look: flow, line or check");
    app.add_option("--theme", options.start.theme, "dark, light or contrast");
    app.add_option("--panel", options.start.panel,
                   "bring a panel to the front: flow, code, table, tracker, wire, stack, "
                   "moments, quiz, snapshot or transcript");
    app.add_option("--answer", options.start.answers,
                   "answer a question of the quiz, like 1=C (may be given again)")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--proof", options.start.proof, "walk the proof of this question, from 1");
    app.add_option("--press", options.start.keys, "press a key at last, like Ctrl+P or ?")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--size", flags.size, "the window's size in pixels, like 1600x900");
    app.add_option("--scale", flags.scale, "how large everything is drawn; 1 is normal")
        ->check(CLI::Range(0.5, 4.0));
    app.add_option("--screenshot", options.screenshot, "draw this state into a PNG file and leave");
#ifdef AUTHWALK_TEST_HOOKS
    app.add_option("--state-file", options.state_file, "write the state here after each frame");
    app.add_flag("--bare-window", options.bare, "an empty window, for measurements");
#endif
    app.set_version_flag("--version", std::string("authwalk-desktop ") + AUTHWALK_VERSION);
}

int run(int argc, char** argv) {
    CLI::App app{"Authwalk: walk through how a web API decides who may come in.",
                 "authwalk-desktop"};
    Flags flags;
    describe(app, flags);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return app.exit(asked);
    } catch (const CLI::Error& error) {
        fmt::print(stderr, "authwalk-desktop: {}\n", error.what());
        return kWrongUsage;
    }
    if (!flags.size.empty() && !read_size(flags.size, flags.options)) {
        fmt::print(stderr, "authwalk-desktop: --size: '{}' is not like 1600x900\n", flags.size);
        return kWrongUsage;
    }
    if (flags.scale > 0) flags.options.scale = flags.scale;
    return run_desktop(flags.options);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {  // most likely no memory
        std::fputs("authwalk-desktop: ended by an internal error: ", stderr);
        std::fputs(error.what(), stderr);
        std::fputs("\n", stderr);
        return 1;
    }
}
