// The order of each row: barycentres sweep down and up, neighbours change places where that undoes
// crossings, and the best order met is kept.
#include <algorithm>

#include "lesson/flow_layout_internal.h"

namespace lesson::flow {
namespace {

constexpr int kSweeps = 8;

class Ordering {
  public:
    explicit Ordering(Layers& layers) : layers_(layers) {}

    void run() {
        number_all();
        std::vector<std::vector<int>> best = layers_.rows;
        long fewest = crossings();
        for (int sweep = 0; sweep < kSweeps && fewest > 0; ++sweep) {
            for (std::size_t row = 1; row < layers_.rows.size(); ++row) sort_row(row, Side::Above);
            for (std::size_t row = layers_.rows.size(); row-- > 1;) sort_row(row - 1, Side::Below);
            exchange_neighbours();
            if (const long now = crossings(); now < fewest) {
                fewest = now;
                best = layers_.rows;
            }
        }
        layers_.rows = std::move(best);
        number_all();
    }

  private:
    enum class Side : unsigned char { Above, Below };

    const std::vector<int>& beside(int spot, Side side) const {
        return side == Side::Above ? layers_.spot(spot).above : layers_.spot(spot).below;
    }
    void number(const std::vector<int>& row) {
        for (std::size_t i = 0; i < row.size(); ++i) layers_.spot(row[i]).x = static_cast<float>(i);
    }
    void number_all() {
        for (const std::vector<int>& row : layers_.rows) number(row);
    }

    // Where its neighbours stand on average; without any it stays.
    float barycentre(int spot, Side side) const {
        const std::vector<int>& neighbours = beside(spot, side);
        if (neighbours.empty()) return layers_.spot(spot).x;
        float sum = 0;
        for (const int n : neighbours) sum += layers_.spot(n).x;
        return sum / static_cast<float>(neighbours.size());
    }

    void sort_row(std::size_t index, Side side) {
        std::vector<int>& row = layers_.rows[index];
        std::vector<std::pair<float, int>> keyed;
        for (const int spot : row) keyed.emplace_back(barycentre(spot, side), spot);
        std::stable_sort(keyed.begin(), keyed.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = keyed[i].second;
        number(row);
    }

    // Crossings between the edges of two neighbours when `left` stands left of `right`.
    int crossings_of(int left, int right, Side side) const {
        int count = 0;
        for (const int a : beside(left, side))
            for (const int b : beside(right, side))
                if (layers_.spot(a).x > layers_.spot(b).x) ++count;
        return count;
    }

    void exchange_neighbours() {
        for (std::vector<int>& row : layers_.rows)
            for (std::size_t i = 1; i < row.size(); ++i) {
                const int left = row[i - 1], right = row[i];
                int gain = 0;
                for (const Side side : {Side::Above, Side::Below})
                    gain += crossings_of(left, right, side) - crossings_of(right, left, side);
                if (gain <= 0) continue;
                std::swap(row[i - 1], row[i]);
                std::swap(layers_.spot(left).x, layers_.spot(right).x);
            }
    }

    // Edges of a gap, by their upper ends: each pair whose lower ends stand the other way round
    // crosses. Counted with a binary indexed tree over the lower places.
    long crossings() const {
        long count = 0;
        for (std::size_t index = 0; index + 1 < layers_.rows.size(); ++index) {
            std::vector<int> tree(layers_.rows[index + 1].size() + 1, 0);
            int seen = 0;
            for (const int spot : layers_.rows[index]) {
                std::vector<int> lower;
                for (const int b : layers_.spot(spot).below)
                    lower.push_back(static_cast<int>(layers_.spot(b).x));
                for (const int place : lower) count += seen - sum_to(tree, place);
                for (const int place : lower) add_at(tree, place);
                seen += static_cast<int>(lower.size());
            }
        }
        return count;
    }
    static void add_at(std::vector<int>& tree, int place) {
        for (int i = place + 1; i < static_cast<int>(tree.size()); i += i & -i)
            ++tree[static_cast<std::size_t>(i)];
    }
    static int sum_to(const std::vector<int>& tree, int place) {
        int sum = 0;
        for (int i = place + 1; i > 0; i -= i & -i) sum += tree[static_cast<std::size_t>(i)];
        return sum;
    }

    Layers& layers_;
};

}  // namespace

void order_rows(Layers& layers) { Ordering(layers).run(); }

}  // namespace lesson::flow
