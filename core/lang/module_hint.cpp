// What is said about a module that is not offered: why the sandbox has none of its kind, or the
// nearest name that there is.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/suggest.h"
#include "lang/vm_impl.h"
#include "lang/vm_internal.h"

namespace lang {
namespace {

constexpr std::string_view kFiles[] = {"configparser", "csv",     "fileinput", "glob",   "gzip",
                                       "mmap",         "pickle",  "shelve",    "shutil", "tarfile",
                                       "tempfile",     "zipfile", "zlib"};
constexpr std::string_view kProcesses[] = {"ctypes",   "gc",     "importlib", "multiprocessing",
                                           "platform", "pty",    "queue",     "resource",
                                           "sched",    "signal", "subprocess"};
constexpr std::string_view kNetwork[] = {"aiohttp",  "email",   "ftplib",     "httpx",
                                         "requests", "smtplib", "socket",     "socketserver",
                                         "ssl",      "urllib3", "websockets", "xmlrpc"};
constexpr std::string_view kDatabases[] = {
    "aioredis", "alembic", "asyncpg", "databases", "motor",      "peewee",  "psycopg2",
    "pymongo",  "redis",   "sqlite3", "sqlmodel",  "sqlalchemy", "tortoise"};

struct Group {
    std::span<const std::string_view> modules;
    std::string_view what;
};
constexpr Group kGroups[] = {{kFiles, "files"},
                             {kProcesses, "processes and no way into the interpreter"},
                             {kNetwork, "network"},
                             {kDatabases, "databases"}};

}  // namespace

std::string missing_module_hint(Vm& vm, std::string_view name) {
    const std::string_view top = name.substr(0, name.find('.'));
    for (const Group& group : kGroups) {
        if (std::find(group.modules.begin(), group.modules.end(), top) != group.modules.end())
            return fmt::format(" (this sandbox offers no {})", group.what);
    }
    std::vector<std::string> offered;
    for (const auto& [known, module] : vm.impl().offered) {
        if (!known.starts_with("_")) offered.push_back(known);
    }
    const auto nearest = suggestion(name, offered);
    return nearest ? fmt::format(". Did you mean: '{}'?", *nearest) : "";
}

}  // namespace lang
