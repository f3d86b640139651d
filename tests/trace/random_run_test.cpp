// Properties of any run: every step's state equals the model's, in any order of asking.
#include "trace/random_run.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace trace_test {

using trace::EventKind;

RandomRun::RandomRun(std::uint32_t seed, int steps) : random_(seed) {
    for (int i = 0; i < kCodes; ++i) {
        const int slots = i == 0 ? 20 : pick(24);
        const int parameters = i == 0 ? 0 : pick(std::min(slots, 4) + 1);
        slot_counts_.push_back(slots);
        parameter_counts_.push_back(parameters);
        trace::CodeInfo info;
        info.function = i == 0 ? "<module>" : "f" + std::to_string(i);
        info.first_line = 1 + 7 * i;
        for (int k = 0; k < slots; ++k) info.variables.push_back("v" + std::to_string(k));
        info.parameter_count = parameters;
        recorder_.add_code(info);
    }
    recorder_.call(0, {});
    stack_.push_back({1, 0, 1, std::vector<ValueRef>(20)});
    done(EventKind::Call);
    while (static_cast<int>(steps_.size()) < steps) {
        const std::size_t wanted = steps_.size() / kSnapshotEvery;
        if (wanted > snapshots_.size()) snapshots_.push_back(recorder_.so_far());
        one_step();
    }
}

ValueRef RandomRun::any_value() {
    switch (pick(9)) {
        case 0: return ValueRef::none();
        case 1: return ValueRef::boolean(pick(2) == 0);
        case 2: return ValueRef::integer(pick(100) - 50);
        case 3: return ValueRef::integer((std::int64_t{1} << 60) - 1 - pick(3));
        case 4: return ValueRef::integer(-(std::int64_t{1} << 60) + pick(3));
        case 5: return recorder_.text("text " + std::to_string(pick(50)));
        case 6: return ValueRef::integer(static_cast<std::int64_t>(random_()) << pick(24));
        case 7:
            if (!objects_.empty())
                return ValueRef::object(
                    1 + static_cast<ObjectId>(pick(static_cast<int>(objects_.size()))));
            return ValueRef::ellipsis();
        default: return ValueRef();
    }
}

void RandomRun::one_step() {
    const int what = pick(100);
    if (what < 30) return line();
    if (what < 40) return call();
    if (what < 49) return leave();
    if (what < 52) return yield();
    if (what < 55) return resume();
    if (what < 75) return assign();
    if (what < 78) return assign_global();
    if (what < 80) return raise();
    if (what < 81) return request_event();
    if (what < 82) return new_object();
    change();
}

void RandomRun::done(EventKind kind) {
    ModelStep& step = steps_.emplace_back();
    step.kind = kind;
    step.stack = stack_;
    if (objects_.empty()) return;
    step.object = 1 + static_cast<ObjectId>(pick(static_cast<int>(objects_.size())));
    step.object_text = text_of(step.object);
}

void RandomRun::line() {
    top().line += pick(5) == 0 ? pick(400) - 200 : pick(10) - 4;
    recorder_.line(top().line);
    done(EventKind::Line);
}

void RandomRun::call() {
    if (static_cast<int>(stack_.size()) > kMaxDepth) return;
    const auto code = static_cast<std::size_t>(1 + pick(kCodes - 1));
    ModelFrame frame;
    frame.code = static_cast<trace::CodeId>(code);
    frame.line = 1 + 7 * static_cast<int>(code);
    std::vector<ValueRef> arguments;
    const int given = pick(8) == 0 ? pick(slot_counts_[code] + 1) : parameter_counts_[code];
    for (int i = 0; i < given; ++i) arguments.push_back(any_value());
    frame.values = arguments;
    frame.values.resize(static_cast<std::size_t>(slot_counts_[code]));
    frame.id = recorder_.call(frame.code, arguments);
    stack_.push_back(frame);
    done(EventKind::Call);
}

void RandomRun::leave() {
    const bool unwinds = pick(4) == 0;
    if (unwinds) {
        recorder_.unwind("ValueError");
    } else {
        recorder_.return_value(any_value());
    }
    if (stack_.size() > 1) stack_.pop_back();
    done(unwinds ? EventKind::Unwind : EventKind::Return);
}

void RandomRun::yield() {
    if (stack_.size() == 1) return;
    recorder_.yield_value(any_value());
    suspended_[top().id] = top();
    stack_.pop_back();
    done(EventKind::Yield);
}

void RandomRun::resume() {
    if (suspended_.empty()) return;
    auto chosen = suspended_.begin();
    std::advance(chosen, pick(static_cast<int>(suspended_.size())));
    recorder_.resume(chosen->first);
    stack_.push_back(chosen->second);
    suspended_.erase(chosen);
    done(EventKind::Resume);
}

void RandomRun::assign() {
    if (top().values.empty()) return;
    const int slot = pick(static_cast<int>(top().values.size()));
    ValueRef& held = top().values[static_cast<std::size_t>(slot)];
    const bool counts =
        held.tag() == ValueRef::Tag::Int && pick(2) == 0 && ValueRef::fits(held.as_integer() + 1);
    held = counts ? ValueRef::integer(held.as_integer() + 1) : any_value();
    recorder_.assign(slot, held);
    done(EventKind::Assign);
}

void RandomRun::assign_global() {
    const int slot = pick(20);
    stack_[0].values[static_cast<std::size_t>(slot)] = any_value();
    recorder_.assign_global(slot, stack_[0].values[static_cast<std::size_t>(slot)]);
    done(EventKind::Assign);
}

void RandomRun::raise() {
    recorder_.raise("KeyError", "'k" + std::to_string(pick(9)) + "'");
    done(EventKind::Raise);
}

void RandomRun::request_event() {
    recorder_.emit(EventKind::CredentialsRead, {{"scheme", "HTTPBearer"}, {"present", "true"}});
    done(EventKind::CredentialsRead);
}

// Not a step of its own: the object is seen for the first time in what follows.
void RandomRun::new_object() {
    constexpr ObjectKind kKinds[] = {ObjectKind::List, ObjectKind::Dict, ObjectKind::Set};
    ModelObject object;
    object.kind = kKinds[pick(3)];
    const ObjectId id =
        recorder_.add_object(object.kind, object.kind == ObjectKind::List  ? "list"
                                          : object.kind == ObjectKind::Set ? "set"
                                                                           : "dict");
    if (object.kind == ObjectKind::List)
        for (int n = pick(200); n > 0; --n) object.values.push_back(ValueRef::integer(pick(5)));
    if (object.kind == ObjectKind::Dict) {
        recorder_.set_entries(id, {});
    } else {
        recorder_.set_items(id, object.values);
    }
    objects_[id] = object;
}

void RandomRun::change() {
    if (objects_.empty()) return;
    const auto id = 1 + static_cast<ObjectId>(pick(static_cast<int>(objects_.size())));
    ModelObject& object = objects_[id];
    if (object.kind == ObjectKind::List) {
        change_list(id, object);
    } else {
        change_entries(id, object);
    }
    done(EventKind::Change);
}

void RandomRun::change_list(ObjectId id, ModelObject& list) {
    const int size = static_cast<int>(list.values.size());
    const int what = pick(20);
    if (what == 0) {
        list.values.assign(static_cast<std::size_t>(pick(50)), ValueRef::integer(pick(9)));
        return recorder_.change_all_items(id, list.values);
    }
    if (what < 4) {
        const int at = pick(size + 1);
        const int removed = pick(size - at + 1);
        std::vector<ValueRef> inserted;
        for (int n = pick(removed + 2); n > 0; --n) inserted.push_back(ValueRef::integer(pick(99)));
        const auto from = list.values.begin() + at;
        list.values.insert(list.values.erase(from, from + removed), inserted.begin(),
                           inserted.end());
        return recorder_.change_splice(id, at, removed, inserted);
    }
    const ValueRef value = ValueRef::integer(pick(1000));
    if (what < 10 || size == 0) {
        list.values.push_back(value);
        return recorder_.change_append(id, value);
    }
    const int at = pick(size);
    list.values[static_cast<std::size_t>(at)] = value;
    recorder_.change_item(id, at, value);
}

void RandomRun::change_entries(ObjectId id, ModelObject& object) {
    const std::size_t stride = object.kind == ObjectKind::Dict ? 2 : 1;
    const ValueRef key = ValueRef::integer(pick(40));
    std::size_t at = 0;
    while (at < object.values.size() && object.values[at] != key) at += stride;
    const bool is_there = at < object.values.size();
    if (is_there && (stride == 1 || pick(3) == 0)) {
        const auto from = object.values.begin() + static_cast<std::ptrdiff_t>(at);
        object.values.erase(from, from + static_cast<std::ptrdiff_t>(stride));
        return recorder_.change_remove(id, key);
    }
    if (stride == 1) {
        object.values.push_back(key);
        return recorder_.change_append(id, key);
    }
    const ValueRef value = ValueRef::integer(pick(1000));
    if (is_there) {
        object.values[at + 1] = value;
    } else {
        object.values.insert(object.values.end(), {key, value});
    }
    recorder_.change_entry(id, key, value);
}

std::string RandomRun::text_of(ObjectId id) const {
    const ModelObject& object = objects_.at(id);
    if (object.kind == ObjectKind::Set && object.values.empty()) return "set()";
    std::string out = object.kind == ObjectKind::List ? "[" : "{";
    for (std::size_t i = 0; i < object.values.size(); ++i) {
        const bool is_value = object.kind == ObjectKind::Dict && i % 2 == 1;
        if (i > 0) out += is_value ? ": " : ", ";
        out += std::to_string(object.values[i].as_integer());
    }
    return out + (object.kind == ObjectKind::List ? "]" : "}");
}

namespace {

void expect_same(const trace::State& state, const std::vector<ModelFrame>& stack) {
    ASSERT_EQ(state.stack.size(), stack.size()) << "at step " << state.step;
    for (std::size_t i = 0; i < stack.size(); ++i) {
        ModelFrame found{state.stack[i].frame, state.stack[i].code, state.stack[i].line, {}};
        for (const trace::Variable& variable : state.stack[i].variables)
            found.values.push_back(variable.value);
        ASSERT_TRUE(found == stack[i]) << "activation " << i << " at step " << state.step;
    }
}

class RandomRuns : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomRuns, EveryStepHasTheStateOfTheModel) {
    RandomRun run(GetParam(), 6000);
    const trace::Timeline timeline = run.finish();
    const auto& steps = run.steps();
    ASSERT_EQ(timeline.size(), static_cast<int>(steps.size()));
    for (int step = 0; step < timeline.size(); ++step) {
        const auto& expected = steps[static_cast<std::size_t>(step)];
        expect_same(timeline.state_at(step), expected.stack);
        ASSERT_EQ(timeline.kind_at(step), expected.kind);
        if (HasFatalFailure()) return;
    }
}

TEST_P(RandomRuns, GoingBackGivesTheSameStates) {
    RandomRun run(GetParam(), 3000);
    const trace::Timeline timeline = run.finish();
    for (int step = timeline.size() - 1; step >= 0; --step) {
        expect_same(timeline.state_at(step), run.steps()[static_cast<std::size_t>(step)].stack);
        if (HasFatalFailure()) return;
    }
}

TEST_P(RandomRuns, ObjectsHoldAtEveryStepWhatTheModelHeld) {
    RandomRun run(GetParam(), 20000);
    const trace::Timeline timeline = run.finish();
    for (int step = 0; step < timeline.size(); ++step) {
        const auto& expected = run.steps()[static_cast<std::size_t>(step)];
        if (expected.object == 0) continue;
        ASSERT_EQ(
            timeline.show(ValueRef::object(expected.object), step, trace::Style::Repr, 100000),
            expected.object_text)
            << "at step " << step;
    }
}

// What is given while the run goes on is a part of it, and stays as it is.
TEST_P(RandomRuns, WhatThereIsSoFarHasTheSameStates) {
    RandomRun run(GetParam(), 6000);
    ASSERT_EQ(run.snapshots().size(), 8U);
    const trace::Timeline whole = run.finish();
    for (const trace::Timeline& part : run.snapshots()) {
        for (int step = 0; step < part.size(); step += 3) {
            const auto& expected = run.steps()[static_cast<std::size_t>(step)];
            expect_same(part.state_at(step), expected.stack);
            if (HasFatalFailure()) return;
            if (expected.object == 0) continue;
            const ValueRef object = ValueRef::object(expected.object);
            ASSERT_EQ(part.show(object, step, trace::Style::Repr, 100000), expected.object_text);
        }
        ASSERT_EQ(part.briefs(0, part.size() - 1).size(), static_cast<std::size_t>(part.size()));
    }
    ASSERT_GT(whole.size(), run.snapshots().back().size());
}

TEST_P(RandomRuns, BriefsAgreeWithSingleEvents) {
    RandomRun run(GetParam(), 2000);
    const trace::Timeline timeline = run.finish();
    const auto briefs = timeline.briefs(0, timeline.size() - 1);
    ASSERT_EQ(static_cast<int>(briefs.size()), timeline.size());
    for (const trace::Timeline::Brief& brief : briefs) {
        const trace::Event event = timeline.event_at(brief.step);
        ASSERT_EQ(brief.kind, event.kind);
        ASSERT_EQ(brief.line, event.line);
        ASSERT_EQ(brief.depth, event.depth);
        ASSERT_EQ(brief.depth + 1, static_cast<int>(timeline.state_at(brief.step).stack.size()));
    }
}

TEST_P(RandomRuns, TheSameCallsGiveTheSameBytes) {
    RandomRun first(GetParam(), 5000), second(GetParam(), 5000);
    EXPECT_EQ(first.finish().serialized(), second.finish().serialized());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRuns, testing::Values(1U, 2U, 3U, 4U, 5U));

}  // namespace
}  // namespace trace_test
