// Where spots stand: under what leads to them and over what they lead to, long edges straight.
#include <algorithm>

#include "lesson/flow_layout_internal.h"

namespace lesson::flow {
namespace {

constexpr int kRounds = 12;

// How much two joined spots want to stand over each other: two waypoints more than anything.
double pull(const Spot& a, const Spot& b) {
    const int waypoints = (a.node < 0 ? 1 : 0) + (b.node < 0 ? 1 : 0);
    return waypoints == 2 ? 8 : waypoints == 1 ? 2 : 1;
}

enum class Look : unsigned char { Up, Down, Both };

struct Wish {
    double sum = 0, weight = 0;
};

void add_wishes(const Layers& layers, const Spot& spot, const std::vector<int>& neighbours,
                Wish& wish) {
    for (const int n : neighbours) {
        const double weight = pull(spot, layers.spot(n));
        wish.sum += weight * static_cast<double>(layers.spot(n).x);
        wish.weight += weight;
    }
}

void settle_row(Layers& layers, const std::vector<int>& row, Look look) {
    std::vector<float> wanted, weight, distance;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const Spot& spot = layers.spot(row[i]);
        Wish wish;
        if (look != Look::Down) add_wishes(layers, spot, spot.above, wish);
        if (look != Look::Up) add_wishes(layers, spot, spot.below, wish);
        if (wish.weight == 0) wish = {0.05 * static_cast<double>(spot.x), 0.05};
        wanted.push_back(static_cast<float>(wish.sum / wish.weight));
        weight.push_back(static_cast<float>(wish.weight));
        distance.push_back(i == 0 ? 0
                                  : (layers.spot(row[i - 1]).width + spot.width) / 2 + kNodeGap);
    }
    const std::vector<float> places = spread(wanted, weight, distance);
    for (std::size_t i = 0; i < row.size(); ++i) layers.spot(row[i]).x = places[i];
}

void pack_left(Layers& layers) {
    for (const std::vector<int>& row : layers.rows) {
        float at = 0;
        for (const int index : row) {
            Spot& spot = layers.spot(index);
            spot.x = at + spot.width / 2;
            at += spot.width + kNodeGap;
        }
    }
}

void place_rows(Layers& layers) {
    float y = 0;
    for (std::size_t i = 0; i < layers.rows.size(); ++i) {
        layers.top.push_back(y);
        const bool next_is_labels =
            i + 1 < layers.rows.size() && layers.height[i + 1] == kLabelHeight;
        y += layers.height[i];
        y += layers.height[i] == kLabelHeight || next_is_labels ? kLabelGap : kLayerGap;
    }
}

}  // namespace

std::vector<float> spread(const std::vector<float>& wanted, const std::vector<float>& weight,
                          const std::vector<float>& distance) {
    // Without the distances this is isotonic regression: blocks that would overlap are merged and
    // stand at their weighted mean ("pool adjacent violators").
    struct Block {
        double sum, weight;
        std::size_t count;
        double mean() const { return sum / weight; }
    };
    std::vector<Block> blocks;
    std::vector<double> offset(wanted.size(), 0);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i > 0) offset[i] = offset[i - 1] + static_cast<double>(distance[i]);
        const auto w = static_cast<double>(weight[i]);
        blocks.push_back({w * (static_cast<double>(wanted[i]) - offset[i]), w, 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].mean() >= blocks.back().mean()) {
            const Block last = blocks.back();
            blocks.pop_back();
            blocks.back().sum += last.sum;
            blocks.back().weight += last.weight;
            blocks.back().count += last.count;
        }
    }
    std::vector<float> places;
    for (const Block& block : blocks)
        for (std::size_t i = 0; i < block.count; ++i)
            places.push_back(static_cast<float>(block.mean() + offset[places.size()]));
    return places;
}

void place_spots(Layers& layers) {
    pack_left(layers);
    for (int round = 0; round < kRounds; ++round) {
        const Look down = round + 4 < kRounds ? Look::Up : Look::Both;
        const Look up = round + 4 < kRounds ? Look::Down : Look::Both;
        for (const std::vector<int>& row : layers.rows) settle_row(layers, row, down);
        for (auto row = layers.rows.rbegin(); row != layers.rows.rend(); ++row)
            settle_row(layers, *row, up);
    }
    place_rows(layers);
}

}  // namespace lesson::flow
