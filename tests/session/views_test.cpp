#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"
#include "session/catalog.h"
#include "session/first_lesson.h"
#include "session/lesson_view.h"
#include "session/wire_view.h"

namespace session {
namespace {

std::string_view part_of(const CodeLine& line, const InkSpan& span) {
    return std::string_view(line.text).substr(static_cast<std::size_t>(span.begin),
                                              static_cast<std::size_t>(span.end - span.begin));
}

TEST(CodeLines, AreColouredLineByLine) {
    const auto lines = make_code_lines("def f():\n    return \"a\"  # note\n\n\n");
    ASSERT_EQ(lines.size(), 2u) << "empty lines at the end are left out";
    EXPECT_EQ(part_of(lines[0], lines[0].inks[0]), "def");
    EXPECT_EQ(lines[0].inks[0].ink, Ink::Keyword);
    EXPECT_EQ(part_of(lines[1], lines[1].inks.back()), "# note");
    EXPECT_EQ(lines[1].inks.back().ink, Ink::Comment);
}

TEST(CodeLines, AStringOverSeveralLinesIsTextOnEach) {
    const auto lines = make_code_lines("x = \"\"\"one\ntwo\nthree\"\"\"\ny = 1");
    ASSERT_EQ(lines.size(), 4u);
    for (std::size_t i = 0; i < 3; ++i) {
        ASSERT_FALSE(lines[i].inks.empty());
        EXPECT_EQ(lines[i].inks.back().ink, Ink::Text);
        EXPECT_LE(lines[i].inks.back().end, static_cast<int>(lines[i].text.size()));
    }
}

TEST(CodeLines, OnlyWhatDiffersIsMarkedAsEdited) {
    const auto before = make_code_lines("a\nb\nc\nd");
    auto after = make_code_lines("a\nB\nb2\nc\nd");
    mark_edited_lines(after, before);
    std::vector<bool> edited;
    for (const CodeLine& line : after) edited.push_back(line.edited);
    EXPECT_EQ(edited, (std::vector<bool>{false, true, true, false, false}));
}

const WireSpan* find_part(const std::vector<WireLine>& lines, WirePart part, std::string& text) {
    for (const WireLine& line : lines)
        for (const WireSpan& span : line.parts)
            if (span.part == part) {
                text = line.text.substr(static_cast<std::size_t>(span.begin),
                                        static_cast<std::size_t>(span.end - span.begin));
                return &span;
            }
    return nullptr;
}

TEST(Messages, MarkTheCredentialsOfTheRequest) {
    const Session session = open_first_lesson();
    const auto& requests = session.state().lesson->requests;
    std::string text;
    EXPECT_FALSE(find_part(requests[0].request_lines, WirePart::Credentials, text));
    ASSERT_TRUE(find_part(requests[1].request_lines, WirePart::Credentials, text));
    EXPECT_EQ(text, "invalidtoken");
    ASSERT_TRUE(find_part(requests[1].request_lines, WirePart::Scheme, text));
    EXPECT_EQ(text, "Bearer");
}

TEST(Messages, EndWithTheBodyAndHoldNoControlCharacters) {
    const Session session = open_first_lesson();
    const RequestView& request = session.state().lesson->requests[2];
    EXPECT_EQ(request.start_line, "GET /protected");
    EXPECT_EQ(request.status, "200 OK");
    EXPECT_EQ(request.request_lines[0].text, "GET /protected HTTP/1.1");
    EXPECT_FALSE(request.request_lines.back().text.empty());
    EXPECT_EQ(request.response_lines.back().text, "{\"message\":\"Hello alice\"}");
    for (const WireLine& line : request.response_lines)
        for (const char c : line.text) EXPECT_GE(static_cast<unsigned char>(c), 0x20);
}

TEST(Messages, BytesThatAreNoTextAreShownAsNumbers) {
    lesson::RequestRun run;
    run.request = http::make_request("POST", "/upload");
    run.request.body = std::string("a\x01\x00z\nnext", 9);
    RequestView view;
    add_messages(view, {}, run);
    ASSERT_GE(view.request_lines.size(), 2u);
    EXPECT_EQ(view.request_lines.back().text, "next");
    EXPECT_NE(view.request_lines[view.request_lines.size() - 2].text.find("\\x01"),
              std::string::npos);
}

TEST(Messages, KnowTheStepThatReadAHeader) {
    const Session session = open_first_lesson();
    const LessonView& lesson = *session.state().lesson;
    int read = 0;
    for (const WireLine& line : lesson.requests[1].request_lines) {
        EXPECT_EQ(lesson.request_at(line.step), 1);
        if (line.header != "authorization") continue;
        ++read;
        EXPECT_TRUE(line.read);
        EXPECT_EQ(lesson.run->timeline.kind_at(line.step), trace::EventKind::CredentialsRead);
    }
    EXPECT_EQ(read, 1);
}

TEST(Messages, NameThePartsOfATokenWhereverItStands) {
    lesson::RequestRun run;
    run.request = http::make_request("GET", "/");
    run.request.headers.add("Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln");
    run.response.body = R"({"access_token":"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"})";
    RequestView view;
    add_messages(view, {}, run);
    for (const auto* lines : {&view.request_lines, &view.response_lines}) {
        std::string text;
        ASSERT_TRUE(find_part(*lines, WirePart::TokenHeader, text));
        EXPECT_EQ(text, "eyJhbGciOiJIUzI1NiJ9");
        ASSERT_TRUE(find_part(*lines, WirePart::TokenClaims, text));
        EXPECT_EQ(text, "eyJzdWIiOiJhIn0");
        ASSERT_TRUE(find_part(*lines, WirePart::TokenSignature, text));
        EXPECT_EQ(text, "c2ln");
    }
    EXPECT_FALSE(find_token("eyJ.a"));
    EXPECT_FALSE(find_token("validtoken"));
}

TEST(Messages, ExplainEveryPartWithItsSource) {
    WireLine line;
    line.header = "authorization";
    for (int part = 0; part <= static_cast<int>(WirePart::Body); ++part)
        EXPECT_NE(explain(line, static_cast<WirePart>(part)).find("RFC "), std::string::npos);
    EXPECT_NE(explain(line, WirePart::Value).find("11.6.2"), std::string::npos);
}

TEST(Messages, BasicCredentialsCanBeReadByAnyone) {
    lesson::RequestRun run;
    run.request.headers.add("Authorization", "basic YWxpY2U6c2VjcmV0");
    EXPECT_EQ(open_basic(run), "alice:secret");
    lesson::RequestRun bearer;
    bearer.request.headers.add("Authorization", "Bearer YWxpY2U6c2VjcmV0");
    EXPECT_EQ(open_basic(bearer), std::nullopt);
    EXPECT_EQ(open_basic({}), std::nullopt);
}

TEST(Messages, CanBeSentAgainAsACurlCommand) {
    const Session session = open_first_lesson();
    const std::string command = curl_of(*session.state().lesson, 1, "http://127.0.0.1:8000");
    EXPECT_TRUE(command.find("curl") != std::string::npos) << command;
    EXPECT_NE(command.find("http://127.0.0.1:8000/protected"), std::string::npos) << command;
    EXPECT_EQ(curl_of(*session.state().lesson, 7, ""), "");
}

TEST(Messages, OpenOnlyWhatIsAToken) {
    Session session = open_first_lesson();
    session.apply(Walk{Move::Last});
    EXPECT_TRUE(token_cards(*session.state().lesson, session.state().now).empty());
}

TEST(Catalog, ListsEveryLessonAndMarksFaultyOnes) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("authwalk_catalog_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    ASSERT_TRUE(base::write_file_atomic(folder / "99_broken.json", "{").ok());
    ASSERT_TRUE(base::write_file_atomic(folder / "x.schema.json", "{}").ok());
    const auto lessons =
        list_lessons({first_lesson_file().parent_path(), folder, "/nowhere/at/all"});
    std::filesystem::remove_all(folder);
    ASSERT_GE(lessons.size(), 2u);
    EXPECT_EQ(lessons.front().title, "Protected routes");
    EXPECT_EQ(lessons.front().minutes, 10);
    EXPECT_FALSE(lessons.front().faulty);
    EXPECT_TRUE(lessons.back().faulty);
    EXPECT_EQ(lessons.back().title, "99_broken.json");
    for (const LessonEntry& lesson : lessons) EXPECT_NE(lesson.title, "x.schema.json");
}

TEST(Catalog, AFilterWantsEveryWord) {
    const std::vector<LessonEntry> lessons = {
        {"01.json", "Protected routes", "FastAPI", "beginner", "A token is asked for", 10, false},
        {"02.json", "Basic", "FastAPI", "beginner", "A password", 5, false}};
    EXPECT_EQ(filter_lessons(lessons, ""), (std::vector<int>{0, 1}));
    EXPECT_EQ(filter_lessons(lessons, "TOKEN fastapi"), (std::vector<int>{0}));
    EXPECT_EQ(filter_lessons(lessons, "password token"), std::vector<int>{});
}

}  // namespace
}  // namespace session
