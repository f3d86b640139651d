// The list of importable modules. What is not in it (os, sys, socket, subprocess, threading ...)
// is a ModuleNotFoundError.
#include "lang/library_internal.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

constexpr NativeModule kModules[] = {
    {"abc", load_abc},
    {"base64", load_base64},
    {"binascii", load_binascii},
    {"collections.abc", load_collections_abc},
    {"contextlib", load_contextlib},
    {"dataclasses", load_dataclasses},
    {"datetime", load_datetime},
    {"enum", load_enum},
    {"functools", load_functools},
    {"json", load_json},
    {"random", load_random},
    {"secrets", load_secrets},
    {"string", load_string},
    {"time", load_time},
    {"types", load_types},
    {"typing", load_typing},
    {"typing_extensions", load_typing},
    {"warnings", load_warnings},
    {"__future__", load_future},
};

}  // namespace

void install_library(Vm& vm) {
    for (const NativeModule& module : kModules) vm.add_module(module);
}

}  // namespace lang
