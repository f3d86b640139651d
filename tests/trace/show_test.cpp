// Values as text.
#include <gtest/gtest.h>

#include <cmath>

#include "trace/recorder.h"

namespace {

using trace::ObjectKind;
using trace::Recorder;
using trace::Style;
using trace::Timeline;
using trace::ValueRef;

class Showing : public testing::Test {
  protected:
    Showing() {
        recorder.add_code({"<module>", trace::CodeKind::Module, 1, {}, 0});
        recorder.call(0, {});
    }
    // Call once, at the end.
    std::string repr(ValueRef value, std::size_t limit = 400) {
        finish();
        return timeline.show(value, timeline.size() - 1, Style::Repr, limit);
    }
    std::string plain(ValueRef value, std::size_t limit = 400) {
        finish();
        return timeline.show(value, timeline.size() - 1, Style::Plain, limit);
    }
    ValueRef list(std::vector<ValueRef> items) {
        const auto id = recorder.add_object(ObjectKind::List, "list");
        recorder.set_items(id, items);
        return ValueRef::object(id);
    }
    ValueRef dict(std::vector<std::pair<ValueRef, ValueRef>> entries) {
        const auto id = recorder.add_object(ObjectKind::Dict, "dict");
        recorder.set_entries(id, entries);
        return ValueRef::object(id);
    }
    ValueRef text(std::string_view utf8) { return recorder.text(utf8); }
    void finish() {
        if (!finished) timeline = recorder.finish();
        finished = true;
    }
    Recorder recorder;
    Timeline timeline;
    bool finished = false;
};

TEST_F(Showing, ConstantsAreWords) {
    EXPECT_EQ(plain(ValueRef::none()), "None");
    EXPECT_EQ(plain(ValueRef::boolean(true)), "True");
    EXPECT_EQ(repr(ValueRef::boolean(false)), "False");
    EXPECT_EQ(repr(ValueRef::ellipsis()), "Ellipsis");
    EXPECT_EQ(repr(ValueRef::integer(-42)), "-42");
}

TEST_F(Showing, TheDictOfTheLesson) {
    const ValueRef user = dict({{text("user"), text("alice")}});
    EXPECT_EQ(plain(user), "{\"user\": \"alice\"}");
    EXPECT_EQ(repr(user), "{'user': 'alice'}");
}

TEST_F(Showing, PlainContainersUseJsonsWords) {
    const ValueRef value = list({ValueRef::none(), ValueRef::boolean(true), ValueRef::integer(1),
                                 text("a\"b"), dict({{ValueRef::integer(1), list({})}})});
    EXPECT_EQ(plain(value), R"([null, true, 1, "a\"b", {"1": []}])");
    EXPECT_EQ(repr(value), R"([None, True, 1, 'a"b', {1: []}])");
}

TEST_F(Showing, PlainTextHasNoQuotes) {
    const ValueRef value = text("it's");
    EXPECT_EQ(plain(value), "it's");
    EXPECT_EQ(repr(value), "\"it's\"");
}

TEST_F(Showing, ReprOfTextEscapesAsPythonDoes) {
    EXPECT_EQ(repr(text("a\n\t\\\x01\x7f 'x' \"y\"")), R"('a\n\t\\\x01\x7f \'x\' "y"')");
    EXPECT_EQ(timeline.size(), 1);
}

TEST_F(Showing, ReprKeepsLettersAndEscapesWhatCannotBePrinted) {
    EXPECT_EQ(repr(text("é→😀 \u00a0\u200b\u2028")), "'é→😀 \\xa0\\u200b\\u2028'");
}

TEST_F(Showing, LoneSurrogatesAreEscaped) { EXPECT_EQ(repr(text("\xed\xb2\x80")), "'\\udc80'"); }

TEST_F(Showing, BytesAreShownWithPrefix) {
    EXPECT_EQ(repr(recorder.bytes(std::string("a\0\xff'", 4))), "b\"a\\x00\\xff'\"");
}

TEST_F(Showing, FloatsAreShortestAndKeepTheirPoint) {
    const std::pair<double, const char*> cases[] = {
        {1.0, "1.0"},
        {0.1, "0.1"},
        {-0.0, "-0.0"},
        {1e16, "1e+16"},
        {123456789.0, "123456789.0"},
        {1e15, "1000000000000000.0"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {1.5e300, "1.5e+300"},
        {5e-324, "5e-324"},
        {1.0 / 3, "0.3333333333333333"},
        {INFINITY, "inf"},
        {-INFINITY, "-inf"},
        {NAN, "nan"},
    };
    std::vector<ValueRef> values;
    for (const auto& [value, shown] : cases) values.push_back(recorder.real(value));
    for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(repr(values[i]), cases[i].second);
}

TEST_F(Showing, TuplesHaveTheirComma) {
    const ValueRef none = recorder.tuple({});
    const ValueRef items[] = {ValueRef::integer(1), text("b")};
    const ValueRef one = recorder.tuple({items, 1});
    const ValueRef two = recorder.tuple(items);
    EXPECT_EQ(repr(none), "()");
    EXPECT_EQ(repr(one), "(1,)");
    EXPECT_EQ(repr(two), "(1, 'b')");
    EXPECT_EQ(plain(two), "[1, \"b\"]");
}

TEST_F(Showing, SetsAreShownAsPythonHasThem) {
    const auto none = recorder.add_object(ObjectKind::Set, "set");
    recorder.set_items(none, {});
    const ValueRef items[] = {ValueRef::integer(1), ValueRef::integer(2)};
    const auto some = recorder.add_object(ObjectKind::Set, "set");
    recorder.set_items(some, items);
    const auto frozen = recorder.add_object(ObjectKind::Set, "frozenset");
    recorder.set_items(frozen, items);
    EXPECT_EQ(repr(ValueRef::object(none)), "set()");
    EXPECT_EQ(repr(ValueRef::object(some)), "{1, 2}");
    EXPECT_EQ(repr(ValueRef::object(frozen)), "frozenset({1, 2})");
}

TEST_F(Showing, InstancesNameTheirAttributes) {
    const auto user = recorder.add_object(ObjectKind::Instance, "User");
    const std::pair<ValueRef, ValueRef> entries[] = {{text("name"), text("alice")},
                                                     {text("age"), ValueRef::integer(3)}};
    recorder.set_entries(user, entries);
    EXPECT_EQ(repr(ValueRef::object(user)), "User(name='alice', age=3)");
}

TEST_F(Showing, ArgumentsOfAnExceptionHaveNoName) {
    const auto error = recorder.add_object(ObjectKind::Instance, "ValueError");
    const std::pair<ValueRef, ValueRef> entries[] = {{text("*"), text("bad")},
                                                     {text("*"), ValueRef::integer(3)}};
    recorder.set_entries(error, entries);
    recorder.change_entry(error, text("code"), ValueRef::integer(7));
    finish();
    EXPECT_EQ(timeline.show(ValueRef::object(error), 0, Style::Repr), "ValueError('bad', 3)");
    EXPECT_EQ(timeline.show(ValueRef::object(error), 1, Style::Repr), "ValueError(code=7)");
}

TEST_F(Showing, WhatASubclassOfABuiltInHoldsHasNoName) {
    const auto ids = recorder.add_object(ObjectKind::Instance, "Ids");
    const std::pair<ValueRef, ValueRef> entries[] = {{text(""), list({ValueRef::integer(1)})},
                                                     {text("owner"), text("alice")}};
    recorder.set_entries(ids, entries);
    EXPECT_EQ(repr(ValueRef::object(ids)), "Ids([1], owner='alice')");
}

TEST_F(Showing, ANativeThingIsItsNameUntilItGetsAttributes) {
    const auto app = recorder.add_object(ObjectKind::Instance, "<FastAPI>");
    recorder.set_entries(app, {});
    recorder.change_entry(app, text("debug"), ValueRef::boolean(true));
    finish();
    EXPECT_EQ(timeline.show(ValueRef::object(app), 0, Style::Repr), "<FastAPI>");
    EXPECT_EQ(timeline.show(ValueRef::object(app), 1, Style::Repr), "FastAPI(debug=True)");
}

TEST_F(Showing, OpaqueThingsAreShownAsGiven) {
    EXPECT_EQ(repr(recorder.opaque("<function f>")), "<function f>");
}

TEST_F(Showing, AContainerInsideItselfIsShownAsPythonDoes) {
    const ValueRef self = list({ValueRef::integer(1)});
    recorder.change_append(self.id(), self);
    const ValueRef map = dict({});
    recorder.change_entry(map.id(), text("me"), map);
    EXPECT_EQ(repr(self), "[1, [...]]");
    EXPECT_EQ(repr(map), "{'me': {...}}");
}

TEST_F(Showing, DeepNestingEndsInDots) {
    ValueRef value = list({});
    for (int i = 0; i < 20; ++i) value = list({value});
    EXPECT_EQ(repr(value), "[[[[[[...]]]]]]");
}

TEST_F(Showing, DeepTuplesEndInDotsToo) {
    ValueRef value = recorder.tuple({});
    for (int i = 0; i < 5000; ++i) value = recorder.tuple({&value, 1});
    EXPECT_EQ(repr(value), "((((((...,),),),),),)");
}

TEST_F(Showing, LongTextEndsAtTheLimitOfCharacters) {
    const ValueRef accents = text("éééééé"), four = text("abcd"), eight = text("abcdefgh");
    EXPECT_EQ(plain(accents, 4), "éééé...");
    EXPECT_EQ(plain(four, 4), "abcd");
    EXPECT_EQ(repr(eight, 4), "'abc...");
}

TEST_F(Showing, LongContainersEndAtTheLimit) {
    const ValueRef value = list(std::vector<ValueRef>(100000, ValueRef::integer(7)));
    EXPECT_EQ(repr(value, 10), "[7, 7, 7, ...");
}

TEST_F(Showing, ATextOfAMegabyteIsCutAndItsSizeTold) {
    const std::string big(1 << 20, 'x');
    const ValueRef value = text(big);
    const std::string shown = repr(value, 1 << 20);
    EXPECT_EQ(shown.substr(shown.size() - 21), "x'... (1048576 bytes)");
    EXPECT_LT(shown.size(), std::size_t{70000});
    EXPECT_LT(timeline.byte_size(), std::size_t{200000});
}

TEST_F(Showing, UnboundHasAWord) { EXPECT_EQ(repr(ValueRef()), "<unbound>"); }

}  // namespace
