#include "live/program.h"

#include <gtest/gtest.h>

#include <ctime>

namespace live {
namespace {

constexpr std::string_view kApp = R"(
import secrets
import time
from fastapi import FastAPI

app = FastAPI()
count = 0


@app.get("/count")
def counted():
    global count
    count += 1
    return count


@app.get("/time")
def now():
    return int(time.time())


@app.get("/secret")
def secret():
    return secrets.token_hex(16)


@app.get("/endless")
def endless():
    while True:
        pass


@app.get("/wrong")
def wrong():
    return 1 / 0


@app.get("/print")
def talk():
    print("x" * 600_000)
)";

class LiveProgram : public testing::Test {
  protected:
    Answer get(std::string_view path) { return program_.answer(http::make_request("GET", path)); }
    std::string output_;
    Program program_{std::string(kApp), "app.py", [this](std::string_view t) { output_ += t; },
                     100'000};
};

TEST_F(LiveProgram, KeepsItsStateFromRequestToRequest) {
    ASSERT_EQ(program_.load(), "");
    EXPECT_EQ(get("/count").response.body, "1");
    EXPECT_EQ(get("/count").response.body, "2");
    EXPECT_EQ(program_.shut_down(), "");
}

TEST_F(LiveProgram, HasTheRealTimeAndRealChance) {
    ASSERT_EQ(program_.load(), "");
    EXPECT_NEAR(static_cast<double>(std::stoll(get("/time").response.body)),
                static_cast<double>(std::time(nullptr)), 5);
    const std::string secret = get("/secret").response.body;
    EXPECT_EQ(secret.size(), 34U);
    EXPECT_NE(secret, get("/secret").response.body);
    Program other(std::string(kApp), "app.py", {});
    ASSERT_EQ(other.load(), "");
    EXPECT_NE(secret, other.answer(http::make_request("GET", "/secret")).response.body);
}

TEST_F(LiveProgram, ALimitIs500AndTheProgramBeginsAnew) {
    ASSERT_EQ(program_.load(), "");
    get("/count");
    const Answer stopped = get("/endless");
    EXPECT_EQ(stopped.response.status, 500);
    EXPECT_EQ(stopped.response.body, "Internal Server Error");
    EXPECT_TRUE(stopped.log.starts_with("limit:steps")) << stopped.log;
    EXPECT_TRUE(stopped.log.ends_with("loaded anew: what it kept in memory is gone.\n"));
    EXPECT_EQ(get("/count").response.body, "1");
}

TEST_F(LiveProgram, EveryRequestHasItsOwnBudgetOfOutput) {
    ASSERT_EQ(program_.load(), "");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(get("/print").response.status, 200);
    EXPECT_EQ(output_.size(), 3 * 600'001U);
}

TEST_F(LiveProgram, AnExceptionIs500WithItsTraceback) {
    ASSERT_EQ(program_.load(), "");
    const Answer answer = get("/wrong");
    EXPECT_EQ(answer.response.status, 500);
    EXPECT_TRUE(answer.log.starts_with("Traceback (most recent call last):\n"));
    EXPECT_TRUE(answer.log.ends_with("ZeroDivisionError: division by zero\n"));
}

TEST(LiveProgramLoading, SaysWhyAProgramDoesNotRun) {
    const auto why = [](std::string source) {
        return Program(std::move(source), "app.py", {}, 100'000).load();
    };
    EXPECT_TRUE(why("x = 1").starts_with("the program holds no FastAPI object"));
    EXPECT_TRUE(why("1 / 0").ends_with("ZeroDivisionError: division by zero\n"));
    EXPECT_TRUE(why("while True: pass").starts_with("limit:steps"));
    EXPECT_TRUE(
        why("from fastapi import FastAPI\n\ndef lifespan(app):\n    raise ValueError('no')\n"
            "    yield\n\napp = FastAPI(lifespan=lifespan)")
            .ends_with("ValueError: no\n"));
}

}  // namespace
}  // namespace live
