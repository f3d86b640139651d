// The command line as outside scripts see it: words, output, exit codes.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const std::string kWalkedLesson =
    std::string(AUTHWALK_SOURCE_DIR) + "/scenarios/01_protected_routes.json";

struct Ended {
    int code = -1;
    std::string out;
    std::string err;
};

class CommandLine : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("authwalk_cli_" + std::to_string(getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    Ended authwalk(const std::string& arguments) {
        const fs::path out = folder_ / "out";
        const fs::path err = folder_ / "err";
        const std::string command = "cd '" + folder_.string() + "' && '" AUTHWALK_PROGRAM "' " +
                                    arguments + " >'" + out.string() + "' 2>'" + err.string() +
                                    "' </dev/null";
        const int status = std::system(command.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : 128, read(out), read(err)};
    }
    fs::path write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }
    static std::string read(const fs::path& file) {
        std::ifstream in(file);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    fs::path folder_;
};

std::string last_line(std::string text) {
    while (!text.empty() && text.back() == '\n') text.pop_back();
    const auto at = text.rfind('\n');
    return at == std::string::npos ? text : text.substr(at + 1);
}

TEST_F(CommandLine, VersionNamesTheFastApiItEquals) {
    const Ended ended = authwalk("--version");
    EXPECT_EQ(ended.code, 0);
    EXPECT_NE(ended.out.find("FastAPI 0.162"), std::string::npos) << ended.out;
}

TEST_F(CommandLine, EveryWordHasHelp) {
    for (const char* word :
         {"", "run", "walk", "check", "request", "serve", "exec", "export", "new", "open"}) {
        const Ended ended = authwalk(std::string(word) + " --help");
        EXPECT_EQ(ended.code, 0) << word;
        EXPECT_GT(ended.out.size(), 40U) << word;
    }
}

TEST_F(CommandLine, WrongUsageIsExitTwoAndOneSentence) {
    for (const char* arguments : {"fly", "run", "exec", "run x.json --request 0",
                                  "exec x.py --max-steps many", "run x.json --nonsense"}) {
        const Ended ended = authwalk(arguments);
        EXPECT_EQ(ended.code, 2) << arguments;
        EXPECT_TRUE(ended.err.starts_with("authwalk: ")) << ended.err;
        EXPECT_EQ(ended.out, "");
    }
}

TEST_F(CommandLine, RunPrintsTheTwoTables) {
    const Ended ended = authwalk("run " + kWalkedLesson);
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_NE(ended.out.find("| 3    | Client requests /protected with token='validtoken'   | Yes "
                             "           | Yes          | Allow access   | {\"message\": \"Hello "
                             "alice\"} |"),
              std::string::npos)
        << ended.out;
    EXPECT_NE(ended.out.find("| current_user | None  | None      | None         | {\"user\": "
                             "\"alice\"} |"),
              std::string::npos)
        << ended.out;
}

TEST_F(CommandLine, RunAsJsonHasTableVariablesAndSteps) {
    const Ended ended = authwalk("run " + kWalkedLesson + " --json --steps");
    EXPECT_EQ(ended.code, 0);
    const json out = json::parse(ended.out);
    EXPECT_EQ(out["table"]["rows"][1][5], "401 Unauthorized");
    EXPECT_EQ(out["variables"][0]["cells"], json({"None", "None", "invalidtoken", "validtoken"}));
    EXPECT_EQ(out["requests"].size(), 3U);
    EXPECT_EQ(out["requests"][2]["steps"].back()["event"], "response");
}

TEST_F(CommandLine, RunOfOneRequestShowsThatOne) {
    const json out = json::parse(authwalk("run " + kWalkedLesson + " --json --request 2").out);
    ASSERT_EQ(out["requests"].size(), 1U);
    EXPECT_EQ(out["requests"][0]["status"], 401);
    EXPECT_EQ(out["table"]["rows"].size(), 1U);
    EXPECT_EQ(authwalk("run " + kWalkedLesson + " --request 4").code, 2);
}

TEST_F(CommandLine, WalkWithoutATerminalTellsTheLessonInLines) {
    const Ended ended = authwalk("walk " + kWalkedLesson);
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_NE(ended.out.find("Request 2 of 3"), std::string::npos);
    EXPECT_NE(ended.out.find("`get_current_user` raises HTTPException 401"), std::string::npos)
        << ended.out;
    EXPECT_EQ(ended.out.find('\x1b'), std::string::npos) << "no colour when it is not a terminal";
}

TEST_F(CommandLine, CheckCountsProvenAnswers) {
    const Ended ended = authwalk("check " + kWalkedLesson);
    EXPECT_EQ(ended.code, 0) << ended.out;
    EXPECT_NE(ended.out.find("3 of 3 quiz answers proven"), std::string::npos) << ended.out;
}

TEST_F(CommandLine, CheckNamesThePlaceOfAFault) {
    std::string text = read(kWalkedLesson);
    text.replace(text.find("credentials.valid"), 17, "credential.valid");
    write("01_protected_routes.py",
          read(std::string(AUTHWALK_SOURCE_DIR) + "/scenarios/01_protected_routes.py"));
    const fs::path file = write("changed.json", text);
    const Ended ended = authwalk("check changed.json");
    EXPECT_EQ(ended.code, 1);
    EXPECT_NE(ended.out.find("unknown fact `credential.valid`; did you mean `credentials.valid`?"),
              std::string::npos)
        << ended.out;
    EXPECT_NE(ended.out.find("changed.json:"), std::string::npos);
    const json out = json::parse(authwalk("check changed.json --json").out);
    EXPECT_EQ(out[0]["ok"], false);
    EXPECT_EQ(out[0]["findings"][0]["path"], "/table/columns/3/fact");
}

TEST_F(CommandLine, FilesThatCannotBeReadAreFaults) {
    EXPECT_EQ(authwalk("run nowhere.json").code, 1);
    EXPECT_EQ(authwalk("check nowhere.json").code, 1);
    EXPECT_EQ(authwalk("exec nowhere.py").code, 1);
    EXPECT_EQ(authwalk("exec .").code, 1);
    write("empty.json", "");
    EXPECT_EQ(authwalk("run empty.json").code, 1);
    write("binary.py", std::string("\xff\xfe\0x", 4));
    EXPECT_EQ(authwalk("exec binary.py").code, 1);
}

TEST_F(CommandLine, NewWritesALessonThatPassesCheck) {
    EXPECT_EQ(authwalk("new 08_my_lesson").code, 0);
    const Ended ended = authwalk("check 08_my_lesson.json");
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
    EXPECT_NE(ended.out.find("1 of 1 quiz answers proven"), std::string::npos) << ended.out;
    EXPECT_EQ(authwalk("new 08_my_lesson").code, 1) << "what is there is left as it is";
    EXPECT_EQ(authwalk("new 'Bad Name'").code, 2);
}

TEST_F(CommandLine, ExecPrintsAndEndsLikePython) {
    write("hello.py", "print('hello', 2 ** 100)\n");
    const Ended hello = authwalk("exec hello.py");
    EXPECT_EQ(hello.code, 0) << hello.err;
    EXPECT_EQ(hello.out, "hello 1267650600228229401496703205376\n");
    write("fault.py", "def f():\n    return 1 / 0\n\n\nprint('before')\nf()\n");
    const Ended fault = authwalk("exec fault.py");
    EXPECT_EQ(fault.code, 1);
    EXPECT_EQ(fault.out, "before\n");
    EXPECT_TRUE(fault.err.starts_with("Traceback (most recent call last):\n")) << fault.err;
    EXPECT_EQ(last_line(fault.err), "ZeroDivisionError: division by zero");
}

TEST_F(CommandLine, ExecEndsAtEveryLimitWithExitThree) {
    write("steps.py", "while True:\n    pass\n");
    write("memory.py", "xs = []\nwhile True:\n    xs.append('x' * 100000)\n");
    write("output.py", "while True:\n    print('x' * 1000)\n");
    for (const char* kind : {"steps", "memory", "output"}) {
        const Ended ended = authwalk(std::string("exec ") + kind + ".py");
        EXPECT_EQ(ended.code, 3) << kind;
        EXPECT_EQ(last_line(ended.err), std::string("limit:") + kind) << ended.err;
    }
    write("loop.py", "for i in range(10000):\n    pass\nprint('done')\n");
    EXPECT_EQ(authwalk("exec loop.py").code, 0);
    EXPECT_EQ(authwalk("exec loop.py --max-steps 1000").code, 3);
}

TEST_F(CommandLine, ExecWritesItsTraceAsJson) {
    write("sum.py", "total = 0\nfor i in range(3):\n    total += i\n");
    EXPECT_EQ(authwalk("exec sum.py --trace-json trace.json").code, 0);
    const json trace = json::parse(read(folder_ / "trace.json"));
    int assigned = 0;
    for (const json& event : trace)
        if (event["event"] == "assign" && event["name"] == "total") ++assigned;
    EXPECT_EQ(assigned, 4);
}

TEST_F(CommandLine, RequestAnswersAsAJsonList) {
    write("app.py", read(std::string(AUTHWALK_SOURCE_DIR) + "/scenarios/01_protected_routes.py"));
    write("requests.json",
          R"([{"method": "GET", "path": "/protected"},
              {"method": "GET", "path": "/protected", "headers": [["Authorization", "Bearer validtoken"]]}])");
    const Ended ended = authwalk("request app.py --requests requests.json --json");
    EXPECT_EQ(ended.code, 0) << ended.err;
    const json out = json::parse(ended.out);
    ASSERT_EQ(out.size(), 2U);
    EXPECT_EQ(out[0]["status"], 401);
    EXPECT_EQ(out[0]["headers"][0], json({"www-authenticate", "Bearer"}));
    EXPECT_EQ(out[1]["body"], "{\"message\":\"Hello alice\"}");
}

TEST_F(CommandLine, RequestToAProgramThatDoesNotLoadSaysWhy) {
    write("app.py", "from fastapi import FastAPI\napp = FastAPY()\n");
    write("requests.json", R"([{"method": "GET", "path": "/"}])");
    const Ended ended = authwalk("request app.py --requests requests.json --json");
    EXPECT_EQ(ended.code, 1);
    EXPECT_TRUE(json::parse(ended.out).contains("load_error")) << ended.out;
}

TEST_F(CommandLine, AnUncaughtExceptionIsAnswered500WithItsTracebackOnStderr) {
    write(
        "app.py",
        "from fastapi import FastAPI\napp = FastAPI()\n\n@app.get('/')\ndef root():\n    return 1 "
        "/ 0\n");
    write("requests.json", R"([{"method": "GET", "path": "/"}])");
    const Ended ended = authwalk("request app.py --requests requests.json --json");
    EXPECT_EQ(ended.code, 0);
    EXPECT_EQ(json::parse(ended.out)[0]["status"], 500);
    EXPECT_NE(ended.err.find("ZeroDivisionError: division by zero"), std::string::npos);
}

TEST_F(CommandLine, BrokenRequestFilesAreFaultsWithTheirPlace) {
    write("app.py", "from fastapi import FastAPI\napp = FastAPI()\n");
    for (const char* text : {"", "{}", "[1]", "[{}]", "[{\"method\": 1, \"path\": \"/\"}]", "[{"}) {
        write("requests.json", text);
        const Ended ended = authwalk("request app.py --requests requests.json --json");
        EXPECT_EQ(ended.code, 1) << text;
        EXPECT_NE(ended.err.find("requests.json"), std::string::npos) << text << ": " << ended.err;
    }
}

}  // namespace
