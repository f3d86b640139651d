#include "web/path_pattern.h"

#include <algorithm>

#include "base/text.h"

namespace web {
namespace {

bool is_hex_digit(char c) {
    return base::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_name(char c) { return is_name_start(c) || base::is_digit(c); }

// May `c` be part of a parameter of this convertor?
bool takes(Convertor convertor, char c) {
    switch (convertor) {
        case Convertor::Str: return c != '/';
        case Convertor::Path: return c != '\n';
        case Convertor::Int: return base::is_digit(c);
        case Convertor::Float: return base::is_digit(c) || c == '.';
        case Convertor::Uuid: return is_hex_digit(c) || c == '-';
    }
    return false;
}

base::Result<Convertor> convertor_of(std::string_view name) {
    if (name.empty() || name == "str") return Convertor::Str;
    if (name == "path") return Convertor::Path;
    if (name == "int") return Convertor::Int;
    if (name == "float") return Convertor::Float;
    if (name == "uuid") return Convertor::Uuid;
    return base::Error{"", "Unknown path convertor '" + std::string(name) + "'", {}};
}

// "{name}" or "{name:convertor}" at `at`: the length of it, 0 when it is plain text.
std::size_t placeholder_length(std::string_view path, std::size_t at) {
    std::size_t i = at + 1;
    if (path[at] != '{' || i >= path.size() || !is_name_start(path[i])) return 0;
    while (i < path.size() && is_name(path[i])) ++i;
    if (i < path.size() && path[i] == ':') {
        const std::size_t colon = i++;
        if (i >= path.size() || !is_name_start(path[i])) return 0;
        while (i < path.size() && is_name(path[i])) ++i;
        if (i == colon + 1) return 0;
    }
    return i < path.size() && path[i] == '}' ? i + 1 - at : 0;
}

// Python's "$" also matches in front of a newline that ends the text.
bool at_end(std::string_view path, std::size_t at) {
    return at == path.size() || (at + 1 == path.size() && path[at] == '\n');
}

// The end of a uuid at `at`, 0 when there is none. Dashes may be left out.
std::size_t uuid_end(std::string_view path, std::size_t at) {
    static constexpr int kGroups[] = {8, 4, 4, 4, 12};
    for (int group = 0; group < 5; ++group) {
        if (group > 0 && at < path.size() && path[at] == '-') ++at;
        for (int i = 0; i < kGroups[group]; ++i, ++at)
            if (at >= path.size() || !is_hex_digit(path[at])) return 0;
    }
    return at;
}

std::size_t float_end(std::string_view path, std::size_t at) {
    std::size_t end = at;
    while (end < path.size() && base::is_digit(path[end])) ++end;
    if (end == at) return at;
    std::size_t fraction = end + 1;
    if (end >= path.size() || path[end] != '.') return end;
    while (fraction < path.size() && base::is_digit(path[fraction])) ++fraction;
    return fraction > end + 1 ? fraction : end;
}

// The longest match of a parameter at `at`; false when it cannot stand there.
bool longest(Convertor convertor, std::string_view path, std::size_t at, std::size_t& end) {
    end = at;
    if (convertor == Convertor::Uuid) {
        end = uuid_end(path, at);
        return end != 0;
    }
    if (convertor == Convertor::Float) {
        end = float_end(path, at);
        return end > at;
    }
    while (end < path.size() && takes(convertor, path[end])) ++end;
    return end > at || convertor == Convertor::Path;
}

bool match_greedily(const PathPattern& pattern, std::string_view path,
                    std::vector<std::string_view>& captures) {
    std::size_t at = 0;
    for (const PathPattern::Piece& piece : pattern.pieces) {
        if (!piece.is_parameter) {
            if (path.compare(at, piece.text.size(), piece.text) != 0) return false;
            at += piece.text.size();
            continue;
        }
        std::size_t end = 0;
        if (!longest(piece.convertor, path, at, end)) return false;
        captures.push_back(path.substr(at, end - at));
        at = end;
    }
    return at_end(path, at);
}

// For one piece, by start: where it ends when it takes as much as it can while the pieces behind
// it still match; -1 when they cannot.
using Ends = std::vector<std::int32_t>;

Ends ends_of_literal(std::string_view text, std::string_view path, auto rest_matches) {
    Ends ends(path.size() + 1, -1);
    for (std::size_t p = 0; p + text.size() <= path.size(); ++p)
        if (path.compare(p, text.size(), text) == 0 && rest_matches(p + text.size()))
            ends[p] = static_cast<std::int32_t>(p + text.size());
    return ends;
}

Ends ends_of_uuid(std::string_view path, auto rest_matches) {
    Ends ends(path.size() + 1, -1);
    for (std::size_t p = 0; p < path.size(); ++p)
        if (const std::size_t end = uuid_end(path, p); end != 0 && rest_matches(end))
            ends[p] = static_cast<std::int32_t>(end);
    return ends;
}

// A run of characters that the convertor takes: the farthest good end within it.
Ends ends_of_run(Convertor convertor, std::string_view path, auto rest_matches) {
    Ends ends(path.size() + 1, -1);
    std::int32_t farthest = -1;  // of a run that begins behind p; it may be empty
    for (std::size_t p = path.size() + 1; p-- > 0;) {
        const bool taken = p < path.size() && takes(convertor, path[p]);
        if (taken) ends[p] = farthest;
        if (!taken || farthest < 0)
            farthest = rest_matches(p) ? static_cast<std::int32_t>(p) : std::int32_t{-1};
        if (convertor == Convertor::Path) ends[p] = farthest;
    }
    return ends;
}

// Digits, then perhaps a dot and digits: with them when the rest matches there, else without.
Ends ends_of_float(std::string_view path, auto rest_matches) {
    const Ends digits = ends_of_run(Convertor::Int, path, rest_matches);
    Ends ends = digits;
    std::size_t digits_end = path.size();
    for (std::size_t p = path.size(); p-- > 0;) {
        if (!base::is_digit(path[p]))
            digits_end = p;
        else if (digits_end + 1 < path.size() && path[digits_end] == '.' &&
                 digits[digits_end + 1] >= 0)
            ends[p] = digits[digits_end + 1];
    }
    return ends;
}

Ends ends_of(const PathPattern::Piece& piece, std::string_view path, auto rest_matches) {
    if (!piece.is_parameter) return ends_of_literal(piece.text, path, rest_matches);
    if (piece.convertor == Convertor::Uuid) return ends_of_uuid(path, rest_matches);
    if (piece.convertor == Convertor::Float) return ends_of_float(path, rest_matches);
    return ends_of_run(piece.convertor, path, rest_matches);
}

bool match_thoroughly(const PathPattern& pattern, std::string_view path,
                      std::vector<std::string_view>& captures) {
    std::vector<Ends> by_piece(pattern.pieces.size());
    for (std::size_t i = pattern.pieces.size(); i-- > 0;) {
        const Ends* rest = i + 1 < by_piece.size() ? &by_piece[i + 1] : nullptr;
        by_piece[i] = ends_of(pattern.pieces[i], path, [&](std::size_t p) {
            return rest ? (*rest)[p] >= 0 : at_end(path, p);
        });
    }
    if (by_piece.front()[0] < 0) return false;
    std::size_t at = 0;
    for (std::size_t i = 0; i < pattern.pieces.size(); ++i) {
        const std::size_t end = static_cast<std::size_t>(by_piece[i][at]);
        if (pattern.pieces[i].is_parameter) captures.push_back(path.substr(at, end - at));
        at = end;
    }
    return true;
}

bool greedy_is_enough(const std::vector<PathPattern::Piece>& pieces) {
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        if (!pieces[i].is_parameter || pieces[i].convertor == Convertor::Uuid) continue;
        if (pieces[i + 1].is_parameter) return false;
        if (takes(pieces[i].convertor, pieces[i + 1].text.front())) return false;
    }
    // A parameter at the end may swallow the newline that "$" would leave.
    return true;
}

}  // namespace

base::Result<PathPattern> compile_path(std::string_view path) {
    PathPattern pattern;
    pattern.declared = std::string(path);
    std::string literal;
    const auto flush = [&] {
        if (!literal.empty()) pattern.pieces.push_back({false, std::move(literal), Convertor::Str});
        literal.clear();
    };
    for (std::size_t i = 0; i < path.size();) {
        const std::size_t length = placeholder_length(path, i);
        if (length == 0) {
            literal += path[i++];
            continue;
        }
        const std::string_view inner = path.substr(i + 1, length - 2);
        const std::size_t colon = inner.find(':');
        const std::string_view kind =
            colon == std::string_view::npos ? std::string_view() : inner.substr(colon + 1);
        AW_TRY(const Convertor convertor, convertor_of(kind));
        flush();
        pattern.pieces.push_back({true, std::string(inner.substr(0, colon)), convertor});
        ++pattern.parameter_count;
        i += length;
    }
    flush();
    std::vector<std::string> names = parameter_names(pattern);
    std::sort(names.begin(), names.end());
    if (const auto twice = std::adjacent_find(names.begin(), names.end()); twice != names.end())
        return base::Error{
            "", "Duplicated param name " + *twice + " at path " + pattern.declared, {}};
    pattern.greedy_is_enough = greedy_is_enough(pattern.pieces);
    return pattern;
}

bool match_path(const PathPattern& pattern, std::string_view path,
                std::vector<std::string_view>& captures) {
    captures.clear();
    if (pattern.pieces.empty()) return at_end(path, 0);
    const PathPattern::Piece& first = pattern.pieces.front();
    if (!first.is_parameter && path.compare(0, first.text.size(), first.text) != 0) return false;
    return pattern.greedy_is_enough ? match_greedily(pattern, path, captures)
                                    : match_thoroughly(pattern, path, captures);
}

std::string path_format(const PathPattern& pattern) {
    std::string out;
    for (const PathPattern::Piece& piece : pattern.pieces)
        out += piece.is_parameter ? "{" + piece.text + "}" : piece.text;
    return out;
}

std::vector<std::string> parameter_names(const PathPattern& pattern) {
    std::vector<std::string> names;
    for (const PathPattern::Piece& piece : pattern.pieces)
        if (piece.is_parameter) names.push_back(piece.text);
    return names;
}

}  // namespace web
