// The diagram that nobody drew: the dependency graph of the routes that were asked for.
#include <gtest/gtest.h>

#include <algorithm>

#include "lesson/derive.h"

namespace lesson {
namespace {

constexpr const char* kDerivedProgram = R"(from typing import Annotated
from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes

app = FastAPI()
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token", scopes={"items": "Read items."})


class Limit:
    def __call__(self, limit: int = 10):
        return limit


page = Limit()


def get_current_user(scopes: SecurityScopes, token: Annotated[str, Depends(oauth2_scheme)]):
    if token != "valid":
        raise HTTPException(status_code=401)
    return {"name": token}


def get_active_user(user: Annotated[dict, Security(get_current_user, scopes=["items"])]):
    return user


@app.get("/items/{item}")
def read_item(item: int, user: Annotated[dict, Depends(get_active_user)],
              limit: Annotated[int, Depends(page)]):
    return {"item": item}


@app.get("/open")
def read_open():
    return {}
)";

ScenarioRequest get(const std::string& path, const std::string& token = "") {
    ScenarioRequest request;
    request.label = path;
    request.path = path;
    if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
    return request;
}

FlowGraph flow_of(std::vector<ScenarioRequest> requests) {
    Scenario scenario;
    scenario.source = kDerivedProgram;
    scenario.source_name = "program.py";
    scenario.requests = std::move(requests);
    const auto run = run_scenario(scenario);
    EXPECT_EQ(run->load_error, "");
    return make_flow(*run);
}

std::vector<std::string> path_of(const FlowGraph& flow, std::size_t request) {
    std::vector<std::string> labels;
    for (const FlowVisit& visit : flow.visits[request])
        labels.push_back(flow.nodes[static_cast<std::size_t>(visit.node)].label);
    return labels;
}

using Labels = std::vector<std::string>;

TEST(DerivedFlow, NamesDependenciesAsFastApiDoesAndRunsThemInItsOrder) {
    const FlowGraph flow = flow_of({get("/items/3", "valid")});
    EXPECT_FALSE(flow.authored);
    EXPECT_EQ(path_of(flow, 0), (Labels{"Request", "GET /items/{item}", "oauth2_scheme [items]",
                                        "get_current_user [items]", "get_active_user", "page",
                                        "read_item", "Response"}));
    for (std::size_t i = 1; i < flow.visits[0].size(); ++i)
        EXPECT_GE(flow.visits[0][i].edge, 0) << "every step has its line";
}

TEST(DerivedFlow, LabelsALineWithTheParameterThatGetsTheValue) {
    const FlowGraph flow = flow_of({get("/items/3", "valid")});
    Labels labels;
    for (const FlowVisit& visit : flow.visits[0])
        labels.push_back(visit.edge < 0 ? ""
                                        : flow.edges[static_cast<std::size_t>(visit.edge)].label);
    EXPECT_EQ(labels, (Labels{"", "", "", "token", "user", "", "limit", "200"}));
}

TEST(DerivedFlow, EndsWhereARequestIsTurnedAway) {
    const FlowGraph flow = flow_of(
        {get("/items/3"), get("/items/3", "wrong"), get("/nowhere"), get("/items/x", "valid")});
    EXPECT_EQ(path_of(flow, 0),
              (Labels{"Request", "GET /items/{item}", "oauth2_scheme [items]", "Rejected"}));
    EXPECT_EQ(path_of(flow, 1), (Labels{"Request", "GET /items/{item}", "oauth2_scheme [items]",
                                        "get_current_user [items]", "Rejected"}));
    EXPECT_EQ(path_of(flow, 2), (Labels{"Request", "Rejected"}));
    EXPECT_EQ(path_of(flow, 3).back(), "Rejected") << "422: the item is no number";
    const PlacedEdge& missing = flow.edges[static_cast<std::size_t>(flow.visits[2].back().edge)];
    EXPECT_EQ(missing.label, "404");
}

TEST(DerivedFlow, ShowsEveryRouteThatWasAskedForAndNoOther) {
    const auto has = [](const FlowGraph& flow, std::string_view label) {
        return std::any_of(flow.nodes.begin(), flow.nodes.end(),
                           [&](const PlacedNode& node) { return node.label == label; });
    };
    const FlowGraph one = flow_of({get("/open")});
    EXPECT_TRUE(has(one, "read_open"));
    EXPECT_FALSE(has(one, "read_item"));
    const FlowGraph both = flow_of({get("/open"), get("/items/1")});
    EXPECT_TRUE(has(both, "read_open"));
    EXPECT_TRUE(has(both, "read_item")) << "also what no request has come to";
}

}  // namespace
}  // namespace lesson
