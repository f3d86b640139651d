#include "lang/suggest.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "base/text.h"

namespace lang {

namespace {

constexpr std::size_t kMoveCost = 2;
constexpr std::size_t kCaseCost = 1;
constexpr std::size_t kMaxLength = 40;       // longer words are not compared
constexpr std::size_t kMaxCandidates = 750;  // nor are so many

std::size_t replacing(char a, char b) {
    if (a == b) return 0;
    return base::ascii_lower(a) == base::ascii_lower(b) ? kCaseCost : kMoveCost;
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j * kMoveCost;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i * kMoveCost;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({diagonal + replacing(a[i - 1], b[j - 1]), above + kMoveCost,
                               row[j - 1] + kMoveCost});
            diagonal = above;
        }
    }
    return row.back();
}

}  // namespace

std::optional<std::string> suggestion(std::string_view word,
                                      std::span<const std::string> candidates) {
    if (candidates.size() > kMaxCandidates || word.size() > kMaxLength) return std::nullopt;
    std::optional<std::string> best;
    std::size_t best_distance = std::numeric_limits<std::size_t>::max();
    for (const std::string& candidate : candidates) {
        if (candidate == word || candidate.empty() || candidate.size() > kMaxLength) continue;
        const std::size_t allowed =
            std::min((word.size() + candidate.size() + 3) * kMoveCost / 6, best_distance - 1);
        const std::size_t found = distance(word, candidate);
        if (found > allowed) continue;
        best = candidate;
        best_distance = found;
    }
    return best;
}

}  // namespace lang
