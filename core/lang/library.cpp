// The list of importable modules: those in C++ here, those in Python in library/. What is in
// neither (socket, subprocess, sqlite3 ...) is a ModuleNotFoundError.
#include "lang/library_internal.h"
#include "lang/library_source.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

constexpr NativeModule kModules[] = {
    {"abc", load_abc},
    {"base64", load_base64},
    {"binascii", load_binascii},
    {"collections", load_collections},
    {"collections.abc", load_collections_abc},
    {"copy", load_copy},
    {"dataclasses", load_dataclasses},
    {"datetime", load_datetime},
    {"enum", load_enum},
    {"functools", load_functools},
    {"hashlib", load_hashlib},
    {"hmac", load_hmac},
    {"inspect", load_inspect},
    {"itertools", load_itertools},
    {"json", load_json},
    {"logging", load_logging},
    {"math", load_math},
    {"operator", load_operator},
    {"random", load_random},
    {"re", load_re},
    {"secrets", load_secrets},
    {"string", load_string},
    {"sys", load_sys},
    {"time", load_time},
    {"traceback", load_traceback},
    {"types", load_types},
    {"typing", load_typing},
    {"typing_extensions", load_typing},
    {"uuid", load_uuid},
    {"warnings", load_warnings},
    {"zoneinfo", load_zoneinfo},
    {"__future__", load_future},
};

}  // namespace

void install_library(Vm& vm) {
    for (const LibrarySource& source : library_sources())
        vm.add_module({source.module_name, [](Vm&, Module&) {}});
    for (const NativeModule& module : kModules) vm.add_module(module);
}

}  // namespace lang
