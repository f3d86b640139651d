// trace/recorder_tables.h -- the recorder's parts that the hot calls do not touch.
#pragma once

#include <unordered_map>

#include "trace/timeline_data.h"

namespace trace {

// What an activation was when it stepped aside; kept, with its memory, until it ends.
struct SuspendedFrame {
    FrameId id = 0;
    CodeId code = 0;
    int line = 0;
    int step = 0;  // of the yield
    bool is_away = false;
    std::vector<ValueRef> values;
};

struct Recorder::Tables {
    Limits limits;
    Timeline::Data data;
    ObjectLogs objects;
    std::unordered_map<FrameId, SuspendedFrame> suspended;
    bool module_changed = true;
    Pages::Position module_node = kNoNode;
    std::vector<ValueRef> flat;  // entries as key, value, key, value
    std::function<void(int)> hook;
    std::vector<std::uint8_t> waste;  // dropped events
    bool finished = false;
};

}  // namespace trace
