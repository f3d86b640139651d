// authwalk export: the lesson as one file.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace {

namespace fs = std::filesystem;

const std::string kExportedLesson =
    std::string(AUTHWALK_SOURCE_DIR) + "/scenarios/01_protected_routes.json";

class ExportCommand : public testing::Test {
  protected:
    ExportCommand()
        : out_(fs::temp_directory_path() / ("authwalk_export_" + std::to_string(getpid()))) {}
    ~ExportCommand() override { fs::remove(out_); }

    int run(const std::string& arguments) const {
        const std::string command =
            "'" AUTHWALK_PROGRAM "' export " + arguments + " >/dev/null 2>&1 </dev/null";
        const int status = std::system(command.c_str());
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    }
    std::string exported(const std::string& format) const {
        EXPECT_EQ(
            run("'" + kExportedLesson + "' --format " + format + " -o '" + out_.string() + "'"), 0);
        std::ifstream in(out_);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }

    fs::path out_;
};

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST_F(ExportCommand, CsvIsTheExecutionTable) {
    EXPECT_EQ(exported("csv"),
              "Step,Action,Token Present?,Token Valid?,Result,Response\r\n"
              "1,Client requests /protected without token,No,N/A,Reject request,"
              "401 Unauthorized\r\n"
              "2,Client requests /protected with token='invalidtoken',Yes,No,Reject request,"
              "401 Unauthorized\r\n"
              "3,Client requests /protected with token='validtoken',Yes,Yes,Allow access,"
              "\"{\"\"message\"\": \"\"Hello alice\"\"}\"\r\n");
}

TEST_F(ExportCommand, MarkdownHasTablesCodeWalkAndQuiz) {
    const std::string text = exported("md");
    EXPECT_TRUE(text.starts_with("# Protected routes\n"));
    EXPECT_TRUE(contains(text, "| Step | Action | Token Present? |"));
    EXPECT_TRUE(contains(text, "| current\\_user | None | None | None | {\"user\": \"alice\"} |"));
    EXPECT_TRUE(contains(text, "```python\nfrom fastapi import"));
    EXPECT_TRUE(contains(text, "### Request 2: "));
    EXPECT_TRUE(contains(text, "<details><summary>Answer</summary>"));
}

TEST_F(ExportCommand, HtmlNeedsNothingElse) {
    const std::string page = exported("html");
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
    EXPECT_TRUE(page.ends_with("</html>\n"));
    for (const char* outside : {"<script", "<link", "src=", "href=", "url(", "@import"})
        EXPECT_FALSE(contains(page, outside)) << outside;
    for (const char* part : {"<svg", "class=\"node reject lit\"", "Client requests /protected",
                             "<summary>Answer</summary>", "HTTP/1.1 401 Unauthorized",
                             "{&quot;message&quot;:&quot;Hello alice&quot;}"})
        EXPECT_TRUE(contains(page, part)) << part;
    std::size_t opened = 0, closed = 0;
    for (std::size_t at = 0; (at = page.find("<details", at)) != std::string::npos; ++at) ++opened;
    for (std::size_t at = 0; (at = page.find("</details>", at)) != std::string::npos; ++at)
        ++closed;
    EXPECT_EQ(opened, closed);
}

TEST_F(ExportCommand, TheSameLessonGivesTheSameBytes) {
    EXPECT_EQ(exported("html"), exported("html"));
}

TEST_F(ExportCommand, SaysWhatIsWrong) {
    EXPECT_EQ(run("'" + kExportedLesson + "' --format pdf -o x"), 2);
    EXPECT_EQ(run("'" + kExportedLesson + "'"), 2);
    EXPECT_EQ(run("no_such_lesson.json -o '" + out_.string() + "'"), 1);
    EXPECT_EQ(run("'" + kExportedLesson + "' -o /no/such/folder/page.html"), 1);
}

}  // namespace
