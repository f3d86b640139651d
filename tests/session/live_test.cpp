#include "session/live.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <thread>

#include "base/file.h"
#include "session/first_lesson.h"

namespace session {
namespace {

namespace fs = std::filesystem;

// A gate that nothing comes through by itself.
class FakeGate : public LiveGate {
  public:
    explicit FakeGate(bool& is_open, int taken_port) : is_open_(is_open), taken_(taken_port) {}
    base::Result<std::string> open(int port) override {
        if (port == taken_) return base::Error{"here", "it is taken"};
        is_open_ = true;
        return "http://127.0.0.1:" + std::to_string(port);
    }
    void close() override { is_open_ = false; }

  private:
    bool& is_open_;
    int taken_;
};

class Live : public testing::Test {
  protected:
    void go_live(int taken_port = -1) {
        session_.set_live(std::make_unique<FakeGate>(is_open_, taken_port), inbox_);
        session_.apply(ToggleLive{});
    }
    // What the server's thread does for a request.
    void send(const std::string& token, const std::string& path = "/protected") {
        http::Request request = http::make_request("GET", path);
        request.headers = {{"Host", "t"}};
        if (!token.empty()) request.headers.add("Authorization", "Bearer " + token);
        inbox_->put({request,
                     "GET " + path + " HTTP/1.1\r\nHost:t\r\n\r\n",
                     {},
                     {},
                     [this](http::Response response) { answers_.push_back(std::move(response)); }});
    }
    void send_garbage() {
        http::Response response;
        response.status = 400;
        inbox_->put({{}, "GET / HTTP/1.1\r\nA : b\r\n\r\n", "there is a blank", response, {}});
    }
    const State& state() const { return session_.state(); }
    std::string cell(int row, int column) const {
        return state()
            .lesson->table.rows[static_cast<std::size_t>(row)]
            .cells[static_cast<std::size_t>(column)]
            .text;
    }

    int woken_ = 0;
    bool is_open_ = false;
    std::vector<http::Response> answers_;
    std::shared_ptr<LiveInbox> inbox_ = std::make_shared<LiveInbox>([this] { ++woken_; });
    Session session_ = open_first_lesson();
};

TEST_F(Live, ARequestIsAnsweredAndBecomesOneMoreOfTheLesson) {
    go_live();
    EXPECT_TRUE(is_open_);
    EXPECT_TRUE(state().live.on);
    EXPECT_EQ(state().live.origin, "http://127.0.0.1:8000");
    EXPECT_FALSE(session_.serve_live());
    send("validtoken");
    EXPECT_EQ(woken_, 1);
    EXPECT_TRUE(session_.serve_live());
    ASSERT_EQ(answers_.size(), 1U);
    EXPECT_EQ(answers_[0].body, R"({"message":"Hello alice"})");
    ASSERT_EQ(state().lesson->requests.size(), 4U);
    EXPECT_EQ(state().now.request, 3);
    EXPECT_EQ(state().lesson->requests[3].label, "Live: GET /protected");
    EXPECT_EQ(state().lesson->requests[3].request_lines[1].text, "Host:t") << "as it was sent";
    EXPECT_EQ(cell(3, 4), "Allow access");
    EXPECT_EQ(state().lesson->tracker.rows[0].cells[4].final_text(), "validtoken");
    EXPECT_TRUE(is_live(state(), 3));
    EXPECT_FALSE(is_live(state(), 2));
}

TEST_F(Live, RequestsAddUpAndTheLessonStays) {
    go_live();
    session_.apply(Actions{Choose{0, 2}, CheckAnswer{0}});
    const auto moments = state().lesson->moments.size();
    for (const char* token : {"", "wrong", "validtoken"}) {
        send(token);
        session_.serve_live();
    }
    EXPECT_EQ(state().lesson->requests.size(), 6U);
    EXPECT_EQ(answers_[1].status, 401);
    EXPECT_EQ(state().lesson->moments.size(), moments);
    EXPECT_TRUE(state().answers[0].checked);
    session_.apply(Walk{Move::First});
    EXPECT_EQ(state().now.request, 0) << "the scripted ones are still there";
    session_.apply(Reload{});
    EXPECT_EQ(state().lesson->requests.size(), 3U);
    send("");
    session_.serve_live();
    EXPECT_EQ(state().lesson->requests.size(), 4U);
}

TEST_F(Live, WhatIsNoRequestIsShownAsSuch) {
    go_live();
    send_garbage();
    send("");
    EXPECT_TRUE(session_.serve_live());
    ASSERT_EQ(state().lesson->requests.size(), 5U);
    const RequestView& refused = state().lesson->requests[3];
    EXPECT_EQ(refused.label, "Live: no valid request");
    EXPECT_EQ(refused.status, "400 Bad Request");
    EXPECT_EQ(refused.request_lines[1].text, "A : b");
    session_.apply(GoToStep{refused.first_step + 1});
    EXPECT_EQ(state().now.narration,
              "These bytes are no valid request: there is a blank. The program never sees them.");
    EXPECT_EQ(answers_.size(), 1U);
}

TEST_F(Live, AProofIsLeftForARequest) {
    go_live();
    session_.apply(ShowProof{1});
    send("");
    session_.serve_live();
    EXPECT_FALSE(state().proof);
    EXPECT_EQ(state().now.request, 3);
}

TEST_F(Live, ATakenPortIsReplacedByAFreeOne) {
    go_live(8000);
    EXPECT_TRUE(state().live.on);
    EXPECT_EQ(state().live.origin, "http://127.0.0.1:0");
}

TEST_F(Live, WhatArrivesAfterTheEndIsDropped) {
    go_live();
    session_.apply(ToggleLive{});
    EXPECT_FALSE(is_open_);
    EXPECT_FALSE(state().live.on);
    send("");
    EXPECT_FALSE(session_.serve_live());
    EXPECT_EQ(state().lesson->requests.size(), 3U);
}

TEST_F(Live, ArrivalsMayComeFromAnyThread) {
    go_live();
    std::thread other([this] { send("validtoken"); });
    other.join();
    EXPECT_TRUE(session_.serve_live());
    EXPECT_EQ(answers_.size(), 1U);
}

TEST_F(Live, ARequestCanBeSavedIntoTheLesson) {
    const fs::path folder =
        fs::temp_directory_path() / ("authwalk_live_" + std::to_string(::getpid()));
    fs::create_directories(folder);
    const fs::path source = first_lesson_file();
    fs::copy_file(source, folder / source.filename(), fs::copy_options::overwrite_existing);
    const fs::path program = fs::path(source).replace_extension(".py");
    fs::copy_file(program, folder / program.filename(), fs::copy_options::overwrite_existing);
    ASSERT_TRUE(session_.open(folder / source.filename()));
    go_live();
    send("validtoken");
    session_.serve_live();
    session_.apply(SaveLiveRequest{1});
    EXPECT_EQ(state().lesson->requests.size(), 4U) << "a scripted one is not saved again";
    session_.apply(SaveLiveRequest{3});
    EXPECT_EQ(state().live.problem, "");
    EXPECT_TRUE(state().findings.empty());
    ASSERT_EQ(state().lesson->requests.size(), 4U);
    EXPECT_EQ(state().lesson->requests[3].label, "Client sends GET /protected");
    EXPECT_EQ(state().now.request, 3);
    EXPECT_FALSE(is_live(state(), 3));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace session
