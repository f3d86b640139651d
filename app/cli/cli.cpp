// The command line's grammar. Each word is a function in commands.h.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <functional>
#include <map>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "web/app.h"

#ifndef AUTHWALK_VERSION
#error "the build defines AUTHWALK_VERSION"
#endif

namespace cli {
namespace {

// Everything that can be given, and the word that was.
struct Line {
    RunFlags run;
    WalkFlags walk;
    CheckFlags check;
    RequestFlags request;
    ServeFlags serve;
    ExecFlags exec;
    ExportFlags export_lesson;
    NewFlags make_new;
    std::string open_file;
    bool json = false;
    std::function<int()> chosen;
    Format format() const { return json ? Format::Json : Format::Text; }
};

void add_export(CLI::App& app, Line& line) {
    static const std::map<std::string, ExportFormat> formats = {
        {"html", ExportFormat::Html}, {"md", ExportFormat::Markdown}, {"csv", ExportFormat::Csv}};
    CLI::App* word = app.add_subcommand("export", "Write a lesson as one page, text or table");
    word->add_option("FILE", line.export_lesson.file, "The lesson's JSON file")->required();
    word->add_option("-o,--out", line.export_lesson.out, "The file to write; - is stdout")
        ->required();
    word->add_option("--format", line.export_lesson.format, "html (as it is), md or csv")
        ->transform(CLI::CheckedTransformer(formats).description("html|md|csv"));
    word->callback(
        [&line] { line.chosen = [&line] { return cli::export_lesson(line.export_lesson); }; });
}

void add_lesson_words(CLI::App& app, Line& line) {
    CLI::App* run = app.add_subcommand("run", "Run a lesson; print its table and its variables");
    run->add_option("FILE", line.run.file, "The lesson's JSON file")->required();
    run->add_flag("--json", line.json, "Print JSON");
    run->add_option("--request", line.run.request, "Only this request, from 1")
        ->check(CLI::Range(1, 100000));
    run->add_flag("--steps", line.run.steps, "List every event");
    run->callback([&line] {
        line.chosen = [&line] {
            line.run.format = line.format();
            return cli::run(line.run);
        };
    });

    CLI::App* walk = app.add_subcommand("walk", "Walk a lesson step by step in the terminal");
    walk->add_option("FILE", line.walk.file, "The lesson's JSON file")->required();
    walk->callback([&line] { line.chosen = [&line] { return cli::walk(line.walk); }; });

    CLI::App* check = app.add_subcommand("check", "Check lessons and prove their quiz answers");
    check->add_option("FILE", line.check.files, "The lessons' JSON files")->required();
    check->add_flag("--json", line.json, "Print JSON");
    check->callback([&line] {
        line.chosen = [&line] {
            line.check.format = line.format();
            return cli::check(line.check);
        };
    });

    add_export(app, line);

    CLI::App* make_new = app.add_subcommand("new", "Write a small lesson to start from");
    make_new->add_option("NAME", line.make_new.name, "For instance 08_my_lesson")->required();
    make_new->callback([&line] { line.chosen = [&line] { return cli::make_new(line.make_new); }; });

    CLI::App* open = app.add_subcommand("open", "Open a lesson in the window");
    open->add_option("FILE", line.open_file, "The lesson's JSON file");
    open->callback([&line] { line.chosen = [&line] { return cli::open(line.open_file); }; });
}

void add_program_words(CLI::App& app, Line& line) {
    CLI::App* request = app.add_subcommand("request", "Send requests to a FastAPI program");
    request->add_option("APP", line.request.app, "The program, for instance app.py")->required();
    request->add_option("--requests", line.request.requests, "A JSON list of requests")->required();
    request->add_flag("--json", line.json, "Print the answers as a JSON list");
    request->callback([&line] {
        line.chosen = [&line] {
            line.request.format = line.format();
            return cli::request(line.request);
        };
    });

    CLI::App* serve = app.add_subcommand("serve", "Answer real HTTP with a program");
    serve->add_option("FILE", line.serve.file, "The program, or a lesson's JSON file")->required();
    serve->add_option("--port", line.serve.port, "0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    serve->add_option("--host", line.serve.host, "Where to listen; only this computer unless given")
        ->capture_default_str();
    serve->footer(
        "Requests are answered one at a time, in the order in which they come. The program has the "
        "real time\nand real chance. A request that hits a limit is answered 500, and the program "
        "is "
        "loaded anew.\nCtrl+C stops.");
    serve->callback([&line] { line.chosen = [&line] { return cli::serve(line.serve); }; });

    CLI::App* exec = app.add_subcommand("exec", "Run a plain program in the sandbox");
    exec->add_option("PROGRAM", line.exec.program, "The program, for instance hello.py")
        ->required();
    exec->add_option("--max-steps", line.exec.max_steps, "Instructions it may take")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1'000'000'000'000}));
    exec->add_option("--max-memory", line.exec.max_memory_mb, "Memory it may use, in MB")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{65536}));
    exec->add_option("--max-output", line.exec.max_output_kb, "Output it may print, in KB")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{10'000'000}));
    exec->add_option("--trace-json", line.exec.trace_json, "Write every event to this file");
    exec->callback([&line] { line.chosen = [&line] { return cli::exec(line.exec); }; });
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app{"Authwalk shows how a web API decides who may come in."};
    app.name("authwalk");
    app.set_version_flag("--version", fmt::format("authwalk {} (answers as FastAPI {})",
                                                  AUTHWALK_VERSION, web::kFastApiVersion));
    app.footer(
        "Without a word, the window is started. Exit codes: 0 fine, 1 the input has faults, "
        "2 wrong usage, 3 a limit.");
    app.require_subcommand(0, 1);
    Line line;
    add_lesson_words(app, line);
    add_program_words(app, line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {  // --help, --version
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        complain(fmt::format("{} (authwalk --help lists what there is)", error.what()));
        return kUsage;
    }
    return line.chosen ? line.chosen() : open({});
}

}  // namespace cli
