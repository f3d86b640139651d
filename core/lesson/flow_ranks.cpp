// Which nodes stand above which: cycles are broken, then every node goes below all that lead to it.
#include <algorithm>
#include <numeric>

#include "lesson/flow_layout_internal.h"

namespace lesson::flow {
namespace {

constexpr int kLonersPerRow = 4;

class Ranking {
  public:
    explicit Ranking(const FlowGraph& graph)
        : graph_(graph),
          rank_(graph.nodes.size(), 0),
          out_(graph.nodes.size()),
          in_(graph.nodes.size()) {}

    std::vector<int> run() {
        break_cycles();
        push_down();
        pull_towards_successors();
        close_gaps();
        place_loners();
        return std::move(rank_);
    }

  private:
    int& rank(int node) { return rank_[static_cast<std::size_t>(node)]; }

    // Depth first from where a reader begins: an edge to a node still being visited closes a cycle.
    void break_cycles() {
        std::vector<std::vector<int>> leads(graph_.nodes.size());
        std::vector<int> entries(graph_.nodes.size(), 0);
        for (const PlacedEdge& edge : graph_.edges) {
            if (edge.from == edge.to) continue;
            leads[static_cast<std::size_t>(edge.from)].push_back(edge.to);
            ++entries[static_cast<std::size_t>(edge.to)];
        }
        std::vector<int> begin(graph_.nodes.size());
        std::iota(begin.begin(), begin.end(), 0);
        std::stable_sort(begin.begin(), begin.end(), [&](int a, int b) {
            return eagerness(a, entries) > eagerness(b, entries);
        });
        std::vector<State> state(graph_.nodes.size(), State::New);
        for (const int node : begin)
            if (state[static_cast<std::size_t>(node)] == State::New) visit(node, leads, state);
    }

    int eagerness(int node, const std::vector<int>& entries) const {
        const auto index = static_cast<std::size_t>(node);
        if (graph_.nodes[index].kind == NodeKind::Start) return 2;
        return entries[index] == 0 ? 1 : 0;
    }

    enum class State : unsigned char { New, Open, Done };
    void visit(int root, const std::vector<std::vector<int>>& leads, std::vector<State>& state) {
        std::vector<std::pair<int, std::size_t>> stack{{root, 0}};
        state[static_cast<std::size_t>(root)] = State::Open;
        while (!stack.empty()) {
            const auto [at, next] = stack.back();
            const std::vector<int>& targets = leads[static_cast<std::size_t>(at)];
            if (next == targets.size()) {
                state[static_cast<std::size_t>(at)] = State::Done;
                topological_.push_back(at);
                stack.pop_back();
                continue;
            }
            ++stack.back().second;
            const int to = targets[next];
            State& there = state[static_cast<std::size_t>(to)];
            if (there == State::Open) {
                join(to, at);
                continue;
            }
            join(at, to);
            if (there == State::Done) continue;
            there = State::Open;
            stack.emplace_back(to, 0);
        }
    }
    void join(int upper, int lower) {
        out_[static_cast<std::size_t>(upper)].push_back(lower);
        in_[static_cast<std::size_t>(lower)].push_back(upper);
    }

    // topological_ has successors first.
    void push_down() {
        std::reverse(topological_.begin(), topological_.end());
        for (const int node : topological_)
            for (const int to : out_[static_cast<std::size_t>(node)])
                rank(to) = std::max(rank(to), rank(node) + 1);
    }

    // Long edges into a node become short ones out of it where there are more of those.
    void pull_towards_successors() {
        for (auto node = topological_.rbegin(); node != topological_.rend(); ++node) {
            const auto index = static_cast<std::size_t>(*node);
            if (out_[index].empty() || out_[index].size() <= in_[index].size()) continue;
            int nearest = rank(out_[index].front());
            for (const int to : out_[index]) nearest = std::min(nearest, rank(to));
            rank(*node) = std::max(rank(*node), nearest - 1);
        }
    }

    void close_gaps() {
        std::vector<int> used(rank_);
        std::sort(used.begin(), used.end());
        used.erase(std::unique(used.begin(), used.end()), used.end());
        for (int& r : rank_)
            r = static_cast<int>(std::lower_bound(used.begin(), used.end(), r) - used.begin());
    }

    // Nodes without edges stand in rows below the others.
    void place_loners() {
        const auto alone = [this](std::size_t i) { return out_[i].empty() && in_[i].empty(); };
        int below = 0;
        for (std::size_t i = 0; i < rank_.size(); ++i)
            if (!alone(i)) below = std::max(below, rank_[i] + 1);
        int count = 0;
        for (std::size_t i = 0; i < rank_.size(); ++i)
            if (alone(i)) rank_[i] = below + count++ / kLonersPerRow;
    }

    const FlowGraph& graph_;
    std::vector<int> rank_;
    std::vector<std::vector<int>> out_, in_;  // without cycles
    std::vector<int> topological_;
};

}  // namespace

std::vector<int> rank_nodes(const FlowGraph& graph) { return Ranking(graph).run(); }

}  // namespace lesson::flow
