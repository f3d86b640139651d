// What single events say.
#include "trace/recorder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using trace::CodeInfo;
using trace::CodeKind;
using trace::Event;
using trace::EventKind;
using trace::ObjectKind;
using trace::Recorder;
using trace::Timeline;
using trace::ValueRef;

// A module with two variables and a function `check(token)` with a local `user`.
class Recording : public testing::Test {
  protected:
    Recording() {
        recorder.add_code({"<module>", CodeKind::Module, 1, {"app", "count"}, 0});
        recorder.add_code({"check", CodeKind::Function, 7, {"token", "user"}, 1});
        recorder.call(0, {});
    }
    trace::FrameId call_check(ValueRef token) { return recorder.call(1, {&token, 1}); }
    Event last() {
        timeline = recorder.finish();
        return timeline.event_at(timeline.size() - 1);
    }
    std::string field(const Event& event, std::string_view name) {
        const std::string* value = event.field(name);
        return value ? *value : "absent";
    }
    Recorder recorder;
    Timeline timeline;
};

TEST_F(Recording, LineNamesItsLineAndFunction) {
    call_check(ValueRef::none());
    recorder.line(8);
    const Event event = last();
    EXPECT_EQ(event.kind, EventKind::Line);
    EXPECT_EQ(event.line, 8);
    EXPECT_EQ(event.depth, 1);
    EXPECT_EQ(field(event, "line"), "8");
    EXPECT_EQ(field(event, "function"), "check");
}

TEST_F(Recording, CallHasOneFieldPerArgument) {
    call_check(recorder.text("validtoken"));
    const Event event = last();
    EXPECT_EQ(event.line, 7);
    EXPECT_EQ(field(event, "function"), "check");
    EXPECT_EQ(field(event, "token"), "validtoken");
    EXPECT_EQ(field(event, "user"), "absent");
}

TEST_F(Recording, ReturnBelongsToTheActivationThatEnds) {
    call_check(ValueRef::none());
    recorder.line(9);
    recorder.return_value(ValueRef::boolean(true));
    const Event event = last();
    EXPECT_EQ(event.line, 9);
    EXPECT_EQ(event.depth, 0);
    EXPECT_EQ(field(event, "function"), "check");
    EXPECT_EQ(field(event, "value"), "True");
    EXPECT_EQ(timeline.state_at(2).stack.size(), 2U);
    EXPECT_EQ(timeline.state_at(3).stack.size(), 1U);
}

TEST_F(Recording, RaiseAndUnwindNameTheException) {
    call_check(ValueRef::none());
    recorder.raise("HTTPException", "401: Invalid token");
    recorder.unwind("HTTPException");
    const Event event = last();
    EXPECT_EQ(event.kind, EventKind::Unwind);
    EXPECT_EQ(field(event, "function"), "check");
    EXPECT_EQ(field(event, "exception"), "HTTPException");
    EXPECT_EQ(field(timeline.event_at(2), "message"), "401: Invalid token");
    EXPECT_EQ(timeline.event_at(2).depth, 1);
    EXPECT_EQ(timeline.state_at(3).stack.size(), 1U);
}

TEST_F(Recording, CaughtBelongsToTheActivationThatGoesOn) {
    recorder.caught("ValueError");
    const Event event = last();
    EXPECT_EQ(field(event, "function"), "<module>");
    EXPECT_EQ(field(event, "exception"), "ValueError");
}

TEST_F(Recording, AssignTellsScopeNameAndValue) {
    call_check(ValueRef::none());
    recorder.assign(1, recorder.text("alice"));
    const Event event = last();
    EXPECT_EQ(field(event, "scope"), "local");
    EXPECT_EQ(field(event, "function"), "check");
    EXPECT_EQ(field(event, "name"), "user");
    EXPECT_EQ(field(event, "value"), "alice");
}

TEST_F(Recording, AssigningUnboundDeletesTheVariable) {
    recorder.assign(1, ValueRef::integer(3));
    recorder.assign(1, ValueRef());
    EXPECT_EQ(field(last(), "value"), "absent");
    EXPECT_EQ(timeline.state_at(2).top()->variables[1].value, ValueRef());
}

TEST_F(Recording, GlobalsAssignedInAFunctionShowInTheModule) {
    call_check(ValueRef::none());
    recorder.assign_global(1, ValueRef::integer(5));
    const Event event = last();
    EXPECT_EQ(field(event, "scope"), "global");
    EXPECT_EQ(field(event, "function"), "<module>");
    EXPECT_EQ(field(event, "name"), "count");
    EXPECT_EQ(timeline.state_at(2).stack[0].variables[1].value, ValueRef::integer(5));
}

TEST_F(Recording, NamesThatComeLaterAreGlobalsToo) {
    Recorder late;
    const auto module = late.add_code({"<module>", CodeKind::Module, 1, {"a"}, 0});
    late.set_variables(module, {"a", "", "c"});
    late.call(module, {});
    late.assign_global(2, ValueRef::integer(3));
    late.assign_global(9, ValueRef::integer(4));  // nobody told that there is such a name
    timeline = late.finish();
    ASSERT_EQ(timeline.size(), 2);
    const trace::State state = timeline.state_at(1);
    ASSERT_EQ(state.top()->variables.size(), 2U);
    EXPECT_EQ(state.top()->variables[1].name, "c");
    EXPECT_EQ(state.top()->variables[1].value, ValueRef::integer(3));
}

TEST_F(Recording, VariablesOfComprehensionsStandBeforeTheGlobals) {
    Recorder both;
    CodeInfo info{"<module>", CodeKind::Module, 1, {"k"}, 0};
    info.first_global_slot = 1;
    const auto module = both.add_code(info);
    both.set_variables(module, {"k", "k", "d"});
    both.call(module, {});
    both.assign(0, ValueRef::integer(7));
    both.assign_global(0, ValueRef::integer(8));
    both.assign(0, ValueRef());
    timeline = both.finish();
    EXPECT_EQ(field(timeline.event_at(1), "scope"), "local");
    EXPECT_EQ(field(timeline.event_at(2), "scope"), "global");
    EXPECT_EQ(timeline.state_at(2).top()->variables.size(), 3U);
    EXPECT_EQ(timeline.state_at(3).top()->variables.size(), 2U);
    const auto assignments = timeline.assignments("<module>", "k", 0, 3);
    ASSERT_EQ(assignments.size(), 1U);
    EXPECT_EQ(assignments[0].value, ValueRef::integer(8));
}

TEST_F(Recording, TheModuleStaysWhenItHasReturned) {
    recorder.assign(1, ValueRef::integer(5));
    recorder.return_value(ValueRef::none());
    recorder.begin_request(0);
    call_check(ValueRef::none());
    EXPECT_EQ(last().depth, 1);
    EXPECT_EQ(timeline.state_at(3).stack[0].variables[1].value, ValueRef::integer(5));
}

TEST_F(Recording, ChangesOfACellAreAssignments) {
    Recorder closures;
    closures.add_code({"<module>", CodeKind::Module, 1, {}, 0});
    closures.add_code({"bump", CodeKind::Function, 3, {"step", "total"}, 1, 1});
    closures.call(0, {});
    const ValueRef arguments[] = {ValueRef::integer(2),
                                  ValueRef::object(closures.add_object(ObjectKind::Cell, "cell"))};
    const ValueRef start = ValueRef::integer(10);
    closures.set_items(arguments[1].id(), {&start, 1});
    closures.call(1, arguments);
    closures.change_item(arguments[1].id(), 0, ValueRef::integer(12));
    timeline = closures.finish();
    const Event event = timeline.event_at(2);
    EXPECT_EQ(event.kind, EventKind::Assign);
    EXPECT_EQ(field(event, "scope"), "nonlocal");
    EXPECT_EQ(field(event, "name"), "total");
    EXPECT_EQ(field(event, "value"), "12");
    EXPECT_EQ(timeline.state_at(1).top()->variables[1].value, ValueRef::integer(10));
    EXPECT_EQ(timeline.state_at(2).top()->variables[1].value, ValueRef::integer(12));
    const auto assignments = timeline.assignments("bump", "total", 0, 2);
    ASSERT_EQ(assignments.size(), 2U);
    EXPECT_EQ(assignments[1].value, ValueRef::integer(12));
}

TEST_F(Recording, ChangeTellsTheVariableThatHoldsTheObject) {
    const auto list = recorder.add_object(ObjectKind::List, "list");
    recorder.set_items(list, {});
    recorder.assign(0, ValueRef::object(list));
    recorder.change_append(list, ValueRef::integer(4));
    const Event event = last();
    EXPECT_EQ(event.kind, EventKind::Change);
    EXPECT_EQ(field(event, "object"), "[4]");
    EXPECT_EQ(field(event, "name"), "app");
    EXPECT_EQ(field(event, "what"), "append");
    EXPECT_EQ(field(event, "value"), "4");
    EXPECT_EQ(timeline.show(ValueRef::object(list), 1, trace::Style::Repr), "[]");
}

TEST_F(Recording, ChangesOfInstancesAreAttributes) {
    const auto user = recorder.add_object(ObjectKind::Instance, "User");
    recorder.set_entries(user, {});
    recorder.change_entry(user, recorder.text("name"), recorder.text("alice"));
    recorder.change_remove(user, recorder.text("name"));
    EXPECT_EQ(field(last(), "what"), "remove");
    const Event event = timeline.event_at(1);
    EXPECT_EQ(field(event, "what"), "attribute");
    EXPECT_EQ(field(event, "key"), "name");
    EXPECT_EQ(field(event, "object"), "User(name='alice')");
}

TEST_F(Recording, YieldStepsAsideAndResumeBringsItBack) {
    const auto frame = call_check(ValueRef::integer(1));
    recorder.assign(1, ValueRef::integer(2));
    recorder.line(9);
    recorder.yield_value(ValueRef::integer(7));
    recorder.resume(frame);
    const Event event = last();
    EXPECT_EQ(event.kind, EventKind::Resume);
    EXPECT_EQ(field(event, "function"), "check");
    EXPECT_EQ(field(timeline.event_at(4), "value"), "7");
    EXPECT_EQ(timeline.state_at(4).stack.size(), 1U);
    const trace::State state = timeline.state_at(5);
    ASSERT_EQ(state.stack.size(), 2U);
    EXPECT_EQ(state.top()->frame, frame);
    EXPECT_EQ(state.top()->line, 9);
    EXPECT_EQ(state.top()->variables[1].value, ValueRef::integer(2));
}

TEST_F(Recording, RequestEventsKeepTheirFieldsInOrder) {
    recorder.begin_request(0);
    recorder.emit(EventKind::RouteMatched,
                  {{"method", "GET"}, {"path", "/protected"}, {"function", "protected_route"}});
    const Event event = last();
    EXPECT_EQ(event.kind, EventKind::RouteMatched);
    EXPECT_EQ(event.request, 0);
    ASSERT_EQ(event.fields.size(), 3U);
    EXPECT_EQ(event.fields[0].name, "method");
    EXPECT_EQ(event.fields[1].value, "/protected");
}

TEST_F(Recording, SpansTellWhichStepsARequestTook) {
    recorder.line(2);
    recorder.begin_request(0);
    recorder.line(3);
    recorder.begin_request(1);
    recorder.line(4);
    recorder.line(5);
    EXPECT_EQ(last().request, 1);
    ASSERT_EQ(timeline.spans().size(), 3U);
    EXPECT_EQ(timeline.spans()[0].request, -1);
    EXPECT_EQ(timeline.spans()[0].last_step, 1);
    EXPECT_EQ(timeline.spans()[1].first_step, 2);
    EXPECT_EQ(timeline.spans()[1].last_step, 2);
    EXPECT_EQ(timeline.spans()[2].last_step, 4);
    EXPECT_EQ(timeline.state_at(1).request, -1);
    EXPECT_EQ(timeline.state_at(2).request, 0);
}

TEST_F(Recording, AssignmentsIncludeArguments) {
    call_check(recorder.text("a"));
    recorder.assign(0, recorder.text("b"));
    recorder.return_value(ValueRef::none());
    call_check(recorder.text("c"));
    timeline = recorder.finish();
    std::string values;
    for (const trace::Assignment& one : timeline.assignments("check", "token", 0, 100))
        values += timeline.show(one.value, one.step, trace::Style::Plain);
    EXPECT_EQ(values, "abc");
    EXPECT_EQ(timeline.assignments("check", "token", 2, 3).size(), 1U);
    EXPECT_TRUE(timeline.assignments("check", "nobody", 0, 100).empty());
    EXPECT_TRUE(timeline.assignments("<module>", "token", 0, 100).empty());
}

TEST_F(Recording, OutputIsAnEvent) {
    recorder.output("hello\n");
    EXPECT_EQ(field(last(), "text"), "hello\n");
}

TEST_F(Recording, TheHookIsCalledAfterEveryEvent) {
    std::vector<int> steps;
    recorder.set_step_hook([&](int step) { steps.push_back(step); });
    for (int i = 0; i < 600; ++i) recorder.line(i);
    ASSERT_EQ(steps.size(), 600U);
    EXPECT_EQ(steps.front(), 1);
    EXPECT_EQ(steps.back(), 600);
    EXPECT_EQ(last().line, 599);
}

TEST_F(Recording, ManyArgumentsCrossPages) {
    CodeInfo wide{"wide", CodeKind::Function, 1, {}, 9000};
    for (int i = 0; i < 9000; ++i) wide.variables.push_back("v");
    recorder.add_code(wide);
    std::vector<ValueRef> arguments;
    for (int i = 0; i < 9000; ++i)
        arguments.push_back(ValueRef::integer((std::int64_t{1} << 59) + i));
    recorder.call(2, arguments);
    recorder.line(44);
    EXPECT_EQ(last().line, 44);
    EXPECT_EQ(timeline.state_at(1).top()->variables[8999].value, arguments[8999]);
}

TEST_F(Recording, AnEmptyTimelineAnswers) {
    const Timeline empty;
    EXPECT_EQ(empty.size(), 0);
    EXPECT_TRUE(empty.state_at(-1).stack.empty());
    EXPECT_TRUE(empty.briefs(0, 10).empty());
    EXPECT_TRUE(empty.assignments("f", "x", 0, 10).empty());
}

TEST_F(Recording, WhatComesAfterTheEndIsDropped) {
    recorder.line(2);
    timeline = recorder.finish();
    const std::string before = timeline.serialized();
    for (int i = 0; i < 10000; ++i) {
        call_check(recorder.text("late " + std::to_string(i)));
        recorder.line(i);
        recorder.emit(EventKind::Response, {{"status", "200"}});
        if (i % 2 == 0) recorder.return_value(recorder.real(1.5));
    }
    recorder.begin_request(3);
    EXPECT_EQ(timeline.size(), 2);
    EXPECT_EQ(timeline.serialized(), before);
}

TEST(EventKinds, NamesGoBothWays) {
    for (int i = 0; i < trace::kEventKindCount; ++i) {
        const auto kind = static_cast<EventKind>(i);
        EXPECT_EQ(trace::event_kind(trace::name_of(kind)), kind);
    }
    EXPECT_EQ(trace::name_of(EventKind::DependencyEntered), "dependency_entered");
    EXPECT_FALSE(trace::event_kind("nothing").has_value());
}

TEST(FullRecorder, StopsAtItsLimitAndKeepsWhatItHas) {
    Recorder recorder(Recorder::Limits{2 << 20});
    recorder.add_code({"<module>", CodeKind::Module, 1, {"text"}, 0});
    recorder.call(0, {});
    int made = 0;
    for (; !recorder.full() && made < 1000000; ++made)
        recorder.assign(0, recorder.text("a text that is new each time " + std::to_string(made)));
    EXPECT_TRUE(recorder.full());
    EXPECT_LT(made, 100000);
    const int size = recorder.next_step();
    recorder.line(5);
    recorder.assign(0, ValueRef::none());
    recorder.raise("ValueError", "late");
    const auto list = recorder.add_object(ObjectKind::List, "list");
    recorder.set_items(list, {});
    recorder.change_append(list, ValueRef::none());
    EXPECT_EQ(recorder.next_step(), size);
    const Timeline timeline = recorder.finish();
    EXPECT_EQ(timeline.size(), size);
    EXPECT_LT(timeline.byte_size(), std::size_t{4} << 20);
    EXPECT_EQ(timeline
                  .show(timeline.state_at(size - 1).top()->variables[0].value, size - 1,
                        trace::Style::Plain)
                  .substr(0, 10),
              "a text tha");
}

}  // namespace
