// lesson/flow_internal.h -- between the flow's parts. Stays in this folder.
#pragma once

#include "lesson/derive.h"

namespace lesson {

// Places nodes in layers from the top and routes edges between them; fills in every coordinate.
// Any graph: cycles are drawn, self-loops are not. No two nodes of a layer overlap.
void lay_out(FlowGraph& graph);

// The graph of a scenario without `flow`: the request, each dependency and function that ran in
// any request, and the response.
void graph_from_events(const Run& run, FlowGraph& graph, std::vector<FlowNode>& nodes);

}  // namespace lesson
