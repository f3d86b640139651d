#include "session/start.h"

#include <gtest/gtest.h>

#include "session/first_lesson.h"

namespace session {
namespace {

std::string fault_of(const StartOptions& options) {
    Session session = open_first_lesson();
    const base::Status done = start_at(session, options);
    return done.ok() ? "" : done.error().where + ": " + done.error().message;
}

TEST(Start, GoesToTheStopOfTheLevelInTheRequest) {
    Session session = open_first_lesson();
    StartOptions options;
    options.request = 2;
    options.step = "3";
    options.level = "line";
    ASSERT_TRUE(start_at(session, options).ok());
    const State& state = session.state();
    EXPECT_EQ(state.now.request, 1);
    const auto& stops = state.lesson->stops_at(lesson::Level::Line);
    const auto first = std::find(stops.begin(), stops.end(), state.lesson->requests[1].first_step);
    ASSERT_NE(first, stops.end());
    EXPECT_EQ(state.now.step, *(first + 2));
}

TEST(Start, LastIsTheEndOfTheRequest) {
    Session session = open_first_lesson();
    StartOptions options;
    options.request = 1;
    options.step = "last";
    options.theme = "light";
    options.answers = {"1=C", "2=b"};
    ASSERT_TRUE(start_at(session, options).ok());
    EXPECT_EQ(session.state().now.step, session.state().lesson->requests[0].last_step);
    EXPECT_EQ(session.state().settings.theme, Theme::Light);
    EXPECT_EQ(score(session.state()), 1);
    EXPECT_TRUE(session.state().answers[1].checked);
    EXPECT_EQ(session.state().question, 1);
}

TEST(Start, AProofAndAPanelAndKeys) {
    Session session = open_first_lesson();
    StartOptions options;
    options.proof = 3;
    options.panel = "stack";
    options.keys = {"T", "?"};
    ASSERT_TRUE(start_at(session, options).ok());
    EXPECT_TRUE(session.state().proof);
    EXPECT_EQ(session.state().front_side, PanelId::Stack);
    EXPECT_EQ(session.state().overlay, Overlay::Help);
}

TEST(Start, WhatTheLessonDoesNotHaveIsNamed) {
    StartOptions options;
    options.request = 4;
    EXPECT_EQ(fault_of(options), "--request: the lesson has 3 requests");
    options = {};
    options.step = "99";
    EXPECT_NE(fault_of(options).find("--step: the request has"), std::string::npos);
    options.step = "soon";
    EXPECT_EQ(fault_of(options), "--step: 'soon' is no number");
    options = {};
    options.level = "byte";
    EXPECT_NE(fault_of(options).find("--level"), std::string::npos);
    options = {};
    options.theme = "pink";
    EXPECT_NE(fault_of(options).find("--theme"), std::string::npos);
    for (const char* answer : {"C", "1", "=C", "1=", "9=A", "1=Z", "1=CC"}) {
        options = {};
        options.answers = {answer};
        EXPECT_NE(fault_of(options).find("--answer"), std::string::npos) << answer;
    }
    options = {};
    options.panel = "cellar";
    EXPECT_NE(fault_of(options).find("--panel"), std::string::npos);
    options = {};
    options.proof = 0;
    EXPECT_NE(fault_of(options).find("--proof"), std::string::npos);
}

}  // namespace
}  // namespace session
