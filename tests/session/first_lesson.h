// tests/session/first_lesson.h -- the first lesson, run for real, for tests of session and ui.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>

#include "session/session.h"

inline std::filesystem::path first_lesson_file() {
    return std::filesystem::path(AUTHWALK_SOURCE_DIR) / "scenarios/01_protected_routes.json";
}

inline session::Session open_first_lesson() {
    session::Session session({}, {std::filesystem::path(AUTHWALK_SOURCE_DIR) / "scenarios"});
    EXPECT_TRUE(session.open(first_lesson_file()));
    return session;
}
