#include <algorithm>
#include <cstdlib>
#include <set>

#include "lang/parser_check.h"

namespace lang {

using namespace ast;

namespace {

using BoundNames = std::set<std::string_view>;

// A pattern that matches everything: nothing after it can be reached.
const MatchAs* irrefutable(const Pattern* pattern) {
    if (const auto* either = try_as<MatchOr>(pattern)) {
        return irrefutable(either->patterns.back());
    }
    const auto* as_pattern = try_as<MatchAs>(pattern);
    if (!as_pattern) return nullptr;
    return as_pattern->pattern ? irrefutable(as_pattern->pattern) : as_pattern;
}

std::string unreachable_message(const MatchAs& pattern) {
    if (pattern.name.empty()) return "wildcard makes remaining patterns unreachable";
    return "name capture '" + std::string(pattern.name) + "' makes remaining patterns unreachable";
}

// A key as Python would print it, for finding and naming duplicates; empty for dotted names.
std::string key_text(const Expr& key) {
    if (const auto* minus = try_as<UnaryOp>(&key)) {
        const std::string digits = key_text(*minus->operand);
        return digits == "0" ? digits : "-" + digits;
    }
    const auto* constant = try_as<Constant>(&key);
    if (!constant) return "";
    switch (constant->type) {
        case ConstantKind::None: return "None";
        case ConstantKind::True: return "True";
        case ConstantKind::False: return "False";
        case ConstantKind::Str: return "'" + std::string(constant->text) + "'";
        case ConstantKind::Bytes: return "b'" + std::string(constant->text) + "'";
        case ConstantKind::Ellipsis:
        case ConstantKind::Int:
        case ConstantKind::Float: break;
    }
    return std::string(constant->text);
}

}  // namespace

bool Checker::check_match(const Match& match) {
    if (!check_expr(match.subject)) return false;
    for (const MatchCase& branch : match.cases) {
        const MatchAs* all = branch.guard ? nullptr : irrefutable(branch.pattern);
        if (all && &branch != &match.cases.back()) {
            return fail(*branch.pattern, unreachable_message(*all));
        }
        BoundNames names;
        if (!check_pattern(*branch.pattern, names)) return false;
        if (!check_expr(branch.guard) || !check_block(branch.body)) return false;
    }
    return true;
}

bool Checker::bind_pattern_name(const Place& place, std::string_view name, BoundNames& names) {
    if (name.empty()) return true;
    if (!names.insert(name).second) {
        return fail(place, "multiple assignments to name '" + std::string(name) + "' in pattern");
    }
    return bind(place, name);
}

bool Checker::check_pattern(const Pattern& pattern, BoundNames& names) {
    switch (pattern.kind) {
        case PatternKind::MatchValue: return check_expr(as<MatchValue>(pattern).value);
        case PatternKind::MatchSingleton: return true;
        case PatternKind::MatchStar:
            return bind_pattern_name(pattern, as<MatchStar>(pattern).name, names);
        default: break;
    }
    if (++depth_ > kMaxTreeDepth) return too_deep(pattern);
    bool fine = true;
    switch (pattern.kind) {
        case PatternKind::MatchSequence: {
            const Patterns parts = as<MatchSequence>(pattern).patterns;
            const auto stars = std::count_if(parts.begin(), parts.end(), [](const Pattern* part) {
                return part->kind == PatternKind::MatchStar;
            });
            if (stars > 1) return fail(pattern, "multiple starred names in sequence pattern");
            fine = check_patterns(parts, names);
            break;
        }
        case PatternKind::MatchMapping:
            fine = check_mapping(as<MatchMapping>(pattern), names);
            break;
        case PatternKind::MatchClass:
            fine = check_class_pattern(as<MatchClass>(pattern), names);
            break;
        case PatternKind::MatchAs: {
            const auto& as_pattern = as<MatchAs>(pattern);
            fine = (!as_pattern.pattern || check_pattern(*as_pattern.pattern, names)) &&
                   bind_pattern_name(pattern, as_pattern.name, names);
            break;
        }
        case PatternKind::MatchOr: fine = check_alternatives(as<MatchOr>(pattern), names); break;
        case PatternKind::MatchValue:
        case PatternKind::MatchSingleton:
        case PatternKind::MatchStar: break;
    }
    --depth_;
    return fine;
}

bool Checker::check_patterns(Patterns patterns, BoundNames& names) {
    for (const Pattern* pattern : patterns) {
        if (!check_pattern(*pattern, names)) return false;
    }
    return true;
}

namespace {

// Keys that are equal have the same identity: 0, 0.0, -0 and False.
std::string key_identity(const Expr& key) {
    std::string text = key_text(key);
    if (text == "True" || text == "False") return std::to_string(text == "True" ? 1.0 : 0.0);
    const auto* minus = try_as<UnaryOp>(&key);
    const auto* constant = try_as<Constant>(minus ? minus->operand : &key);
    const bool is_number =
        constant && (constant->type == ConstantKind::Int || constant->type == ConstantKind::Float);
    if (!is_number || text.size() > 15 || text.find_first_of("xob") != std::string::npos) {
        return text;
    }
    const double value = std::strtod(text.c_str(), nullptr);
    return std::to_string(value == 0 ? 0.0 : value);
}

}  // namespace

bool Checker::check_mapping(const MatchMapping& mapping, BoundNames& names) {
    std::set<std::string> seen;
    for (const Expr* key : mapping.keys) {
        const std::string identity = key_identity(*key);
        if (!identity.empty() && !seen.insert(identity).second) {
            return fail(mapping, "mapping pattern checks duplicate key (" + key_text(*key) + ")");
        }
        if (!check_expr(key)) return false;
    }
    return check_patterns(mapping.patterns, names) &&
           bind_pattern_name(mapping, mapping.rest, names);
}

bool Checker::check_class_pattern(const MatchClass& match, BoundNames& names) {
    if (!check_expr(match.cls)) return false;
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < match.kwd_attrs.size(); ++i) {
        if (match.kwd_attrs[i] == "__debug__") {
            return fail(*match.kwd_patterns[i], "cannot assign to __debug__");
        }
        if (!seen.insert(match.kwd_attrs[i]).second) {
            return fail(*match.kwd_patterns[i], "attribute name repeated in class pattern: " +
                                                    std::string(match.kwd_attrs[i]));
        }
    }
    return check_patterns(match.patterns, names) && check_patterns(match.kwd_patterns, names);
}

bool Checker::check_alternatives(const MatchOr& either, BoundNames& names) {
    BoundNames first;
    for (std::size_t i = 0; i < either.patterns.size(); ++i) {
        const Pattern* pattern = either.patterns[i];
        const MatchAs* all = irrefutable(pattern);
        if (all && i + 1 < either.patterns.size()) {
            return fail(*pattern, unreachable_message(*all));
        }
        BoundNames bound;
        if (!check_pattern(*pattern, bound)) return false;
        if (i == 0) {
            first = bound;
        } else if (bound != first) {
            return fail(either, "alternative patterns bind different names");
        }
    }
    for (const std::string_view name : first) {
        if (!bind_pattern_name(either, name, names)) return false;
    }
    return true;
}

}  // namespace lang
