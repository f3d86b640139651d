// lang/arguments.h -- how natives read what they were given: the receiver, integers, text.
// Errors: TypeError and OverflowError with CPython's words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lang/native.h"

namespace lang {

// The built-in value behind an instance of a guest's subclass of int, str, dict ...
inline const Value& plain(const Value& v) {
    if (!v.is(Kind::Instance)) return v;
    const Value& wrapped = v.as<Instance>()->wrapped;
    return wrapped.empty() ? v : wrapped;
}
template <class T>
T* plain_as(const Value& v) {
    return plain(v).try_as<T>();
}
inline Set* plain_set(const Value& v) {
    const Value& p = plain(v);
    return p.is(Kind::Set) || p.is(Kind::FrozenSet) ? p.as<Set>() : nullptr;
}

// AW_SELF(Str, text, "str"): the receiver of a method of a built-in type, or the TypeError.
#define AW_SELF(Type, variable, type_name)                                              \
    Type* variable =                                                                    \
        args.positional.empty() ? nullptr : ::lang::plain_as<Type>(args.positional[0]); \
    if (variable == nullptr) return ::lang::wrong_receiver(vm, self, args, type_name)
Completion wrong_receiver(Vm& vm, const Native& self, CallArgs args, std::string_view type_name);

// An int (or what has __index__) in 64 bits; OverflowError when it does not fit.
Completion read_index(Vm& vm, const Value& v, std::int64_t* out);
// The same, cut off at the ends; for slice bounds. None leaves `out` as it is.
Completion read_bound(Vm& vm, const Value& v, std::int64_t* out);
// start, end of find, index ... as half-open positions inside [0, length].
Completion read_span(Vm& vm, const Value& start, const Value& end, std::int64_t length,
                     std::int64_t* from, std::int64_t* to);

std::string_view type_name_of(Vm& vm, const Value& v);  // for messages
// "replace() argument 1 must be str, not int"
Completion wrong_type(Vm& vm, std::string_view what, std::string_view wanted, const Value& got);
bool is_integer(const Value& v);  // int, bool, a subclass's instance
// Adds to a list under construction; false when the heap is full or the steps are used up.
bool grow_list(Vm& vm, List& list, Value item);
Completion list_failure(Vm& vm);
Completion raise_key_error(Vm& vm, const Value& key);

// What a built-in class's constructor gives: `v` itself, or an instance of the guest's subclass
// `cls` that is `v`.
Completion wrap_for(Vm& vm, Class& cls, const Class& built_in, Value v);

struct MethodEntry {
    std::string_view name;
    NativeFn fn;
};
void def_all(Vm& vm, Class& cls, std::initializer_list<MethodEntry> methods);
void def_all(Vm& vm, Module& module, std::initializer_list<MethodEntry> functions);
void set_static(Vm& vm, Class& cls, std::string_view name, NativeFn fn);
// positional[0] is the class.
void set_class_method(Vm& vm, Class& cls, std::string_view name, NativeFn fn);

}  // namespace lang
