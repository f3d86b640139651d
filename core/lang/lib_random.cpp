// secrets and random. All chance comes from the run's seed: the same lesson gives the same run.
// DIFF: random is not CPython's Mersenne twister; its numbers are other ones.
#include <fmt/format.h>
#include <openssl/crypto.h>

#include <cmath>

#include "lang/base64.h"
#include "lang/int.h"
#include "lang/library_internal.h"
#include "lang/snapshot.h"
#include "lang/str.h"

namespace lang {
namespace {

constexpr std::int64_t kDefaultBytes = 32;

std::string random_text(Vm& vm, std::size_t count) {
    std::string out;
    while (out.size() < count) {
        std::uint64_t bits = vm.random_bits();
        for (int i = 0; i < 8 && out.size() < count; ++i, bits >>= 8) {
            out.push_back(static_cast<char>(bits & 0xFFU));
        }
    }
    return out;
}

// Uniform in [0, below).
std::uint64_t random_below(Vm& vm, std::uint64_t below) {
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % below;
    for (;;) {
        const std::uint64_t bits = vm.random_bits();
        if (bits < limit) return bits % below;
    }
}

double random_real(Vm& vm) { return static_cast<double>(vm.random_bits() >> 11) * 0x1p-53; }

Completion read_count(Vm& vm, Native& self, CallArgs args, std::string* out) {
    Value count_value;
    AW_GUEST_DO(bind(vm, self, args, {{"nbytes", &count_value, kOptional}}));
    std::int64_t count = kDefaultBytes;
    if (!count_value.empty() && !count_value.is_none()) {
        AW_GUEST_DO(read_index(vm, count_value, &count));
    }
    if (count < 0) return vm.raise("ValueError", "negative argument not allowed");
    if (!vm.has_room(static_cast<std::size_t>(count) * 4)) return vm.out_of_memory();
    if (!vm.charge(static_cast<std::uint64_t>(count) / 8)) return vm.out_of_steps();
    *out = random_text(vm, static_cast<std::size_t>(count));
    return Completion::none();
}

Completion secrets_token_bytes(Vm& vm, Native& self, CallArgs args) {
    std::string raw;
    AW_GUEST_DO(read_count(vm, self, args, &raw));
    return vm.heap().make_bytes(raw);
}

Completion secrets_token_hex(Vm& vm, Native& self, CallArgs args) {
    std::string raw;
    AW_GUEST_DO(read_count(vm, self, args, &raw));
    std::string out;
    for (const char c : raw) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return vm.heap().make_ascii(out);
}

Completion secrets_token_urlsafe(Vm& vm, Native& self, CallArgs args) {
    std::string raw;
    AW_GUEST_DO(read_count(vm, self, args, &raw));
    std::string out = encode_base64(raw, "-_");
    while (!out.empty() && out.back() == '=') out.pop_back();
    return vm.heap().make_ascii(out);
}

Completion positive(Vm& vm, const Value& v, std::string_view complaint, std::uint64_t* out) {
    std::int64_t number = 0;
    AW_GUEST_DO(read_index(vm, v, &number));
    if (number <= 0) return vm.raise("ValueError", complaint);
    *out = static_cast<std::uint64_t>(number);
    return Completion::none();
}

Completion secrets_randbelow(Vm& vm, Native& self, CallArgs args) {
    Value limit;
    AW_GUEST_DO(bind(vm, self, args, {{"exclusive_upper_bound", &limit}}));
    std::uint64_t below = 0;
    AW_GUEST_DO(positive(vm, limit, "Upper bound must be positive.", &below));
    return make_unsigned(random_below(vm, below));
}

Completion random_getrandbits(Vm& vm, Native& self, CallArgs args) {
    Value count_value;
    AW_GUEST_DO(bind(vm, self, args, {{"k", &count_value}}));
    std::int64_t count = 0;
    AW_GUEST_DO(read_index(vm, count_value, &count));
    if (count < 0) return vm.raise("ValueError", "number of bits must be non-negative");
    if (!vm.has_room(static_cast<std::size_t>(count) / 4)) return vm.out_of_memory();
    const std::string raw = random_text(vm, static_cast<std::size_t>(count + 7) / 8);
    Integer number;
    mpz_import(number.get(), raw.size(), -1, 1, 0, 0, raw.data());
    mpz_fdiv_r_2exp(number.get(), number.get(), static_cast<mp_bitcnt_t>(count));
    return make_int(number.get());
}

Completion any_choice(Vm& vm, Native& self, CallArgs args) {
    Value sequence;
    AW_GUEST_DO(bind(vm, self, args, {{"seq", &sequence}}));
    AW_GUEST(const Value length, vm.length(sequence));
    if (length.as_small() == 0) {
        return vm.raise("IndexError", "Cannot choose from an empty sequence");
    }
    const auto index = random_below(vm, static_cast<std::uint64_t>(length.as_small()));
    return vm.get_item(sequence, Value::small(static_cast<std::int64_t>(index)));
}

Completion secrets_compare_digest(Vm& vm, Native& self, CallArgs args) {
    return compare_digest(vm, self, args);
}

Completion random_random(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    return vm.heap().make_float(random_real(vm));
}

Completion random_uniform(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    AW_GUEST(const Value span, vm.binary(Vm::Binary::Sub, b, a));
    AW_GUEST(const Value part,
             vm.binary(Vm::Binary::Mul, span, vm.heap().make_float(random_real(vm))));
    return vm.binary(Vm::Binary::Add, a, part);
}

Completion random_between(Vm& vm, std::int64_t from, std::int64_t to) {
    if (to < from) {
        return vm.raise("ValueError", fmt::format("empty range for randrange() ({}, {}, {})", from,
                                                  to + 1, to + 1 - from));
    }
    const auto count = static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from) + 1;
    const auto offset = count == 0 ? vm.random_bits() : random_below(vm, count);
    return make_int(static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + offset));
}

Completion random_randint(Vm& vm, Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    std::int64_t from = 0, to = 0;
    AW_GUEST_DO(read_index(vm, a, &from));
    AW_GUEST_DO(read_index(vm, b, &to));
    return random_between(vm, from, to);
}

Completion random_randrange(Vm& vm, Native& self, CallArgs args) {
    Value a, b, step;
    AW_GUEST_DO(
        bind(vm, self, args, {{"start", &a}, {"stop", &b, kOptional}, {"step", &step, kOptional}}));
    if (!step.empty()) return not_offered(vm, "randrange() with a step");
    std::int64_t from = 0, to = 0;
    AW_GUEST_DO(read_index(vm, a, &to));
    if (!b.empty()) {
        from = to;
        AW_GUEST_DO(read_index(vm, b, &to));
    }
    return random_between(vm, from, to - 1);
}

Completion random_shuffle(Vm& vm, Native& self, CallArgs args) {
    Value sequence;
    AW_GUEST_DO(bind(vm, self, args, {{"x", &sequence}}));
    List* list = plain_as<List>(sequence);
    if (list == nullptr) return wrong_type(vm, "shuffle() argument", "list", sequence);
    if (!vm.charge(list->items.size())) return vm.out_of_steps();
    for (std::size_t i = list->items.size(); i > 1; --i) {
        std::swap(list->items[i - 1], list->items[random_below(vm, i)]);
    }
    note_replaced(vm, *list);
    return Completion::none();
}

Completion random_sample(Vm& vm, Native& self, CallArgs args) {
    Value population, count_value;
    AW_GUEST_DO(bind(vm, self, args, {{"population", &population}, {"k", &count_value}}));
    AW_GUEST(Value list, vm.to_list(population));
    std::int64_t count = 0;
    AW_GUEST_DO(read_index(vm, count_value, &count));
    ValueVector& items = list.as<List>()->items;
    if (count < 0 || count > static_cast<std::int64_t>(items.size())) {
        return vm.raise("ValueError", "Sample larger than population or is negative");
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        std::swap(items[i], items[i + random_below(vm, items.size() - i)]);
    }
    items.resize(static_cast<std::size_t>(count));
    return list;
}

Completion random_choices(Vm& vm, Native& self, CallArgs args) {
    Value population, weights, count_value = Value::small(1);
    AW_GUEST_DO(bind(vm, self, args,
                     {{"population", &population},
                      {"weights", &weights, kOptional},
                      {"k", &count_value, kKeywordOnly}}));
    if (!weights.empty() && !weights.is_none()) return not_offered(vm, "choices() with weights");
    std::int64_t count = 0;
    AW_GUEST_DO(read_index(vm, count_value, &count));
    Value list = vm.heap().make_list();
    for (std::int64_t i = 0; i < count; ++i) {
        Value argument[] = {population};
        AW_GUEST(Value item, any_choice(vm, self, {argument, {}}));
        if (!grow_list(vm, *list.as<List>(), std::move(item))) return list_failure(vm);
    }
    return list;
}

// DIFF: the stream belongs to the run; seeding it anew would change what the lesson shows.
Completion random_seed(Vm& vm, Native& self, CallArgs args) {
    Value seed;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &seed, kOptional}}));
    return Completion::none();
}

}  // namespace

Completion compare_digest(Vm& vm, const Native& self, CallArgs args) {
    Value a, b;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b}}));
    const Value& x = plain(a);
    const Value& y = plain(b);
    std::string_view left, right;
    if (x.is(Kind::Str) && y.is(Kind::Str)) {
        if (!x.as<Str>()->is_ascii() || !y.as<Str>()->is_ascii()) {
            return vm.raise("TypeError",
                            "comparing strings with non-ASCII characters is not supported");
        }
        left = x.as<Str>()->view();
        right = y.as<Str>()->view();
    } else if (x.is(Kind::Bytes) && y.is(Kind::Bytes)) {
        left = x.as<Bytes>()->view();
        right = y.as<Bytes>()->view();
    } else {
        const bool mixed = x.is(Kind::Bytes) || y.is(Kind::Bytes);
        return vm.raise("TypeError",
                        mixed ? fmt::format("a bytes-like object is required, not '{}'",
                                            type_name_of(vm, x.is(Kind::Bytes) ? b : a))
                              : fmt::format("unsupported operand types(s) or combination of types: "
                                            "'{}' and '{}'",
                                            type_name_of(vm, a), type_name_of(vm, b)));
    }
    const bool same =
        left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
    return Value::boolean(same);
}

void load_secrets(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"token_bytes", secrets_token_bytes},
             {"token_hex", secrets_token_hex},
             {"token_urlsafe", secrets_token_urlsafe},
             {"randbelow", secrets_randbelow},
             {"randbits", random_getrandbits},
             {"choice", any_choice},
             {"compare_digest", secrets_compare_digest}});
}

void load_random(Vm& vm, Module& module) {
    def_all(vm, module,
            {{"random", random_random},
             {"uniform", random_uniform},
             {"randint", random_randint},
             {"randrange", random_randrange},
             {"getrandbits", random_getrandbits},
             {"choice", any_choice},
             {"choices", random_choices},
             {"sample", random_sample},
             {"shuffle", random_shuffle},
             {"seed", random_seed}});
}

}  // namespace lang
