#include "session/file_watch.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/file.h"

namespace session {
namespace {

namespace fs = std::filesystem;

TEST(FileWatch, TellsEachChangeOnce) {
    const fs::path file =
        fs::temp_directory_path() / ("authwalk_watch_" + std::to_string(::getpid()));
    ASSERT_TRUE(base::write_file_atomic(file, "one").ok());
    FileWatch watch;
    watch.watch({file, "/nowhere/at/all"});
    EXPECT_FALSE(watch.changed());
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(5));
    EXPECT_TRUE(watch.changed());
    EXPECT_FALSE(watch.changed());
    fs::remove(file);
    EXPECT_FALSE(watch.changed()) << "an editor is about to put it back";
    ASSERT_TRUE(base::write_file_atomic(file, "two").ok());
    EXPECT_TRUE(watch.changed());
    fs::remove(file);
}

}  // namespace
}  // namespace session
