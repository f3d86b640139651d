// lang/library_internal.h -- the importable modules, one file each, and what their files share.
// A module's content is made on its first import. Stays in this folder.
#pragma once

#include <memory>
#include <string_view>

#include "lang/arguments.h"
#include "lang/native.h"

namespace lang {

void load_abc(Vm& vm, Module& module);              // lib_abc.cpp
void load_collections_abc(Vm& vm, Module& module);  // lib_collections_abc.cpp
void load_typing(Vm& vm, Module& module);           // lib_typing.cpp
void load_types(Vm& vm, Module& module);            // lib_small.cpp
void load_future(Vm& vm, Module& module);
void load_warnings(Vm& vm, Module& module);
void load_secrets(Vm& vm, Module& module);  // lib_random.cpp
void load_random(Vm& vm, Module& module);
void load_base64(Vm& vm, Module& module);  // lib_base64.cpp
void load_binascii(Vm& vm, Module& module);
void load_hashlib(Vm& vm, Module& module);  // lib_hashlib.cpp
void load_hmac(Vm& vm, Module& module);
Completion hashlib_scrypt(Vm& vm, Native& self, CallArgs args);  // lib_scrypt.cpp
void load_datetime(Vm& vm, Module& module);                      // lib_datetime.cpp
void load_time(Vm& vm, Module& module);                          // lib_time.cpp
void load_enum(Vm& vm, Module& module);                          // lib_enum.cpp
void load_functools(Vm& vm, Module& module);                     // lib_functools.cpp
void load_dataclasses(Vm& vm, Module& module);                   // lib_dataclasses.cpp
void load_json(Vm& vm, Module& module);                          // lib_json.cpp
void load_collections(Vm& vm, Module& module);                   // lib_collections.cpp
void load_math(Vm& vm, Module& module);                          // lib_math.cpp
void load_string(Vm& vm, Module& module);                        // lib_small.cpp
void load_itertools(Vm& vm, Module& module);                     // lib_itertools.cpp
void load_operator(Vm& vm, Module& module);                      // lib_operator.cpp
void load_copy(Vm& vm, Module& module);                          // lib_copy.cpp
void load_uuid(Vm& vm, Module& module);                          // lib_uuid.cpp
void load_zoneinfo(Vm& vm, Module& module);                      // lib_zoneinfo.cpp
void load_re(Vm& vm, Module& module);                            // lib_re.cpp
void load_sys(Vm& vm, Module& module);                           // lib_runtime.cpp
void load_logging(Vm& vm, Module& module);
void load_traceback(Vm& vm, Module& module);
void load_inspect(Vm& vm, Module& module);

// -- what the files share (library_tools.cpp) ------------------------------------------------

// A class of a module, put into it.
Class& add_class(Vm& vm, Module& module, std::string_view name,
                 std::initializer_list<Class*> bases = {});
// What one module keeps with the Vm under `key` ("<datetime>"); made on first use.
template <class T>
T& library_state(Vm& vm, std::string_view key) {
    Dict& builtins = *vm.builtins.as<Dict>();
    if (T* state = payload_of<T>(dict_find(builtins, key))) return *state;
    const Value holder = make_instance(vm, *vm.classes.object);
    auto made = std::make_unique<T>();
    T& state = *made;
    holder.as<Instance>()->payload = std::move(made);
    dict_put(vm, builtins, key, holder);
    return state;
}
// An instance of `cls` around `payload`.
Value wrap_payload(Vm& vm, Class& cls, std::unique_ptr<Payload> payload);
// positional[0] as an instance with payload T, or the TypeError.
#define AW_PAYLOAD_SELF(Type, variable, type_name)                                        \
    Type* variable =                                                                      \
        args.positional.empty() ? nullptr : ::lang::payload_of<Type>(args.positional[0]); \
    if (variable == nullptr) return ::lang::wrong_receiver(vm, self, args, type_name)

Value make_alias(Vm& vm, Value origin, std::span<const Value> args);
// The arguments between [ ]: a tuple's items, or the one value.
std::span<const Value> subscript_items(const Value& item);
Value make_iterator(Vm& vm, std::string_view name, Completion (*next)(Vm&, Iterator&), Value source,
                    Value extra = {});
// Raises NotImplementedError: `what` is known and not offered.
Completion not_offered(Vm& vm, std::string_view what);
// Copies what functools.wraps copies from `wrapped` to `wrapper`.
Completion copy_function_facts(Vm& vm, const Value& wrapped, const Value& wrapper);
// Gives a native class of callable objects the __get__ that functions have: read through an
// instance they are called with it in front.
void make_bindable(Vm& vm, Class& cls);
// secrets.compare_digest, hmac.compare_digest: two ASCII texts or two bytes, in constant time.
Completion compare_digest(Vm& vm, const Native& self, CallArgs args);
bool is_true_keyword(const Value& v);  // given and True
// UnicodeEncodeError for surrogates, which no output can show (builtins_functions.cpp).
Completion check_printable(Vm& vm, std::string_view text);

}  // namespace lang
