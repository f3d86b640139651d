// lesson/flow_internal.h -- between the flow's parts. Stays in this folder.
#pragma once

#include "lesson/derive.h"

namespace lesson {

// Places nodes in layers from the top and routes edges between them; fills in every coordinate.
// Any graph, cycles and self-loops too. Nodes and labels never overlap, no edge touches a node or
// a label that is not its own, and the same graph is always drawn the same.
void lay_out(FlowGraph& graph);

// Nodes, edges and visits of a scenario without `flow`.
void derive_flow(const Run& run, FlowGraph& graph);

// -1: there is none.
int edge_between(const FlowGraph& graph, int from, int to);
// Two edges between the same nodes become one that says both. Not when an end is -1.
void add_edge(FlowGraph& graph, int from, int to, const std::string& label);

}  // namespace lesson
