// trace/timeline_data.h -- what a Timeline keeps; filled by the recorder. Stays in this folder.
#pragma once

#include <vector>

#include "trace/interned.h"
#include "trace/object_log.h"
#include "trace/pages.h"
#include "trace/recorder.h"
#include "trace/timeline.h"

namespace trace {

// Everything a reader needs to go on at step number * kKeyFrameSteps.
struct KeyFrame {
    Pages::Position events = 0;
    Pages::Position top = kNoNode;     // node of the running activation; kNoNode: it is the module
    Pages::Position module = kNoNode;  // kNoNode: nothing runs yet
    FrameId next_frame = 1;
};

struct Timeline::Data {
    std::vector<CodeInfo> codes;
    Pages events;
    Pages nodes;
    std::vector<KeyFrame> key_frames;
    InternedTable interned;
    ObjectTable objects;
    std::vector<Span> spans;
    int size = 0;
};

}  // namespace trace
