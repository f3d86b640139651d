// Programs of the corpus answer byte for byte as FastAPI 0.162 does.
#include <gtest/gtest.h>

#include "web/fidelity_corpus.h"

namespace {

class Fidelity : public testing::TestWithParam<std::string> {};

TEST_P(Fidelity, AnswersAsFastApiDoes) {
    const fidelity::Outcome outcome = fidelity::run(GetParam());
    for (const std::string& difference : outcome.differences) ADD_FAILURE() << difference;
}

INSTANTIATE_TEST_SUITE_P(Corpus, Fidelity, testing::ValuesIn(fidelity::all_programs()),
                         [](const auto& program) { return program.param; });

TEST(FidelityCorpus, IsWhole) { EXPECT_EQ(fidelity::all_programs().size(), 51u); }

}  // namespace
