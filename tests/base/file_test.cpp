#include "base/file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

namespace base {
namespace {

class File : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::temp_directory_path() /
                  ("authwalk_file_test_" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_;
};

TEST_F(File, ReadsBackWhatWasWrittenAndLeavesNothingBeside) {
    const auto path = folder_ / "a.txt";
    ASSERT_TRUE(write_file_atomic(path, std::string("one\0two", 7)).ok());
    ASSERT_TRUE(write_file_atomic(path, std::string("new\0two", 7)).ok());
    EXPECT_EQ(read_file(path).value(), std::string("new\0two", 7));
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        (void)entry;
        ++files;
    }
    EXPECT_EQ(files, 1);
}

TEST_F(File, NamesThePathOfWhatItCannotRead) {
    const auto missing = read_file(folder_ / "none");
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.error().where, (folder_ / "none").string());
    EXPECT_FALSE(read_file(folder_).ok());
    EXPECT_FALSE(read_file("/dev/zero").ok());
    EXPECT_FALSE(write_file_atomic(folder_ / "no" / "where", "x").ok());
}

TEST_F(File, StopsAtTheLimit) {
    const auto path = folder_ / "big";
    ASSERT_TRUE(write_file_atomic(path, std::string(100, 'x')).ok());
    EXPECT_TRUE(read_file(path, 100).ok());
    EXPECT_FALSE(read_file(path, 99).ok());
}

}  // namespace
}  // namespace base
