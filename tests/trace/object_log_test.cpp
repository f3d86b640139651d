#include "trace/object_log.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using trace::ObjectKind;
using trace::ObjectLogs;
using trace::ValueRef;

TEST(ObjectLog, AMillionNumbersChangedAMillionTimesFit) {
    constexpr int kSize = 1000000;
    ObjectLogs logs;
    std::vector<ValueRef> items;
    for (int i = 0; i < kSize; ++i) items.push_back(ValueRef::integer(i));
    const auto id = logs.add(ObjectKind::List, 1);
    logs.set_content(id, 0, items);
    for (int i = 0; i < kSize; ++i) {
        items[static_cast<std::size_t>(i)] = ValueRef::integer(2 * i);
        logs.change_item(id, i, i, items[static_cast<std::size_t>(i)]);
    }
    EXPECT_LT(logs.byte_size(), std::size_t{24} << 20);
    const trace::ObjectTable table = logs.finish();
    EXPECT_LT(table.byte_size(), std::size_t{16} << 20);
    EXPECT_EQ(table.content_at(id, kSize - 1).values, items);
    const auto half = table.content_at(id, kSize / 2).values;
    EXPECT_EQ(half[kSize / 2], ValueRef::integer(kSize));
    EXPECT_EQ(half[kSize / 2 + 1], ValueRef::integer(kSize / 2 + 1));
}

TEST(ObjectLog, AQueueOfManyStaysCheap) {
    ObjectLogs logs;
    std::vector<ValueRef> items(20000, ValueRef::integer(1));
    const auto id = logs.add(ObjectKind::List, 1);
    logs.set_content(id, 0, items);
    for (int step = 1; step < 40000; ++step) {
        if (step % 2 == 0) {
            logs.splice(id, step, 0, 1, {});
        } else {
            logs.append(id, step, ValueRef::integer(step));
        }
    }
    const trace::ObjectTable table = logs.finish();
    EXPECT_LT(table.byte_size(), std::size_t{1} << 20);
    const auto last = table.content_at(id, 39999).values;
    EXPECT_EQ(last.size(), 20001U);
    EXPECT_EQ(last.back(), ValueRef::integer(39999));
}

TEST(ObjectLog, RemovedAndAddedAgainAKeyIsLast) {
    ObjectLogs logs;
    const auto id = logs.add(ObjectKind::Dict, 1);
    std::vector<ValueRef> expected;
    logs.set_content(id, 0, {});
    for (int key = 0; key < 50; ++key)
        logs.change_entry(id, key, ValueRef::integer(key), ValueRef());
    logs.remove(id, 50, ValueRef::integer(3));
    logs.change_entry(id, 51, ValueRef::integer(3), ValueRef::none());
    logs.change_entry(id, 52, ValueRef::integer(4), ValueRef::none());
    const auto values = logs.finish().content_at(id, 52).values;
    ASSERT_EQ(values.size(), 100U);
    EXPECT_EQ(values[98], ValueRef::integer(3));
    EXPECT_EQ(values[6], ValueRef::integer(4));
    EXPECT_EQ(values[7], ValueRef::none());
}

TEST(ObjectLog, AChangeIsFoundByItsStep) {
    ObjectLogs logs;
    const auto id = logs.add(ObjectKind::List, 1);
    logs.set_content(id, 3, {});
    for (int step = 5; step < 5000; ++step) logs.append(id, step, ValueRef::integer(step * 3));
    const trace::ObjectTable table = logs.finish();
    for (int step = 5; step < 5000; ++step) {
        const auto change = table.change_at(id, step);
        ASSERT_TRUE(change.has_value()) << step;
        ASSERT_EQ(change->op, trace::ChangeOp::Append);
        ASSERT_EQ(change->values[0], ValueRef::integer(step * 3));
        ASSERT_EQ(table.content_at(id, step).values.size(), static_cast<std::size_t>(step - 4));
    }
    EXPECT_FALSE(table.change_at(id, 4).has_value());
    EXPECT_FALSE(table.change_at(id, 6000).has_value());
}

TEST(ObjectLog, BeforeItWasSeenAnObjectHasItsFirstContent) {
    ObjectLogs logs;
    const auto id = logs.add(ObjectKind::List, 1);
    const ValueRef one = ValueRef::integer(1);
    logs.set_content(id, 10, {&one, 1});
    logs.append(id, 11, one);
    const trace::ObjectTable table = logs.finish();
    EXPECT_EQ(table.content_at(id, 2).values.size(), 1U);
    EXPECT_EQ(table.content_at(id, 11).values.size(), 2U);
}

}  // namespace
