#include "lang/heap.h"

#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

constexpr std::size_t kLimit = std::size_t{64} << 20;

TEST(Heap, GivesBackWhatObjectsTook) {
    Heap heap(kLimit);
    const std::size_t before = heap.used();
    {
        const Value text = heap.make_str("grüße");
        EXPECT_EQ(text.as<Str>()->length, 5u);
        EXPECT_EQ(text.as<Str>()->size, 7u);
        const Value items[] = {text, heap.make_float(1.5), Value::small(3)};
        const Value list = heap.make_list(items);
        const Value tuple = heap.make_tuple(items);
        EXPECT_GT(heap.used(), before + 100);
    }
    EXPECT_EQ(heap.used(), before);
}

TEST(Heap, SharesTheEmptyTupleAndInternedTexts) {
    Heap heap(kLimit);
    EXPECT_TRUE(heap.make_tuple({}).same_as(heap.make_tuple({})));
    const Value a = heap.intern("name");
    EXPECT_TRUE(a.same_as(heap.intern("name")));
    EXPECT_FALSE(a.same_as(heap.make_str("name")));
}

TEST(Heap, HasOneTextForEveryAsciiCharacter) {
    Heap heap(kLimit);
    EXPECT_TRUE(heap.make_str("a").same_as(heap.make_ascii("a")));
    EXPECT_TRUE(heap.make_str("a").same_as(heap.intern("a")));
    EXPECT_FALSE(heap.make_str("a").same_as(heap.make_str("b")));
    const Value joined =
        heap.make_concat(*heap.make_str("ü").as<Str>(), *heap.make_str("b").as<Str>());
    EXPECT_EQ(joined.as<Str>()->view(), "üb");
    EXPECT_EQ(joined.as<Str>()->length, 2u);
}

TEST(Heap, ForgetsInternedTextsThatNobodyHolds) {
    Heap heap(kLimit);
    const std::size_t before = heap.used();
    for (int i = 0; i < 20'000; ++i) heap.intern("name" + std::to_string(i));
    EXPECT_EQ(heap.used(), before);
    const Value kept = heap.intern("kept");
    for (int i = 0; i < 20'000; ++i) heap.intern("other" + std::to_string(i));
    EXPECT_TRUE(kept.same_as(heap.intern("kept")));
}

TEST(Heap, DropsDeepNestingWithoutDeepRecursion) {
    Heap heap(kLimit);
    const std::size_t before = heap.used();
    Value inner = heap.make_tuple({});
    for (int i = 0; i < 200'000; ++i) inner = heap.make_tuple({&inner, 1});
    inner = Value();
    EXPECT_EQ(heap.used(), before);
}

TEST(Heap, CollectsCyclesAndKeepsWhatIsHeld) {
    Heap heap(kLimit);
    const Value held = heap.make_list();
    held.as<List>()->items.push_back(held);
    const std::size_t with_held = heap.used();
    {
        const Value a = heap.make_list(), b = heap.make_dict();
        b.as<Dict>()->entries.push_back({1, a, b});
        a.as<List>()->items.push_back(b);
        a.as<List>()->items.push_back(held);
    }
    EXPECT_GT(heap.used(), with_held);
    heap.collect_cycles();
    EXPECT_EQ(heap.used(), with_held);
    EXPECT_EQ(held.object()->refs, 2u);
    held.as<List>()->items.clear();
}

TEST(Heap, FreesCyclesThatAreLeftWhenItGoes) {
    Heap heap(kLimit);
    const Value list = heap.make_list();
    list.as<List>()->items.push_back(list);
}

TEST(Heap, NumbersLivingObjectsTheSameInEveryRun) {
    std::vector<std::uint64_t> first, second;
    for (auto* numbers : {&first, &second}) {
        Heap heap(kLimit);
        const Value a = heap.make_str("a"), b = heap.make_str(std::string(1000, 'b'));
        const Value c = heap.make_list(), d = heap.make_str(std::string(1000, 'd'));
        for (const Value* v : {&a, &b, &c, &d}) numbers->push_back(heap.identity_of(*v->object()));
    }
    EXPECT_EQ(first, second);
    std::sort(first.begin(), first.end());
    EXPECT_EQ(std::unique(first.begin(), first.end()), first.end());
}

TEST(Heap, CountsTheStorageOfContainers) {
    Heap heap(kLimit);
    const Value list = heap.make_list();
    const std::size_t before = heap.used();
    list.as<List>()->items.resize(1000);
    EXPECT_GE(heap.used(), before + 8000);
    EXPECT_FALSE(heap.over_limit());
    heap.charge(static_cast<std::ptrdiff_t>(kLimit));
    EXPECT_TRUE(heap.over_limit());
    heap.charge(-static_cast<std::ptrdiff_t>(kLimit));
}

TEST(Heap, GuestCyclesOfEverySortAreCollected) {
    VmOptions options;
    options.max_memory_bytes = std::size_t{16} << 20;
    const Ran ran = run_guest(R"(
class Node:
    def __init__(self):
        self.me = self
        self.method = self.go
        self.f = lambda: self
    def go(self): return self
for i in range(60000):
    n = Node()
    d = {}; d["d"] = d
    def g():
        yield g
    it = g(); next(it)
    class C: pass
    if i % 50 == 0:
        C.self = C
    e = ValueError(n); e.__context__ = None
    e.me = e
print("done")
)",
                              options);
    EXPECT_EQ(ran.error, "");
    EXPECT_EQ(ran.output, "done\n");
}

}  // namespace
}  // namespace lang
