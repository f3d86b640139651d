#include "trace/interned.h"

#include <gtest/gtest.h>

namespace {

using trace::InternedKind;
using trace::InternedTable;
using trace::ValueRef;

TEST(Interned, EqualShortTextsShareOneEntry) {
    InternedTable table;
    const auto first = table.add_text(InternedKind::Text, "alice");
    EXPECT_EQ(table.add_text(InternedKind::Text, "alice"), first);
    EXPECT_NE(table.add_text(InternedKind::Text, "bob"), first);
    EXPECT_NE(table.add_text(InternedKind::Bytes, "alice"), first);
    EXPECT_EQ(table.text(first), "alice");
}

TEST(Interned, EveryEntryIsFoundAgain) {
    InternedTable table;
    std::vector<trace::InternedId> ids;
    for (int i = 0; i < 50000; ++i) {
        ids.push_back(table.add_text(InternedKind::Text, "text " + std::to_string(i)));
        if (i % 3 == 0) table.add_real(i);
        if (i % 5 == 0) {
            const ValueRef items[] = {ValueRef::integer(i), ValueRef::interned(ids.back())};
            table.add_tuple(items);
        }
        if (i % 1000 == 0) table.add_text(InternedKind::Text, std::string(500, 'y'));
    }
    table.finish();
    for (int i = 0; i < 50000; ++i)
        ASSERT_EQ(table.text(ids[static_cast<std::size_t>(i)]), "text " + std::to_string(i));
}

TEST(Interned, TuplesKeepTheirItems) {
    InternedTable table;
    const ValueRef items[] = {ValueRef::none(),   ValueRef::none(),    ValueRef::none(),
                              ValueRef(),         ValueRef::object(7), ValueRef::interned(3),
                              ValueRef::object(5)};
    const auto id = table.add_tuple(items);
    EXPECT_EQ(table.add_tuple(items), id);
    EXPECT_TRUE(std::ranges::equal(table.get(id).items, items));
}

TEST(Interned, ATupleLongerThanAPageIsKept) {
    InternedTable table;
    std::vector<ValueRef> items;
    for (int i = 0; i < 100000; ++i) items.push_back(ValueRef::integer(i * 7));
    const auto before = table.add_text(InternedKind::Text, "before");
    const auto id = table.add_tuple(items);
    const auto after = table.add_text(InternedKind::Text, "after");
    table.finish();
    EXPECT_EQ(table.get(id).items, items);
    EXPECT_EQ(table.text(before), "before");
    EXPECT_EQ(table.text(after), "after");
}

TEST(Interned, ATextBuiltUpPieceByPieceIsStoredOnce) {
    InternedTable table;
    std::string text;
    std::vector<trace::InternedId> ids;
    for (int i = 0; i < 5000; ++i) {
        text += "piece ";
        ids.push_back(table.add_text(InternedKind::Text, text));
    }
    EXPECT_LT(table.byte_size(), std::size_t{500000});
    for (std::size_t i = 0; i < ids.size(); ++i)
        ASSERT_EQ(table.text(ids[i]), std::string_view(text).substr(0, (i + 1) * 6));
}

TEST(Interned, LongTextsThatDifferOnlyLateAreDifferent) {
    InternedTable table;
    const std::string common(200, 'c');
    const auto a = table.add_text(InternedKind::Text, common + "a");
    const auto b = table.add_text(InternedKind::Text, common + "b");
    const auto c = table.add_text(InternedKind::Text, common + "ac");
    EXPECT_EQ(table.text(a), common + "a");
    EXPECT_EQ(table.text(b), common + "b");
    EXPECT_EQ(table.text(c), common + "ac");
    EXPECT_EQ(table.add_text(InternedKind::Text, common + "b"), b);
}

TEST(Interned, ManyLongTextsAreCutShorterAndShorter) {
    InternedTable table;
    for (int i = 0; i < 2000; ++i)
        table.add_text(InternedKind::Text, std::to_string(i) + std::string(100000, 'z'));
    EXPECT_LT(table.byte_size(), InternedTable::kLongTextBudget * 2);
    EXPECT_EQ(table.get(2000).whole_bytes, 100004U);
    EXPECT_EQ(table.get(2000).text.substr(0, 5), "1999z");
}

TEST(Interned, ACutKeepsWholeCharacters) {
    InternedTable table;
    std::string text;
    for (int i = 0; i < 50000; ++i) text += "\u20ac";  // three bytes
    const auto kept = table.get(table.add_text(InternedKind::Text, "a" + text)).text;
    EXPECT_EQ((kept.size() - 1) % 3, 0U);
}

}  // namespace
