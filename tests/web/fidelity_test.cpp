// Programs of the corpus answer byte for byte as FastAPI 0.162 does.
#include <gtest/gtest.h>

#include "web/fidelity_corpus.h"

namespace {

const std::vector<std::string> kMustMatch = {
    "p01_seed_protected",
    "p02_seed_annotated",
    "p03_bearer_edges",
    "p04_bearer_optional",
    "p05_http_bearer",
    "p06_http_bearer_optional",
    "p07_http_basic",
    "p08_http_basic_realm",
    "p09_http_digest_base",
    "p10_apikey_header",
    "p11_apikey_query",
    "p12_apikey_cookie",
    "p13_apikey_any",
    "p14_login_form",
    "p15_login_form_strict",
    "p16_jwt_verify",
    "p17_jwt_issue",
    "p18_jwt_audience",
    "p19_scopes",
    "p20_scopes_nested",
    "p21_role_closure",
    "p22_role_class",
    "p23_role_enum",
    "p24_app_dependencies",
    "p25_router_dependencies",
    "p26_nested_routers",
    "p27_dep_cache",
    "p30_validation_params",
    "p31_body_model",
    "p32_response_model",
    "p33_header_cookie",
    "p39_password_hash",
    "p40_refresh_tokens",
    "p41_owner_crud",
    "p42_routing",
    "p44_annotated_aliases",
    "p47_pwdlib_argon2",
    "p48_passlib_bcrypt",
    "p50_validators",
};

// Programs of all 51 that matched so far: this number only ever grows.
constexpr int kReached = 49;

class Fidelity : public testing::TestWithParam<std::string> {};

TEST_P(Fidelity, AnswersAsFastApiDoes) {
    const fidelity::Outcome outcome = fidelity::run(GetParam());
    for (const std::string& difference : outcome.differences) ADD_FAILURE() << difference;
}

INSTANTIATE_TEST_SUITE_P(Corpus, Fidelity, testing::ValuesIn(kMustMatch),
                         [](const auto& program) { return program.param; });

TEST(FidelityCount, NeverFallsBelowWhatWasReached) {
    int matching = 0;
    const std::vector<std::string> programs = fidelity::all_programs();
    std::string missing;
    for (const std::string& name : programs) {
        const fidelity::Outcome outcome = fidelity::run(name);
        if (outcome.matches())
            ++matching;
        else
            missing += " " + name;
    }
    std::printf("%d of %zu programs match; not yet:%s\n", matching, programs.size(),
                missing.c_str());
    EXPECT_GE(matching, kReached);
}

}  // namespace
