// lang/lib_enum_internal.h -- what the three files of the enum module share. Stays in this folder.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lang/lib_enum.h"
#include "lang/library_internal.h"

namespace lang {

struct EnumState final : Payload {
    Class *metaclass = nullptr, *base = nullptr, *int_enum = nullptr, *str_enum = nullptr,
          *flag = nullptr, *int_flag = nullptr, *automatic = nullptr, *repr_enum = nullptr;
};
EnumState& enum_state(Vm& vm);

// What becomes of bits that no member of a flag class has.
enum class Boundary : std::uint8_t { Strict, Conform, Eject, Keep };

// What each enum class keeps.
struct EnumMembers final : Payload {
    std::vector<Value> members;                          // without aliases
    std::vector<std::pair<std::string, Value>> by_name;  // with aliases
    std::vector<Value> combinations;                     // of flags, without a name of their own
    Boundary boundary = Boundary::Strict;
    void visit(void (*each)(Value&, void*), void* context) override {
        for (Value& member : members) each(member, context);
        for (Value& member : combinations) each(member, context);
        for (auto& [name, member] : by_name) each(member, context);
    }
};
EnumMembers* members_of(const Class& cls);  // null: no enum

// lib_enum.cpp
Completion enum_construct(Vm& vm, Class& cls, CallArgs args);
Completion member_slot(Vm& vm, const Native& self, CallArgs args, std::string_view slot);
inline bool is_flag(Vm& vm, const Class& cls) { return vm.is_subclass(cls, *enum_state(vm).flag); }

// lib_enum_members.cpp
// Calling an enum looks a member up; that holds also where int or str is mixed in.
void install_members(Vm& vm, Class& cls);
Completion known_member(Vm& vm, const EnumMembers& known, const Value& value);  // or empty
// The built-in value that a member of an enum with int, str ... among its bases is; or empty.
Completion wrapped_value(Vm& vm, const Class& cls, const Value& value);

// lib_enum_flag.cpp
Completion combined_flag(Vm& vm, Class& cls, const Value& value);  // the member for any bits
void install_flag_methods(Vm& vm, Class& flag);
// auto(): until the class is made it stands for a value, also inside `R | W`.
void install_automatic(Vm& vm, Class& automatic);
bool is_automatic(Vm& vm, const Value& v);
bool is_combination(const Value& automatic);
Completion resolve_automatic(Vm& vm, const Value& automatic);  // a combination's value
void set_automatic(Vm& vm, const Value& automatic, Value value);

}  // namespace lang
