// match: every pattern jumps to `fail` or falls through with its names in temporaries; they are
// bound once the whole pattern has matched.
#include "lang/compiler_internal.h"
#include "lang/native.h"

namespace lang {

using namespace ast;

void Compiler::match_statement(const Match& stmt) {
    const int subject = temp();
    into(*stmt.subject, subject);
    Label end;
    for (const MatchCase& part : stmt.cases) {
        const Temporaries temporaries(*this);
        Label fail;
        Bindings names;
        pattern(*part.pattern, subject, fail, names);
        for (const auto& [name, value] : names) store_name(name, value);
        if (part.guard != nullptr) condition(*part.guard, false, fail);
        statements(part.body);
        if (flow_.reachable) jump(end);
        if (fail.flow) {
            place_label(fail);
        } else {
            place_label(fail);
            stop_flow();
        }
    }
    place_label(end);
}

void Compiler::capture_name(std::string_view name, int subject, Bindings& names) {
    const int copy = temp();
    emit(Op::Move, copy, subject);
    names.emplace_back(name, copy);
}

void Compiler::pattern(const Pattern& p, int subject, Label& fail, Bindings& names) {
    at(p);
    switch (p.kind) {
        case PatternKind::MatchValue: {
            const int value = operand(*as<MatchValue>(p).value);
            at(p);
            return jump_when(Op::JumpEq, 0, subject, value, fail);
        }
        case PatternKind::MatchSingleton: {
            const ConstantKind kind = as<MatchSingleton>(p).value;
            const Value value = kind == ConstantKind::None
                                    ? Value::none()
                                    : Value::boolean(kind == ConstantKind::True);
            return jump_when(Op::JumpIs, 0, subject, constant(value), fail);
        }
        case PatternKind::MatchSequence:
            return sequence_pattern(as<MatchSequence>(p), subject, fail, names);
        case PatternKind::MatchMapping:
            return mapping_pattern(as<MatchMapping>(p), subject, fail, names);
        case PatternKind::MatchClass: return class_pattern(as<MatchClass>(p), subject, fail, names);
        case PatternKind::MatchStar: return;  // inside sequences
        case PatternKind::MatchAs: {
            const auto& capture = as<MatchAs>(p);
            if (capture.pattern != nullptr) pattern(*capture.pattern, subject, fail, names);
            if (!capture.name.empty()) capture_name(capture.name, subject, names);
            return;
        }
        case PatternKind::MatchOr: return or_pattern(as<MatchOr>(p), subject, fail, names);
    }
}

void Compiler::sequence_pattern(const MatchSequence& p, int subject, Label& fail, Bindings& names) {
    const int count = static_cast<int>(p.patterns.size());
    int star = -1;
    for (int i = 0; i < count; ++i)
        if (p.patterns[static_cast<std::size_t>(i)]->kind == PatternKind::MatchStar) star = i;
    const int needed = star < 0 ? count : count - 1;
    jump_when(Op::MatchSequence, star >= 0, subject, needed, fail);
    for (int i = 0; i < count; ++i) {
        const Pattern& part = *p.patterns[static_cast<std::size_t>(i)];
        const int item = temp();
        at(part);
        if (i == star) {
            const std::string_view name = as<MatchStar>(part).name;
            if (name.empty()) continue;
            emit(Op::MatchStarItems, item, subject, i);
            emit_word(count - i - 1);
            names.emplace_back(name, item);
            continue;
        }
        const bool from_end = star >= 0 && i > star;
        emit(Op::MatchItem, item, subject, from_end ? count - i : i);
        emit_word(from_end);
        pattern(part, item, fail, names);
    }
}

void Compiler::mapping_pattern(const MatchMapping& p, int subject, Label& fail, Bindings& names) {
    const int count = static_cast<int>(p.keys.size());
    jump_when(Op::MatchMapping, 0, subject, count, fail);
    const int keys = temp(count);
    for (int i = 0; i < count; ++i) into(*p.keys[static_cast<std::size_t>(i)], keys + i);
    for (int i = 0; i < count; ++i) {
        const int item = temp();
        at(p);
        jump_when(Op::MatchKey, item, subject, keys + i, fail);
        pattern(*p.patterns[static_cast<std::size_t>(i)], item, fail, names);
    }
    if (p.rest.empty()) return;
    const int tuple = temp();
    const int rest = temp();
    emit(Op::BuildTuple, tuple, keys, count);
    emit(Op::MatchRest, rest, subject, tuple);
    names.emplace_back(p.rest, rest);
}

void Compiler::class_pattern(const MatchClass& p, int subject, Label& fail, Bindings& names) {
    const int cls = reg(*p.cls);
    const int positional = static_cast<int>(p.patterns.size());
    const int count = positional + static_cast<int>(p.kwd_patterns.size());
    std::vector<Value> attributes;
    for (const std::string_view name : p.kwd_attrs)
        attributes.push_back(unit_.vm.heap().intern(mangle(name)));
    const int values = temp(count + 1);
    at(p);
    jump_when(Op::MatchClass, values, subject, cls, fail);
    emit_word(positional, constant(unit_.vm.heap().make_tuple(attributes)) & kMaxOperand);
    for (int i = 0; i < count; ++i) {
        const Pattern* part = i < positional
                                  ? p.patterns[static_cast<std::size_t>(i)]
                                  : p.kwd_patterns[static_cast<std::size_t>(i - positional)];
        pattern(*part, values + i, fail, names);
    }
}

// All alternatives bind the same names: those of the first say where the values go.
void Compiler::or_pattern(const MatchOr& p, int subject, Label& fail, Bindings& names) {
    Label matched;
    Bindings first;
    for (std::size_t i = 0; i < p.patterns.size(); ++i) {
        Label next;
        Bindings found;
        const bool last = i + 1 == p.patterns.size();
        pattern(*p.patterns[i], subject, last ? fail : next, found);
        if (i == 0) {
            first = found;
        } else {
            for (const auto& [name, to] : first)
                for (const auto& [other, from] : found)
                    if (name == other) emit(Op::Move, to, from);
        }
        if (!last) {
            jump(matched);
            place_label(next);
        }
    }
    place_label(matched);
    names.insert(names.end(), first.begin(), first.end());
}

}  // namespace lang
