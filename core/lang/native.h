// lang/native.h -- how C++ gives functions, classes and modules to guests.
//
//   void load_secrets(Vm& vm, Module& module) {
//       def(vm, module, "compare_digest", secrets_compare_digest);
//   }
//   Completion secrets_compare_digest(Vm& vm, Native& self, CallArgs args) {
//       Value a, b;
//       AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
//       ...
//   }
#pragma once

#include <initializer_list>
#include <string_view>

#include "lang/vm.h"

namespace lang {

// One parameter of a native. The slot stays as it is when the argument is absent and optional.
struct Parameter {
    enum class How : std::uint8_t { Required, Optional, KeywordOnly, KeywordRequired };
    std::string_view name;
    Value* slot;
    How how = How::Required;
};
inline constexpr Parameter::How kOptional = Parameter::How::Optional;
inline constexpr Parameter::How kKeywordOnly = Parameter::How::KeywordOnly;

// Binds arguments to parameters as Python does; TypeError with CPython's words when they do not
// fit. For methods skip self first: bind(vm, self, args.positional.subspan(1), ...).
Completion bind(Vm& vm, const Native& self, CallArgs args,
                std::initializer_list<Parameter> parameters);
CallArgs without_self(CallArgs args);

Value make_native(Vm& vm, std::string_view name, NativeFn fn, Value bound = {});
void def(Vm& vm, Module& module, std::string_view name, NativeFn fn);
void set(Vm& vm, Module& module, std::string_view name, Value value);

// Classes.
Class& make_class(Vm& vm, std::string_view name, std::initializer_list<Class*> bases,
                  std::string_view module_name);
void def(Vm& vm, Class& cls, std::string_view method, NativeFn fn);
void set(Vm& vm, Class& cls, std::string_view name, Value value);
void def_property(Vm& vm, Class& cls, std::string_view name, NativeFn getter);
Value make_instance(Vm& vm, Class& cls);  // without calling __init__
Value class_value(Class& cls);            // a counted Value of it

// Reading arguments.
std::string_view text_of(const Value& str);  // str must be a Str (or a str subclass instance)
bool is_text(const Value& v);
// Plain attribute access on instances, no properties, no guest code. Empty when absent.
Value read_slot(const Instance& instance, std::string_view name);
void write_slot(Vm& vm, Instance& instance, std::string_view name, Value value);

// Dict with text keys: no guest code can run.
Value dict_find(const Dict& dict, std::string_view key);  // empty when absent
void dict_put(Vm& vm, Dict& dict, std::string_view key, Value value);

template <class T>
T* payload_of(const Value& v) {  // null when v is no instance or has another payload
    if (!v.is(Kind::Instance)) return nullptr;
    return dynamic_cast<T*>(v.as<Instance>()->payload.get());
}

}  // namespace lang
