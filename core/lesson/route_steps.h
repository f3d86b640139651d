// lesson/route_steps.h -- what each route of a program runs for a request, as plain data that
// outlives the program: its dependency graph in the order in which FastAPI solves it.
// In: a program that has answered its requests. Out: one entry per route that it declares, those of
// included routers too. Errors: none.
#pragma once

#include <string>
#include <vector>

namespace web {
class App;
}

namespace lesson {

// One callable: a dependency, or at last the route's own function.
struct RouteStep {
    std::string name;  // as FastAPI calls it: the function's, the class's or the variable's name
    std::string parameter;            // whose value it gives; empty: none
    int consumer = -1;                // the step that has this parameter; -1: none
    std::vector<std::string> scopes;  // asked for on the way here
    bool scheme = false;              // a security scheme: it reads the request itself
};

struct RouteSteps {
    std::vector<std::string> methods;
    std::string path;              // with its {parameters}
    std::string function;          // the route's own
    std::vector<RouteStep> steps;  // each once, after those that it needs; LIMIT: 40
};

std::vector<RouteSteps> describe_routes(web::App& app);

}  // namespace lesson
