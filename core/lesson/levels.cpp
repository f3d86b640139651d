#include <algorithm>

#include "lesson/derive.h"

namespace lesson {
namespace {

// What a line-by-line view stops at: the lines of the sample and the request's landmarks, but not
// what happens inside one line (arguments, assignments, parameter reads).
bool is_line_stop(trace::EventKind kind) {
    using enum trace::EventKind;
    switch (kind) {
        case Request:
        case RouteMatched:
        case RouteMissed:
        case DependencyReused:
        case CredentialsRead:
        case TokenCheck:
        case PasswordCheck:
        case ExceptionHandled:
        case Response:
        case Line:
        case Call:
        case Return:
        case Yield:
        case Resume:
        case Raise:
        case Caught: return true;
        case BodyRead:
        case DependencyEntered:
        case DependencyLeft:
        case ParameterRead:
        case Unwind:
        case Assign:
        case Change:
        case Output: return false;
    }
    return false;
}

}  // namespace

std::vector<int> stops(const Run& run, const FlowGraph& flow, Level level) {
    std::vector<int> out;
    for (const auto& visits : flow.visits)
        for (const FlowVisit& visit : visits) out.push_back(visit.step);
    for (const RequestRun& request : run.requests) {
        const trace::Span& span = request.span;
        if (span.last_step < span.first_step) continue;
        out.push_back(span.first_step);
        out.push_back(span.last_step);
        if (level == Level::Check)
            for (int step = span.first_step; step < span.last_step; ++step) out.push_back(step);
        if (level != Level::Line) continue;
        for (const trace::Timeline::Brief& brief :
             run.timeline.briefs(span.first_step, span.last_step))
            if (is_line_stop(brief.kind)) out.push_back(brief.step);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace lesson
