// Reads tests/layers.txt and every include of core/ and app/.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;
using Rules = std::map<std::string, std::set<std::string>>;

Rules read_rules() {
    Rules rules;
    std::ifstream file(fs::path(AUTHWALK_TESTS_DIR) / "layers.txt");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words(line);
        std::string layer;
        words >> layer;
        layer.pop_back();  // the colon
        rules[layer].insert(layer);
        for (std::string allowed; words >> allowed;) rules[layer].insert(allowed);
    }
    return rules;
}

// The faults of one file, as "file includes x/y.h".
std::string faults_of(const fs::path& file, const std::string& layer, const Rules& rules) {
    std::string faults;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("#include \"")) continue;
        const std::string target = line.substr(10, line.find('"', 10) - 10);
        const auto slash = target.find('/');
        const std::string other = slash == std::string::npos ? layer : target.substr(0, slash);
        const bool allowed = rules.at(layer).contains(other);
        const bool foreign_internal = target.ends_with("_internal.h") && other != layer;
        if (!allowed || foreign_internal) faults += file.string() + " includes " + target + "\n";
    }
    return faults;
}

bool is_source(const fs::path& file) {
    return file.extension() == ".h" || file.extension() == ".cpp";
}

TEST(Layering, IncludesGoOneWay) {
    const Rules rules = read_rules();
    ASSERT_EQ(rules.size(), 12U);
    std::string faults;
    int files = 0;
    for (const char* root : {"core", "app"})
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path(AUTHWALK_SOURCE_DIR) / root)) {
            if (!is_source(entry.path())) continue;
            const std::string layer = entry.path().parent_path().filename().string();
            if (layer == "app") continue;  // the two main files put the layers together
            ASSERT_TRUE(rules.contains(layer)) << entry.path() << " is in no known layer";
            faults += faults_of(entry.path(), layer, rules);
            ++files;
        }
    EXPECT_GT(files, 50);
    EXPECT_EQ(faults, "");
}

TEST(Layering, JsonLibraryStaysOutOfHeaders) {
    std::string faults;
    for (const char* root : {"core", "app"})
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path(AUTHWALK_SOURCE_DIR) / root)) {
            if (entry.path().extension() != ".h") continue;
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);)
                if (line.find("nlohmann/json.hpp") != std::string::npos)
                    faults += entry.path().string() + "\n";
        }
    EXPECT_EQ(faults, "");
}

}  // namespace
