// lang/repr.h -- how values show themselves: repr(), str(), ascii(). Vm::repr, Vm::str and
// Vm::format are in repr.cpp. Containers inside themselves show as [...] and {...}; nesting beyond
// a limit is a RecursionError; a text that does not fit ends in limit:memory.
#pragma once

#include <string>

#include "lang/str.h"
#include "lang/vm.h"

namespace lang {

// Appends repr(v).
Completion repr_into(Vm& vm, const Value& v, TextBuilder& out);
// What object.__repr__ and BaseException.__repr__ / __str__ give, whatever the class overrides.
std::string default_repr(Vm& vm, const Value& v);
Completion exception_repr(Vm& vm, const Value& exception);
Completion exception_text(Vm& vm, const Value& exception);

// A number for id() and "at 0x...": counts up in the order of asking, so that every run shows the
// same. The object stays alive once it has one.
std::int64_t stable_id(Vm& vm, const Value& v);
std::string address_text(Vm& vm, const Value& v);  // "0x7f0000000010"

// How a type shows inside list[...], X | Y and messages: "int", "datetime.datetime", "None".
Completion type_text(Vm& vm, const Value& v);

// Marks a container while it is being shown; `repeated` when it already is.
class ReprGuard {
  public:
    explicit ReprGuard(const Object* object);
    ~ReprGuard();
    ReprGuard(const ReprGuard&) = delete;
    ReprGuard& operator=(const ReprGuard&) = delete;
    bool repeated() const { return repeated_; }
    bool too_deep() const { return too_deep_; }

  private:
    bool repeated_ = false;
    bool too_deep_ = false;
};

}  // namespace lang
