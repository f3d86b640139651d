#include "web/request_file.h"

#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

base::Result<std::vector<http::Request>> requests_in(std::string_view text) {
    auto parsed = base::parse_json(text);
    EXPECT_TRUE(parsed.ok());
    return read_requests(parsed.value());
}

std::string fault_of(std::string_view text) {
    const auto requests = requests_in(text);
    return requests.ok() ? "none" : requests.error().where + ": " + requests.error().message;
}

TEST(RequestFile, ReadsEveryPartOfARequest) {
    const auto requests = requests_in(
        R"([{"method": "POST", "path": "/a%20b", "query": "x=1", "headers": [["X-A", "1"],
            ["X-A", "2"], ["Host", "here"]], "body": "é", "note": "free text"}])");
    ASSERT_TRUE(requests.ok()) << requests.error().message;
    const http::Request& request = requests.value().at(0);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.path, "/a b");
    EXPECT_EQ(request.query, "x=1");
    EXPECT_EQ(request.body, "é");
    EXPECT_EQ(request.headers.get_all("x-a").size(), 2U);
    EXPECT_EQ(*request.headers.get("host"), "here");
    EXPECT_EQ(*request.headers.get("user-agent"), "testclient");
    EXPECT_EQ(*request.headers.get("content-length"), "2");
}

TEST(RequestFile, BytesMayBeGivenInBase64) {
    EXPECT_EQ(requests_in(R"([{"path": "/", "body_b64": "AAH/"}])").value().at(0).body,
              std::string("\x00\x01\xff", 3));
}

TEST(RequestFile, FaultsNameTheirPlace) {
    EXPECT_EQ(fault_of("{}"), ": expected a list of requests");
    EXPECT_EQ(fault_of("[5]"), "/0: expected an object");
    EXPECT_EQ(fault_of(R"([{"path": "/"}, {"method": "GET"}])"), "/1: \"path\" is missing");
    EXPECT_EQ(fault_of(R"([{"path": "x"}])"), "/0/path: must start with \"/\"");
    EXPECT_EQ(fault_of(R"([{"path": "/", "colour": 1}])"), "/0/colour: unknown key \"colour\"");
    EXPECT_EQ(fault_of(R"([{"path": "/", "method": 1}])"), "/0/method: expected a string");
    EXPECT_EQ(fault_of(R"([{"path": "/", "headers": {}}])"),
              "/0/headers: expected a list of [name, value]");
    EXPECT_EQ(fault_of(R"([{"path": "/", "headers": [["a"]]}])"),
              "/0/headers/0: expected a list of two strings: name and value");
    EXPECT_TRUE(fault_of(R"([{"path": "/", "body_b64": "?"}])").starts_with("/0/body_b64: not "));
}

TEST(RequestFile, RunsRequestsInOrderAndKeepsTheState) {
    Program program(
        "@app.get('/')\ndef f():\n    log.append(1)\n    return len(log)\n"
        "@app.get('/bad')\ndef g(): return 1 / 0\n");
    const auto requests = requests_in(R"([{"path": "/"}, {"path": "/bad"}, {"path": "/"}])");
    const Answers answers = run_requests(program.app(), requests.value());
    ASSERT_EQ(answers.responses.size(), 3U);
    EXPECT_EQ(answers.responses[2].body, "2");
    EXPECT_NE(answers.log.find("ZeroDivisionError"), std::string::npos);
    EXPECT_FALSE(answers.stopped);
}

TEST(RequestFile, ALimitEndsTheRow) {
    Program program(
        "@app.get('/')\ndef f(): return 1\n"
        "@app.get('/loop')\ndef g():\n    while True: pass\n");
    const auto requests = requests_in(R"([{"path": "/"}, {"path": "/loop"}, {"path": "/"}])");
    const Answers answers = run_requests(program.app(), requests.value());
    EXPECT_EQ(answers.responses.size(), 1U);
    EXPECT_TRUE(answers.stopped);
}

TEST(RequestFile, AnswersArePrintedAsJson) {
    http::Response text;
    text.headers = {{"X-Name", "caf\xe9"}};
    text.body = "\"é\"";
    http::Response raw;
    raw.status = 404;
    raw.body = "\xff";
    EXPECT_EQ(answers_json({text, raw}),
              "[{\"status\":200,\"headers\":[[\"x-name\",\"café\"]],\"body\":\"\\\"é\\\"\"},\n"
              "{\"status\":404,\"headers\":[],\"body_b64\":\"/w==\"}]");
    EXPECT_EQ(answers_json({}), "[]");
}

TEST(RequestFile, AProgramThatDoesNotLoadIsToldAsJson) {
    Loading loading;
    loading.type = "TypeError";
    loading.message = "\"x\" is wrong";
    EXPECT_EQ(load_error_json(loading),
              R"({"load_error":{"type":"TypeError","message":"\"x\" is wrong"}})");
}

}  // namespace
}  // namespace web
