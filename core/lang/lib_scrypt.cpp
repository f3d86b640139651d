// hashlib.scrypt, through OpenSSL.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <utility>

#include "lang/library_internal.h"
#include "lang/str.h"

namespace lang {
namespace {

struct ScryptCost {
    std::int64_t n = 0, r = 0, p = 0, memory = 0, length = 64;
};

Completion check_scrypt(Vm& vm, const ScryptCost& cost) {
    if (cost.n < 0 || cost.r < 0 || cost.p < 0)
        return vm.raise("ValueError", "Cannot convert negative int");
    if (cost.n < 2 || (cost.n & (cost.n - 1)) != 0)
        return vm.raise("ValueError", "n must be a power of 2.");
    if (cost.memory < 0 || cost.memory > INT32_MAX)
        return vm.raise("ValueError",
                        fmt::format("maxmem must be positive and smaller than {}", INT32_MAX));
    if (cost.length < 1 || cost.length > INT32_MAX)
        return vm.raise("ValueError", fmt::format("dklen must be greater than 0 and smaller than "
                                                  "{}",
                                                  INT32_MAX));
    constexpr std::int64_t kMost = 1 << 30;
    if (cost.r < 1 || cost.p < 1 || cost.p >= kMost / cost.r)
        return vm.raise("ValueError", "Invalid parameter combination for n, r, p, maxmem.");
    return Completion::none();
}

Completion read_scrypt(Vm& vm, Native& self, CallArgs args, Value* password, Value* salt,
                       ScryptCost* cost) {
    Value n, r, p, memory, length;
    if (args.positional.size() > 1) {
        return vm.raise("TypeError", fmt::format("scrypt() takes exactly 1 positional argument ({} "
                                                 "given)",
                                                 args.positional.size()));
    }
    AW_GUEST_DO(bind(vm, self, args,
                     {{"password", password, kOptional},
                      {"salt", salt, kKeywordOnly},
                      {"n", &n, kKeywordOnly},
                      {"r", &r, kKeywordOnly},
                      {"p", &p, kKeywordOnly},
                      {"maxmem", &memory, kKeywordOnly},
                      {"dklen", &length, kKeywordOnly}}));
    const std::pair<std::string_view, const Value*> required[] = {
        {"password", password}, {"salt", salt}, {"n", &n}, {"r", &r}, {"p", &p}};
    int place = 0;
    for (const auto& [name, value] : required) {
        ++place;
        if (value->empty()) {
            return vm.raise(
                "TypeError",
                fmt::format("scrypt() missing required argument '{}' (pos {})", name, place));
        }
    }
    AW_GUEST_DO(read_index(vm, n, &cost->n));
    AW_GUEST_DO(read_index(vm, r, &cost->r));
    AW_GUEST_DO(read_index(vm, p, &cost->p));
    if (!memory.empty()) AW_GUEST_DO(read_index(vm, memory, &cost->memory));
    if (!length.empty()) AW_GUEST_DO(read_index(vm, length, &cost->length));
    return check_scrypt(vm, *cost);
}

}  // namespace

// RFC 7914. What it works on is 128 * n * r bytes: OpenSSL's own limit of 32 MiB holds where the
// program sets none.
Completion hashlib_scrypt(Vm& vm, Native& self, CallArgs args) {
    Value password, salt;
    ScryptCost cost;
    AW_GUEST_DO(read_scrypt(vm, self, args, &password, &salt, &cost));
    std::string_view secret, grain;
    for (const auto& [value, text] : {std::pair(&password, &secret), std::pair(&salt, &grain)}) {
        const Bytes* bytes = plain_as<Bytes>(*value);
        if (bytes == nullptr) {
            return vm.raise("TypeError", fmt::format("a bytes-like object is required, not '{}'",
                                                     type_name_of(vm, *value)));
        }
        *text = bytes->view();
    }
    const auto count = [](std::int64_t v) { return static_cast<std::uint64_t>(v); };
    const std::uint64_t limit = cost.memory == 0 ? std::uint64_t{32} << 20 : count(cost.memory);
    if (count(cost.n) > limit / 128 / count(cost.r) ||
        128 * count(cost.r) * (count(cost.n) + count(cost.p) + 2) > limit) {
        return vm.raise("ValueError", "[digital envelope routines] memory limit exceeded");
    }
    if (!vm.has_room(128 * count(cost.n) * count(cost.r))) return vm.out_of_memory();
    if (!vm.charge(8 * count(cost.n) * count(cost.r) * count(cost.p))) return vm.out_of_steps();
    if (!vm.has_room(count(cost.length))) return vm.out_of_memory();
    std::string out(static_cast<std::size_t>(cost.length), '\0');
    const int derived = EVP_PBE_scrypt(
        secret.data(), secret.size(), reinterpret_cast<const unsigned char*>(grain.data()),
        grain.size(), count(cost.n), count(cost.r), count(cost.p), limit,
        reinterpret_cast<unsigned char*>(out.data()), out.size());
    if (derived != 1)
        return vm.raise("ValueError", "[digital envelope routines] memory limit exceeded");
    return vm.heap().make_bytes(out);
}

}  // namespace lang
