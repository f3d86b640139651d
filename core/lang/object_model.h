// lang/object_model.h -- what one Vm keeps for its objects: interned special names, the exception
// classes, the cache of class look-ups. Stays in this folder.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/vm.h"

namespace lang {

// Every name that the object model itself looks up.
// clang-format off
#define AW_NAMES(X) \
    X(Init, "__init__") X(New, "__new__") X(Call, "__call__") X(Repr, "__repr__") \
    X(StrName, "__str__") X(Format, "__format__") X(Hash, "__hash__") X(Bool, "__bool__") \
    X(Len, "__len__") X(Iter, "__iter__") X(Next, "__next__") X(Contains, "__contains__") \
    X(Reversed, "__reversed__") X(Index, "__index__") X(Int, "__int__") X(Float, "__float__") \
    X(GetItem, "__getitem__") X(SetItem, "__setitem__") X(DelItem, "__delitem__") \
    X(ClassGetItem, "__class_getitem__") X(Missing, "__missing__") X(GetAttr, "__getattr__") \
    X(GetAttribute, "__getattribute__") X(SetAttr, "__setattr__") X(DelAttr, "__delattr__") \
    X(Get, "__get__") X(Set, "__set__") X(Delete, "__delete__") X(SetName, "__set_name__") \
    X(InitSubclass, "__init_subclass__") X(InstanceCheck, "__instancecheck__") \
    X(SubclassCheck, "__subclasscheck__") X(Class, "__class__") X(Dict, "__dict__") \
    X(Doc, "__doc__") X(Module, "__module__") X(NameName, "__name__") \
    X(Qualname, "__qualname__") X(Annotations, "__annotations__") X(Slots, "__slots__") \
    X(Match, "__match_args__") X(Wrapped, "__wrapped__") X(Eq, "__eq__") X(Ne, "__ne__") \
    X(Lt, "__lt__") X(Le, "__le__") X(Gt, "__gt__") X(Ge, "__ge__") X(Neg, "__neg__") \
    X(Pos, "__pos__") X(InvertName, "__invert__") X(Add, "__add__") X(Sub, "__sub__") \
    X(Mul, "__mul__") X(TrueDiv, "__truediv__") X(FloorDiv, "__floordiv__") X(Mod, "__mod__") \
    X(Pow, "__pow__") X(MatMul, "__matmul__") X(And, "__and__") X(Or, "__or__") \
    X(Xor, "__xor__") X(LShift, "__lshift__") X(RShift, "__rshift__") X(RAdd, "__radd__") \
    X(RSub, "__rsub__") X(RMul, "__rmul__") X(RTrueDiv, "__rtruediv__") \
    X(RFloorDiv, "__rfloordiv__") X(RMod, "__rmod__") X(RPow, "__rpow__") \
    X(RMatMul, "__rmatmul__") X(RAnd, "__rand__") X(ROr, "__ror__") X(RXor, "__rxor__") \
    X(RLShift, "__rlshift__") X(RRShift, "__rrshift__") X(IAdd, "__iadd__") X(ISub, "__isub__") \
    X(IMul, "__imul__") X(ITrueDiv, "__itruediv__") X(IFloorDiv, "__ifloordiv__") \
    X(IMod, "__imod__") X(IPow, "__ipow__") X(IMatMul, "__imatmul__") X(IAnd, "__iand__") \
    X(IOr, "__ior__") X(IXor, "__ixor__") X(ILShift, "__ilshift__") X(IRShift, "__irshift__")
// clang-format on

enum class Name : std::uint8_t {
#define AW_NAME(id, text) id,
    AW_NAMES(AW_NAME)
#undef AW_NAME
        Count
};

// One look-up along an mro. The version says which class in which state; the name is counted, the
// value is not: while the version is current, the class holds it.
struct LookupEntry {
    std::uint32_t version = 0;
    Value name;
    const Value* value = nullptr;  // null: absent
};

struct ObjectModel {
    std::array<Value, static_cast<std::size_t>(Name::Count)> names;
    std::array<LookupEntry, 1024> lookups;
    std::unordered_map<std::string_view, Class*> exceptions;  // keys: Class::name
    std::unordered_map<std::string_view, Class*> iterator_classes;
    Value object_init, object_new, object_hash, object_eq, object_ne, object_get_attribute,
        object_set_attr, object_del_attr, object_repr, object_str, object_format,
        object_init_subclass;
    Class* traceback_class = nullptr;  // of what e.__traceback__ gives
    Class *values_class = nullptr,
          *items_class = nullptr;  // dict views; keys: BuiltinClasses::view
    int structure_depth = 0;

    const Str& name(Name n) const { return *names[static_cast<std::size_t>(n)].as<Str>(); }
    const Value& name_value(Name n) const { return names[static_cast<std::size_t>(n)]; }
};

// For work that cannot be refused half way: when the steps do not reach, the program ends at its
// next check.
inline void pay(Vm& vm, std::uint64_t steps) { vm.charge(std::min(steps, vm.steps_left())); }

// Natives that walk into nested values count the depth: [[[[...]]]] must not exhaust the stack.
inline constexpr int kMaxStructureDepth = 1000;
class StructureDepth {
  public:
    explicit StructureDepth(Vm& vm) : vm_(vm) { ++vm.model().structure_depth; }
    ~StructureDepth() { --vm_.model().structure_depth; }
    StructureDepth(const StructureDepth&) = delete;
    StructureDepth& operator=(const StructureDepth&) = delete;
    bool ok() const { return vm_.model().structure_depth <= kMaxStructureDepth; }
    Completion failure() {  // RecursionError
        return vm_.raise("RecursionError", "maximum recursion depth exceeded");
    }

  private:
    Vm& vm_;
};

}  // namespace lang
