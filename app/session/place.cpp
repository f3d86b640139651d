#include "session/place.h"

#include <algorithm>

#include "base/text.h"

namespace session {

namespace {

std::string_view line_text(const LessonView& lesson, int line) {
    if (line < 1 || line > static_cast<int>(lesson.code.size())) return {};
    return base::trim(lesson.code[static_cast<std::size_t>(line - 1)].text);
}

}  // namespace

Place place_of(const LessonView& lesson, int step) {
    Place place;
    place.request = lesson.request_at(step);
    if (place.request < 0) {
        place.offset = step;
        return place;
    }
    const int first = lesson.requests[static_cast<std::size_t>(place.request)].first_step;
    place.offset = step - first;
    const auto briefs = lesson.run->timeline.briefs(first, step);
    if (briefs.empty()) return place;
    place.kind = briefs.back().kind;
    place.line = line_text(lesson, briefs.back().line);
    for (std::size_t i = 0; i + 1 < briefs.size(); ++i)
        if (briefs[i].kind == place.kind && line_text(lesson, briefs[i].line) == place.line)
            ++place.occurrence;
    return place;
}

int step_of(const LessonView& lesson, const Place& place) {
    if (place.request < 0 || lesson.requests.empty())
        return std::clamp(place.offset, 0, lesson.last_step);
    const auto last = lesson.requests.size() - 1;
    if (static_cast<std::size_t>(place.request) > last) return lesson.requests[last].last_step;
    const RequestView& request = lesson.requests[static_cast<std::size_t>(place.request)];
    int left = place.occurrence, latest = -1;
    for (const auto& brief : lesson.run->timeline.briefs(request.first_step, request.last_step)) {
        if (brief.kind != place.kind || line_text(lesson, brief.line) != place.line) continue;
        latest = brief.step;
        if (left-- == 0) break;
    }
    if (latest >= 0) return latest;
    return std::min(request.first_step + place.offset, request.last_step);
}

}  // namespace session
