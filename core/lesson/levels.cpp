#include <algorithm>
#include <set>

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
    std::set<int> out;
    for (const RequestRun& request : run.requests) {
        const trace::Span& span = request.span;
        if (span.last_step < span.first_step) continue;
        out.insert(span.first_step);
        out.insert(span.last_step);
        for (const trace::Timeline::Brief& brief :
             run.timeline.briefs(span.first_step, span.last_step)) {
            const bool wanted =
                level == Level::Check || (level == Level::Line && is_line_stop(brief.kind));
            if (wanted) out.insert(brief.step);
        }
    }
    for (const auto& visits : flow.visits)
        for (const FlowVisit& visit : visits) out.insert(visit.step);
    return {out.begin(), out.end()};
}

}  // namespace lesson
