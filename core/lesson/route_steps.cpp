#include "lesson/route_steps.h"

#include <set>

#include "web/app.h"
#include "web/web_app.h"

namespace lesson {
namespace {

constexpr std::size_t kMostSteps = 40;

class Walk {
  public:
    explicit Walk(RouteSteps& out) : out_(out) {}

    // What it needs comes first. Out: its index; -1 when there is no more room.
    int add(const web::CallPlan& plan) {
        std::vector<int> needed;
        for (const web::DependencyUse& use : plan.dependencies) {
            if (!use.plan || out_.steps.size() >= kMostSteps) continue;
            // A value that is there already is used again.
            if (use.use_cache && !seen_.insert(use.cache_slot).second) continue;
            const int index = add(*use.plan);
            if (index < 0) continue;
            out_.steps[static_cast<std::size_t>(index)].parameter = use.parameter;
            if (!use.parameter.empty()) needed.push_back(index);
        }
        if (out_.steps.size() >= kMostSteps) return -1;
        const int self = static_cast<int>(out_.steps.size());
        for (const int index : needed) out_.steps[static_cast<std::size_t>(index)].consumer = self;
        out_.steps.push_back({plan.name, "", -1, plan.scopes, plan.scheme != nullptr});
        return self;
    }

  private:
    RouteSteps& out_;
    std::set<int> seen_;  // cache slots
};

}  // namespace

std::vector<RouteSteps> describe_routes(web::App& app) {
    std::vector<RouteSteps> routes;
    const web::RouterObject& router = app.web().router;
    for (const auto& route : router.all.empty() ? router.routes : router.all) {
        if (!route || route->kind != web::RouteKind::Function || !route->plan.endpoint) continue;
        RouteSteps one{route->methods, route->path, route->name, {}};
        Walk(one).add(*route->plan.endpoint);
        routes.push_back(std::move(one));
    }
    return routes;
}

}  // namespace lesson
