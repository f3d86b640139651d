#include "lang/class.h"

#include <gtest/gtest.h>

#include "guest.h"
#include "lang/native.h"
#include "lang/shape.h"

namespace lang {
namespace {

class ClassTest : public testing::Test {
  protected:
    Vm vm{VmOptions{}};
    Value name(std::string_view text) { return vm.heap().intern(text); }
};

TEST_F(ClassTest, LookUpsNoticeEveryChangeAlongTheMro) {
    Class& base = make_class(vm, "Base", {}, "test");
    Class& derived = make_class(vm, "Derived", {&base}, "test");
    EXPECT_TRUE(find_name(vm, derived, *name("x").as<Str>()).empty());
    set(vm, base, "x", Value::small(1));
    EXPECT_EQ(find_name(vm, derived, *name("x").as<Str>()).as_small(), 1);
    set(vm, derived, "x", Value::small(2));
    EXPECT_EQ(find_name(vm, derived, *name("x").as<Str>()).as_small(), 2);
    const std::uint32_t version = derived.version;
    set(vm, base, "y", Value::none());
    EXPECT_NE(derived.version, version);
}

TEST_F(ClassTest, PlansSlotsMethodsAndGetters) {
    Class& cls = make_class(vm, "Thing", {}, "test");
    set(vm, cls, "kind", Value::small(7));
    def(vm, cls, "go", [](Vm&, Native&, CallArgs) { return Completion::none(); });
    const Value thing = make_instance(vm, cls);
    write_slot(vm, *thing.as<Instance>(), "x", Value::small(1));
    const AttributePlan slot = plan_load(vm, thing, *name("x").as<Str>());
    EXPECT_EQ(slot.kind, AttributePlan::Kind::Slot);
    EXPECT_EQ(slot.slot, 0u);
    EXPECT_EQ(slot.version, cls.version);
    EXPECT_EQ(plan_load(vm, thing, *name("go").as<Str>()).kind, AttributePlan::Kind::Method);
    EXPECT_EQ(plan_load(vm, thing, *name("kind").as<Str>()).kind, AttributePlan::Kind::Class);
    EXPECT_EQ(plan_load(vm, thing, *name("none").as<Str>()).kind, AttributePlan::Kind::None);
    const StorePlan replace = plan_store(vm, thing, *name("x").as<Str>());
    EXPECT_TRUE(replace.usable);
    EXPECT_EQ(replace.next_shape, nullptr);
    const StorePlan add = plan_store(vm, thing, *name("y").as<Str>());
    EXPECT_TRUE(add.usable);
    EXPECT_EQ(add.slot, 1u);
    ASSERT_NE(add.next_shape, nullptr);
    EXPECT_EQ(slot_of(*add.next_shape, *name("y").as<Str>()), 1u);
}

TEST_F(ClassTest, PlansWhatAClassGivesUntilItChanges) {
    Class& cls = make_class(vm, "Thing", {}, "test");
    set(vm, cls, "kind", Value::small(7));
    const Value object = class_value(cls);
    const AttributePlan plan = plan_load(vm, object, *name("kind").as<Str>());
    EXPECT_EQ(plan.kind, AttributePlan::Kind::OfClass);
    EXPECT_EQ(plan.found.as_small(), 7);
    EXPECT_TRUE(plan_applies(plan, object));
    EXPECT_FALSE(plan_applies(plan, make_instance(vm, cls)));
    set(vm, cls, "kind", Value::small(8));
    EXPECT_FALSE(plan_applies(plan, object));
}

TEST(Class, SeesNewMethodsAndPropertiesAtOnce) {
    EXPECT_EQ(outcome(R"(
class A:
    k = 1
    @property
    def p(self): return "old"
    def m(self): return "old"
a = A()
def show(): return (a.k, A.k, a.p, a.m())
print(show(), show())
A.k = 2
A.p = property(lambda self: "new")
A.m = lambda self: "new"
print(show())
a.m = lambda: "own"
print(show())
)"),
              "(1, 1, 'old', 'old') (1, 1, 'old', 'old')\n(2, 2, 'new', 'new')\n"
              "(2, 2, 'new', 'own')");
}

TEST(Class, OrdersItsBasesAsC3Does) {
    EXPECT_EQ(outcome("class X: pass\nclass Y(X): pass\nclass Z(X): pass\nclass W(Y, Z): pass\n"
                      "print([c.__name__ for c in W.__mro__])"),
              "['W', 'Y', 'Z', 'X', 'object']");
    EXPECT_EQ(outcome("class X: pass\nclass Y(X): pass\nclass B(X, Y): pass"),
              "TypeError: Cannot create a consistent method resolution order (MRO) for bases X, Y");
    EXPECT_EQ(outcome("class X: pass\nclass B(X, X): pass"), "TypeError: duplicate base class X");
    EXPECT_EQ(outcome("class B(bool): pass"),
              "TypeError: type 'bool' is not an acceptable base type");
    EXPECT_EQ(outcome("class B(int, str): pass"),
              "TypeError: multiple bases have instance lay-out conflict");
}

TEST(Class, RefusesFunctionsAsMetaclasses) {
    EXPECT_EQ(outcome("class A(metaclass=print): pass").substr(0, 8), "refused:");
}

struct AttributeCase {
    std::string_view statement, error;
};
class AttributeErrors : public testing::TestWithParam<AttributeCase> {};

TEST_P(AttributeErrors, AreWordedAsInCPython) {
    constexpr std::string_view kSetup = R"(
class Q:
    __match_args__ = ()
    @property
    def ro(self): return 1
    w = property(None, lambda self, v: None)
class P:
    __slots__ = ("x",)
q = Q()
def f(): pass
)";
    EXPECT_EQ(outcome(std::string(kSetup) + std::string(GetParam().statement)), GetParam().error);
}
INSTANTIATE_TEST_SUITE_P(
    Class, AttributeErrors,
    testing::Values(
        AttributeCase{"q.x", "AttributeError: 'Q' object has no attribute 'x'"},
        AttributeCase{"Q.x", "AttributeError: type object 'Q' has no attribute 'x'"},
        AttributeCase{"del q.x", "AttributeError: 'Q' object has no attribute 'x'"},
        AttributeCase{"q.ro = 1", "AttributeError: property 'ro' of 'Q' object has no setter"},
        AttributeCase{"del q.ro", "AttributeError: property 'ro' of 'Q' object has no deleter"},
        AttributeCase{"q.w", "AttributeError: property 'w' of 'Q' object has no getter"},
        AttributeCase{"P().z = 1",
                      "AttributeError: 'P' object has no attribute 'z' and no "
                      "__dict__ for setting new attributes"},
        AttributeCase{"(5).z = 1",
                      "AttributeError: 'int' object has no attribute 'z' and no "
                      "__dict__ for setting new attributes"},
        AttributeCase{"'a'.upper = 1",
                      "AttributeError: 'str' object attribute 'upper' is read-only"},
        AttributeCase{"int.evil = 1",
                      "TypeError: cannot set 'evil' attribute of immutable type 'int'"},
        AttributeCase{"f.__code__",
                      "AttributeError: 'function' object has no attribute '__code__'"},
        AttributeCase{"f.__globals__",
                      "AttributeError: 'function' object has no attribute '__globals__'"},
        AttributeCase{"object.__subclasses__",
                      "AttributeError: type object 'object' has no attribute '__subclasses__'"},
        AttributeCase{"Q(1)", "TypeError: Q() takes no arguments"}));

TEST(Class, CallsTheHooksOfDescriptorsAndSubclasses) {
    EXPECT_EQ(outcome(R"(
class D:
    def __set_name__(self, owner, name): self.name = (owner.__name__, name)
    def __get__(self, o, t): return (self.name, o is None)
    def __set__(self, o, v): print("set", v)
class Base:
    def __init_subclass__(cls, tag=None): print(cls.__name__, tag)
class U(Base, tag=1):
    d = D()
u = U(); u.d = 5
print(u.d, U.d)
)"),
              "U 1\nset 5\n(('U', 'd'), False) (('U', 'd'), True)");
}

TEST(Class, AsksGetattrLastAndGetattributeFirst) {
    EXPECT_EQ(outcome(R"(
class G:
    x = 1
    def __getattr__(self, n): return n + "!"
class H:
    def __getattribute__(self, n): return (n, "always")
print(G().x, G().y, H().z, hasattr(H(), "anything"))
)"),
              "1 y! ('z', 'always') True");
}

TEST(Class, SubclassesOfBuiltInTypesCarryTheirValue) {
    EXPECT_EQ(outcome(R"(
class I(int):
    def __add__(self, o): return I(int(self) + o + 100)
class L(list):
    def __init__(self, *a): super().__init__(a); self.tag = "t"
class D(dict):
    def __missing__(self, k): return k * 2
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
print(I(5) + 1, 1 + I(5), I(5) == 5, L(1, 2), L(1).tag, D(a=1)["b"], T(1, 2) == (1, 2), len(T(1, 2)))
)"),
              "106 6 True [1, 2] t bb True 2");
}

}  // namespace
}  // namespace lang
