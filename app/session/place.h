// session/place.h -- where a learner is, said so that it can be found again in another run of the
// same lesson: after an author saved it, steps have other numbers.
// In: a lesson and a step. Out: the step of the other lesson that is nearest to being the same one.
// Errors: none; a request that is gone gives the last one, an event that is gone its neighbour.
#pragma once

#include <string>

#include "session/lesson_view.h"

namespace session {

struct Place {
    int request = -1;  // -1: the program loads
    int offset = 0;    // steps into the request
    trace::EventKind kind = trace::EventKind::Request;
    std::string line;    // the text of the program's line, without the space around it
    int occurrence = 0;  // how many such events come before it in the request
};

Place place_of(const LessonView& lesson, int step);
int step_of(const LessonView& lesson, const Place& place);

}  // namespace session
