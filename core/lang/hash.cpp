#include "lang/hash.h"

#include <bit>
#include <cstring>
#include <vector>

#include "lang/arguments.h"
#include "lang/class.h"
#include "lang/int.h"

namespace lang {
namespace {

std::uint64_t read_word(const unsigned char* at, std::size_t bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, bytes);  // little-endian machines only, as CPython's order depends on it
    return word;
}

struct SipState {
    std::uint64_t v0 = 0x736f6d6570736575, v1 = 0x646f72616e646f6d, v2 = 0x6c7967656e657261,
                  v3 = 0x7465646279746573;
    void round() {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    }
};

std::uint64_t sip_hash_1_3(const void* data, std::size_t size) {
    if (size == 0) return 0;
    const auto* at = static_cast<const unsigned char*>(data);
    std::uint64_t last = static_cast<std::uint64_t>(size) << 56;
    SipState state;
    for (; size >= 8; size -= 8, at += 8) {
        const std::uint64_t word = read_word(at, 8);
        state.v3 ^= word;
        state.round();
        state.v0 ^= word;
    }
    last |= read_word(at, size);
    state.v3 ^= last;
    state.round();
    state.v0 ^= last;
    state.v2 ^= 0xff;
    for (int i = 0; i < 3; ++i) state.round();
    const std::uint64_t hash = (state.v0 ^ state.v1) ^ (state.v2 ^ state.v3);
    return hash == UINT64_MAX ? UINT64_MAX - 1 : hash;
}

// Guest text is always well formed, surrogates taken as characters.
std::vector<char32_t> code_points(std::string_view utf8) {
    std::vector<char32_t> points;
    points.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto byte = [&](std::size_t i) {
            return static_cast<char32_t>(static_cast<unsigned char>(utf8[at + i]));
        };
        const char32_t first = byte(0);
        if (first < 0x80) {
            points.push_back(first);
            at += 1;
        } else if (first < 0xE0) {
            points.push_back(((first & 0x1F) << 6) | (byte(1) & 0x3F));
            at += 2;
        } else if (first < 0xF0) {
            points.push_back(((first & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F));
            at += 3;
        } else {
            points.push_back(((first & 0x07) << 18) | ((byte(1) & 0x3F) << 12) |
                             ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F));
            at += 4;
        }
    }
    return points;
}

template <class Unit>
std::uint64_t hash_as(const std::vector<char32_t>& points) {
    std::vector<Unit> units(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) units[i] = static_cast<Unit>(points[i]);
    return sip_hash_1_3(units.data(), units.size() * sizeof(Unit));
}

// As CPython's tuplehash (Objects/tupleobject.c names the constants after xxHash).
Completion hash_tuple(Vm& vm, const Tuple& tuple, std::uint64_t* out) {
    constexpr std::uint64_t kPrime1 = 11400714785074694791U, kPrime2 = 14029467366897019727U,
                            kPrime5 = 2870177450012600261U;
    if (!vm.charge(tuple.size / 8)) return vm.out_of_steps();
    std::uint64_t mixed = kPrime5;
    for (std::uint32_t i = 0; i < tuple.size; ++i) {
        std::uint64_t lane = 0;
        AW_GUEST_DO(hash_value(vm, tuple.items[i], &lane));
        mixed = std::rotl(mixed + lane * kPrime2, 31) * kPrime1;
    }
    mixed += tuple.size ^ (kPrime5 ^ 3527539U);
    *out = mixed == UINT64_MAX ? 1546275796U : mixed;
    return Completion::none();
}

// As CPython's frozenset_hash: does not depend on the order.
std::uint64_t hash_frozenset(const Set& set) {
    std::uint64_t hash = 0;
    for (const SetEntry& entry : set.table) {
        if (entry.key.empty()) continue;
        hash ^= ((entry.hash ^ 89869747U) ^ (entry.hash << 16)) * 3644798167U;
    }
    hash ^= (static_cast<std::uint64_t>(set.used) + 1) * 1927868237U;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069U + 907133923U;
    return hash == UINT64_MAX ? 590923713U : hash;
}

Completion unhashable(Vm& vm, const Value& v) {
    return vm.raise("TypeError", "unhashable type: '" + vm.class_of(v).name + "'");
}

// Objects without a __hash__ of their own: a number that stays the same from run to run.
std::uint64_t identity_hash(Vm& vm, const Value& v) {
    return v.is_object() ? vm.heap().identity_of(*v.object()) >> 4 : v.bits();
}

Completion hash_instance(Vm& vm, const Value& v, std::uint64_t* out) {
    const Value method = find_name(vm, vm.class_of(v), vm.model().name(Name::Hash));
    if (method.is_none()) return unhashable(vm, v);
    if (method.same_as(vm.model().object_hash)) {
        *out = identity_hash(vm, v);
        return Completion::none();
    }
    if (method.is(Kind::Native) && !v.as<Instance>()->wrapped.empty())
        return hash_value(vm, v.as<Instance>()->wrapped, out);
    AW_GUEST(Value result, call_with_self(vm, method, v));
    if (!is_int(plain(result)))
        return vm.raise("TypeError", "__hash__ method should return an integer");
    const Value& number = plain(result);
    if (const auto small = to_int64(number)) {
        *out = static_cast<std::uint64_t>(*small == -1 ? -2 : *small);
    } else {
        *out = hash_int(number);
    }
    return Completion::none();
}

Completion hash_pair(Vm& vm, const Value& a, const Value& b, std::uint64_t* out) {
    std::uint64_t first = 0, second = 0;
    AW_GUEST_DO(hash_value(vm, a, &first));
    AW_GUEST_DO(hash_value(vm, b, &second));
    *out = first ^ (second * 1000003U);
    return Completion::none();
}

// int | str equals str | int.
Completion hash_union(Vm& vm, const UnionType& type, std::uint64_t* out) {
    std::uint64_t mixed = type.args.as<Tuple>()->size;
    for (const Value& member : type.args.as<Tuple>()->span()) {
        std::uint64_t hash = 0;
        AW_GUEST_DO(hash_value(vm, member, &hash));
        mixed ^= hash * 0x9E3779B97F4A7C15U;
    }
    *out = mixed;
    return Completion::none();
}

Completion hash_range(Vm& vm, const Range& range, std::uint64_t* out) {
    Value parts[3] = {range.length, Value::none(), Value::none()};
    if (sign_of_int(range.length) != 0) {
        parts[1] = range.start;
        if (!(range.length.is_small() && range.length.as_small() == 1)) parts[2] = range.step;
    }
    const Value tuple = vm.heap().make_tuple(parts);
    return hash_tuple(vm, *tuple.as<Tuple>(), out);
}

Completion hash_slice(Vm& vm, const Slice& slice, std::uint64_t* out) {
    const Value parts[3] = {slice.start, slice.stop, slice.step};
    const Value tuple = vm.heap().make_tuple(parts);
    return hash_tuple(vm, *tuple.as<Tuple>(), out);
}

Completion hash_method(Vm& vm, const BoundMethod& method, std::uint64_t* out) {
    std::uint64_t function = 0;
    AW_GUEST_DO(hash_value(vm, method.function, &function));
    *out = function ^ identity_hash(vm, method.self);
    return Completion::none();
}

Completion hash_object(Vm& vm, const Value& v, std::uint64_t* out) {
    switch (v.object()->kind()) {
        case Kind::Int:
            pay(vm, bit_length(v) / 1024);
            *out = hash_int(v);
            break;
        case Kind::Float: *out = hash_float(v.as<Float>()->value); break;
        case Kind::Str: *out = hash_of(*v.as<Str>()); break;
        case Kind::Bytes: {
            auto* bytes = v.as<Bytes>();
            if (bytes->hash == 0) bytes->hash = hash_bytes(bytes->view());
            *out = bytes->hash;
            break;
        }
        case Kind::Tuple: {
            StructureDepth depth(vm);
            if (!depth.ok()) return depth.failure();
            return hash_tuple(vm, *v.as<Tuple>(), out);
        }
        case Kind::FrozenSet:
            pay(vm, v.as<Set>()->table.size() / 8);
            *out = hash_frozenset(*v.as<Set>());
            break;
        case Kind::List:
        case Kind::Dict:
        case Kind::Set: return unhashable(vm, v);
        case Kind::Range: return hash_range(vm, *v.as<Range>(), out);
        case Kind::Slice: return hash_slice(vm, *v.as<Slice>(), out);
        case Kind::View:
            if (v.as<View>()->what != View::What::Values) return unhashable(vm, v);
            *out = identity_hash(vm, v);
            break;
        case Kind::BoundMethod: return hash_method(vm, *v.as<BoundMethod>(), out);
        case Kind::Instance: return hash_instance(vm, v, out);
        case Kind::GenericAlias:
            return hash_pair(vm, v.as<GenericAlias>()->origin, v.as<GenericAlias>()->args, out);
        case Kind::UnionType: return hash_union(vm, *v.as<UnionType>(), out);
        case Kind::Cell:
        case Kind::Function:
        case Kind::Native:
        case Kind::Class:
        case Kind::Module:
        case Kind::Generator:
        case Kind::Iterator:
        case Kind::Property:
        case Kind::StaticMethod:
        case Kind::ClassMethod:
        case Kind::Super:
        case Kind::TypeVar: *out = identity_hash(vm, v); break;
    }
    return Completion::none();
}

}  // namespace

std::uint64_t hash_bytes(std::string_view raw) { return sip_hash_1_3(raw.data(), raw.size()); }

std::uint64_t hash_text(std::string_view utf8) {
    bool ascii = true;
    for (char c : utf8) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) return hash_bytes(utf8);
    const std::vector<char32_t> points = code_points(utf8);
    char32_t highest = 0;
    for (char32_t c : points) highest = std::max(highest, c);
    if (highest < 0x100) return hash_as<std::uint8_t>(points);
    return highest < 0x10000 ? hash_as<std::uint16_t>(points) : hash_as<std::uint32_t>(points);
}

Completion hash_value(Vm& vm, const Value& v, std::uint64_t* out) {
    if (v.is_object()) return hash_object(vm, v, out);
    if (v.is_small()) {
        *out = hash_small(v.as_small());
    } else if (v.is_bool()) {
        *out = v.is_true();
    } else {
        // CPython hashes None to a constant; the others by address, so any number will do.
        *out = v.is_none() ? 0xFCA86420U : v.bits() * 0x9E3779B97F4A7C15U;
    }
    return Completion::none();
}

Completion hash_key(Vm& vm, const Value& key, std::string_view role, std::uint64_t* out) {
    Completion hashed = hash_value(vm, key, out);
    if (!hashed.raised()) return hashed;
    if (&vm.class_of(hashed.error()) != vm.exception_class("TypeError")) return hashed;
    AW_GUEST(const Value reason, vm.str(hashed.error()));
    return vm.raise("TypeError", "cannot use '" + vm.class_of(key).name + "' as " +
                                     std::string(role) + " (" +
                                     std::string(reason.as<Str>()->view()) + ")");
}

Completion Vm::hash(const Value& v) {
    std::uint64_t hash = 0;
    AW_GUEST_DO(hash_value(*this, v, &hash));
    return make_int(static_cast<std::int64_t>(hash));
}

}  // namespace lang
