// The JSON Schema that editors use and the loader that decides must know the same keys.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "lesson/reader_internal.h"

namespace lesson {
namespace {

nlohmann::json schema() {
    std::ifstream file(std::string(AUTHWALK_SOURCE_DIR) + "/scenarios/scenario.schema.json");
    return nlohmann::json::parse(file);
}

TEST(Schema, HasTheLoadersKeysForEveryObject) {
    const nlohmann::json defs = schema()["$defs"];
    for (const ObjectKeys& object : object_keys()) {
        ASSERT_TRUE(defs.contains(object.object)) << object.object;
        const nlohmann::json& properties = defs[std::string(object.object)]["properties"];
        std::vector<std::string> in_schema;
        for (const auto& [key, value] : properties.items()) in_schema.push_back(key);
        std::vector<std::string> in_loader = object.keys;
        std::sort(in_loader.begin(), in_loader.end());
        EXPECT_EQ(in_schema, in_loader) << object.object;
        EXPECT_EQ(defs[std::string(object.object)]["additionalProperties"], false);
    }
}

TEST(Schema, HasEveryEvent) {
    const nlohmann::json names = schema()["$defs"]["event"]["properties"]["event"]["enum"];
    std::vector<std::string> all;
    for (int i = 0; i < trace::kEventKindCount; ++i)
        all.emplace_back(trace::name_of(static_cast<trace::EventKind>(i)));
    EXPECT_EQ(names.get<std::vector<std::string>>(), all);
}

}  // namespace
}  // namespace lesson
