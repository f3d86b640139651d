#include <gtest/gtest.h>

#include "web/program.h"

namespace web {
namespace {

TEST(Imports, ANameThatIsNotThereNamesTheNearestThatIs) {
    Program name("from fastapi import Dependss\n");
    EXPECT_FALSE(name.loads());
    EXPECT_NE(name.traceback().find("Did you mean: 'Depends'?"), std::string::npos);
    Program module("import fastapi.securty\n");
    EXPECT_NE(module.traceback().find("Did you mean: 'fastapi.security'?"), std::string::npos);
}

TEST(Imports, FilesAreRefusedInWords) {
    Program program(
        "from fastapi.staticfiles import StaticFiles\n"
        "app.mount('/static', StaticFiles(directory='static'))\n");
    ASSERT_TRUE(program.vm().stopped());
    EXPECT_EQ(program.vm().stopped()->message,
              "refused: StaticFiles reads files, which programs have none of here");
}

}  // namespace
}  // namespace web
