#include "lang/shape.h"

#include <gtest/gtest.h>

#include "guest.h"
#include "lang/native.h"

namespace lang {
namespace {

class ShapeTest : public testing::Test {
  protected:
    Vm vm{VmOptions{}};
    Class& cls = make_class(vm, "Thing", {}, "test");
    Value name(std::string_view text) { return vm.heap().intern(text); }
    void put(const Value& v, std::string_view key, std::int64_t value) {
        put_slot(*v.as<Instance>(), *name(key).as<Str>(), Value::small(value));
    }
    std::int64_t get(const Value& v, std::string_view key) {
        const Value found = read_slot(*v.as<Instance>(), key);
        return found.empty() ? -1 : found.as_small();
    }
};

TEST_F(ShapeTest, IsSharedByInstancesWithTheSameAttributesInTheSameOrder) {
    const Value a = make_instance(vm, cls), b = make_instance(vm, cls), c = make_instance(vm, cls);
    for (const Value* v : {&a, &b}) {
        put(*v, "x", 1);
        put(*v, "y", 2);
    }
    put(c, "y", 2);
    put(c, "x", 1);
    EXPECT_EQ(a.as<Instance>()->shape, b.as<Instance>()->shape);
    EXPECT_NE(a.as<Instance>()->shape, c.as<Instance>()->shape);
    EXPECT_EQ(slot_of(*a.as<Instance>()->shape, *name("y").as<Str>()), 1u);
    EXPECT_EQ(slot_of(*a.as<Instance>()->shape, *name("z").as<Str>()), kNoSlot);
}

TEST_F(ShapeTest, BecomesUniqueWhenAnAttributeGoes) {
    const Value a = make_instance(vm, cls), b = make_instance(vm, cls);
    for (const Value* v : {&a, &b})
        for (int i = 0; i < 12; ++i) put(*v, "n" + std::to_string(i), i);
    EXPECT_TRUE(delete_slot(*a.as<Instance>(), *name("n3").as<Str>()));
    EXPECT_FALSE(delete_slot(*a.as<Instance>(), *name("n3").as<Str>()));
    EXPECT_TRUE(a.as<Instance>()->shape->unique);
    EXPECT_FALSE(b.as<Instance>()->shape->unique);
    EXPECT_EQ(get(a, "n3"), -1);
    EXPECT_EQ(get(a, "n11"), 11);
    EXPECT_EQ(get(b, "n3"), 3);
    put(a, "n3", 30);
    EXPECT_EQ(get(a, "n3"), 30);
}

TEST_F(ShapeTest, HoldsManyAttributesAndGivesTheirMemoryBack) {
    const Value warm = make_instance(vm, cls);  // the shared shapes stay
    for (int i = 0; i < 1000; ++i) put(warm, "n" + std::to_string(i), i);
    const std::size_t before = vm.heap().used();
    {
        const Value many = make_instance(vm, cls);
        for (int i = 0; i < 1000; ++i) put(many, "n" + std::to_string(i), i);
        EXPECT_TRUE(many.as<Instance>()->shape->unique);
        EXPECT_EQ(get(many, "n999"), 999);
        for (int i = 0; i < 900; ++i)
            EXPECT_TRUE(
                delete_slot(*many.as<Instance>(), *name("n" + std::to_string(i)).as<Str>()));
        EXPECT_EQ(get(many, "n950"), 950);
        EXPECT_LT(many.as<Instance>()->slots.size(), 250u);
    }
    EXPECT_EQ(vm.heap().used(), before);
}

TEST(Shape, KeepsTheOrderOfAttributesForTheGuest) {
    EXPECT_EQ(outcome(R"(
class A: pass
a = A()
a.x = 1; a.y = 2; a.z = 3
del a.y
a.y = 4
print(a.__dict__)
)"),
              "{'x': 1, 'z': 3, 'y': 4}");
}

}  // namespace
}  // namespace lang
