// uuid: UUID, uuid4 (from the run's seed), uuid3 and uuid5.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>

#include "lang/hash.h"
#include "lang/int.h"
#include "lang/library_internal.h"
#include "lang/uuid.h"

namespace lang {
namespace {

using UuidBytes = std::array<unsigned char, 16>;

struct UuidState final : Payload {
    Class* cls = nullptr;
};

UuidState& uuid_state(Vm& vm) { return library_state<UuidState>(vm, "<uuid>"); }

#define AW_UUID_SELF(variable) AW_PAYLOAD_SELF(Uuid, variable, "UUID")

UuidBytes with_version(UuidBytes bytes, unsigned version) {
    bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0FU) | (version << 4));
    bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3FU) | 0x80U);
    return bytes;
}

std::string hex_text(const UuidBytes& bytes) {
    std::string out;
    for (const unsigned char byte : bytes) out += fmt::format("{:02x}", byte);
    return out;
}

Completion bytes_of_int(Vm& vm, const Value& v, UuidBytes* out) {
    Integer number;
    if (is_integer(v)) read_int(plain(v), number.get());
    if (!is_integer(v) || mpz_sgn(number.get()) < 0 || mpz_sizeinbase(number.get(), 2) > 128) {
        return vm.raise("ValueError", "int is out of range (need a 128-bit value)");
    }
    std::array<unsigned char, 16> raw{};
    std::size_t count = 0;
    mpz_export(raw.data(), &count, -1, 1, 0, 0, number.get());
    std::reverse_copy(raw.begin(), raw.end(), out->begin());
    return Completion::none();
}

Completion uuid_construct(Vm& vm, Class& cls, CallArgs args) {
    const Native named(nullptr, nullptr, "UUID");
    Value hex, bytes, bytes_le, fields, number, version;
    AW_GUEST_DO(bind(vm, named, args,
                     {{"hex", &hex, kOptional},
                      {"bytes", &bytes, kOptional},
                      {"bytes_le", &bytes_le, kOptional},
                      {"fields", &fields, kOptional},
                      {"int", &number, kOptional},
                      {"version", &version, kOptional}}));
    auto uuid = std::make_unique<Uuid>();
    if (!number.empty()) {
        AW_GUEST_DO(bytes_of_int(vm, number, &uuid->bytes));
    } else if (const Bytes* raw = bytes.empty() ? nullptr : plain_as<Bytes>(bytes)) {
        if (raw->size != 16) return vm.raise("ValueError", "bytes is not a 16-char string");
        std::copy_n(raw->data, 16, uuid->bytes.begin());
    } else if (!hex.empty() && is_text(hex)) {
        const auto parsed = parse_uuid(text_of(hex));
        if (!parsed) return vm.raise("ValueError", "badly formed hexadecimal UUID string");
        uuid->bytes = *parsed;
    } else if (!hex.empty()) {
        return vm.raise("AttributeError", fmt::format("'{}' object has no attribute 'replace'",
                                                      type_name_of(vm, hex)));
    } else {
        return vm.raise("TypeError",
                        "one of the hex, bytes, bytes_le, fields, or int arguments "
                        "must be given");
    }
    if (!version.empty() && !version.is_none()) {
        std::int64_t wanted = 0;
        AW_GUEST_DO(read_index(vm, version, &wanted));
        if (wanted < 1 || wanted > 8) return vm.raise("ValueError", "illegal version number");
        uuid->bytes = with_version(uuid->bytes, static_cast<unsigned>(wanted));
    }
    return wrap_payload(vm, cls, std::move(uuid));
}

Completion uuid_str(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    return vm.heap().make_ascii(uuid_text(*uuid));
}

Completion uuid_repr(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    return vm.heap().make_ascii("UUID('" + uuid_text(*uuid) + "')");
}

Completion uuid_hex(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    return vm.heap().make_ascii(hex_text(uuid->bytes));
}

Completion uuid_urn(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    return vm.heap().make_ascii("urn:uuid:" + uuid_text(*uuid));
}

Completion uuid_bytes(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    return vm.heap().make_bytes({reinterpret_cast<const char*>(uuid->bytes.data()), 16});
}

Completion uuid_int(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    Integer number;
    mpz_import(number.get(), 16, 1, 1, 0, 0, uuid->bytes.data());
    return make_int(number.get());
}

Completion uuid_version(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    if ((uuid->bytes[8] & 0xC0U) != 0x80U) return Completion::none();
    return Value::small(uuid->bytes[6] >> 4);
}

Completion uuid_hash(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    const std::uint64_t hash = hash_bytes({reinterpret_cast<const char*>(uuid->bytes.data()), 16});
    return make_int(static_cast<std::int64_t>(hash >> 3));
}

template <Vm::Compare op>
Completion uuid_compare(Vm& vm, Native& self, CallArgs args) {
    AW_UUID_SELF(uuid);
    const Uuid* other =
        args.positional.size() == 2 ? payload_of<Uuid>(args.positional[1]) : nullptr;
    if (other == nullptr) return Value::not_implemented();
    switch (op) {
        case Vm::Compare::Eq: return Value::boolean(uuid->bytes == other->bytes);
        case Vm::Compare::Ne: return Value::boolean(uuid->bytes != other->bytes);
        case Vm::Compare::Lt: return Value::boolean(uuid->bytes < other->bytes);
        case Vm::Compare::Le: return Value::boolean(uuid->bytes <= other->bytes);
        case Vm::Compare::Gt: return Value::boolean(uuid->bytes > other->bytes);
        case Vm::Compare::Ge: return Value::boolean(uuid->bytes >= other->bytes);
    }
    return Value::not_implemented();
}

Completion uuid_uuid4(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    UuidBytes bytes;
    for (std::size_t half = 0; half < 2; ++half) {
        std::uint64_t bits = vm.random_bits();
        for (std::size_t i = 0; i < 8; ++i, bits >>= 8) {
            bytes[half * 8 + i] = static_cast<unsigned char>(bits);
        }
    }
    return make_uuid(vm, with_version(bytes, 4));
}

// The hash of a name inside a namespace: uuid3 with MD5, uuid5 with SHA-1.
Completion uuid_named(Vm& vm, Native& self, CallArgs args) {
    Value space, name;
    AW_GUEST_DO(bind(vm, self, args, {{"namespace", &space}, {"name", &name}}));
    const Uuid* inside = payload_of<Uuid>(space);
    if (inside == nullptr) return wrong_type(vm, "namespace", "a UUID", space);
    const Value& text = plain(name);
    if (!text.is(Kind::Str) && !text.is(Kind::Bytes)) return wrong_type(vm, "name", "str", name);
    std::string data(reinterpret_cast<const char*>(inside->bytes.data()), 16);
    data += text.is(Kind::Str) ? text.as<Str>()->view() : text.as<Bytes>()->view();
    const bool md5 = self.name == "uuid3";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    EVP_Digest(data.data(), data.size(), digest.data(), &size, md5 ? EVP_md5() : EVP_sha1(),
               nullptr);
    UuidBytes bytes;
    std::copy_n(digest.begin(), 16, bytes.begin());
    return make_uuid(vm, with_version(bytes, md5 ? 3 : 5));
}

}  // namespace

Value make_uuid(Vm& vm, const std::array<unsigned char, 16>& bytes) {
    if (uuid_state(vm).cls == nullptr) (void)vm.import_module("uuid");
    auto uuid = std::make_unique<Uuid>();
    uuid->bytes = bytes;
    return wrap_payload(vm, *uuid_state(vm).cls, std::move(uuid));
}

std::string uuid_text(const Uuid& uuid) {
    const std::string hex = hex_text(uuid.bytes);
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
           hex.substr(16, 4) + "-" + hex.substr(20);
}

std::optional<std::array<unsigned char, 16>> parse_uuid(std::string_view text) {
    std::string digits;
    if (text.starts_with("urn:")) text.remove_prefix(4);
    if (text.starts_with("uuid:")) text.remove_prefix(5);
    while (!text.empty() && (text.front() == '{' || text.front() == '}')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == '{' || text.back() == '}')) text.remove_suffix(1);
    for (const char c : text) {
        if (c == '-') continue;
        const char lower = static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c);
        const std::size_t digit = std::string_view("0123456789abcdef").find(lower);
        if (digit == std::string_view::npos) return std::nullopt;
        digits.push_back(static_cast<char>(digit));
    }
    if (digits.size() != 32) return std::nullopt;
    std::array<unsigned char, 16> bytes{};
    for (std::size_t i = 0; i < 16; ++i) {
        bytes[i] = static_cast<unsigned char>(digits[2 * i] * 16 + digits[2 * i + 1]);
    }
    return bytes;
}

void load_uuid(Vm& vm, Module& module) {
    using Compare = Vm::Compare;
    Class& cls = add_class(vm, module, "UUID");
    uuid_state(vm).cls = &cls;
    cls.construct = uuid_construct;
    def_all(vm, cls,
            {{"__str__", uuid_str},
             {"__repr__", uuid_repr},
             {"__hash__", uuid_hash},
             {"__int__", uuid_int},
             {"__eq__", uuid_compare<Compare::Eq>},
             {"__ne__", uuid_compare<Compare::Ne>},
             {"__lt__", uuid_compare<Compare::Lt>},
             {"__le__", uuid_compare<Compare::Le>},
             {"__gt__", uuid_compare<Compare::Gt>},
             {"__ge__", uuid_compare<Compare::Ge>}});
    def_property(vm, cls, "hex", uuid_hex);
    def_property(vm, cls, "urn", uuid_urn);
    def_property(vm, cls, "bytes", uuid_bytes);
    def_property(vm, cls, "int", uuid_int);
    def_property(vm, cls, "version", uuid_version);
    def_all(vm, module, {{"uuid4", uuid_uuid4}, {"uuid3", uuid_named}, {"uuid5", uuid_named}});
    constexpr std::pair<std::string_view, std::string_view> kNamespaces[] = {
        {"NAMESPACE_DNS", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
        {"NAMESPACE_URL", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"}};
    for (const auto& [name, text] : kNamespaces) {
        set(vm, module, name, make_uuid(vm, *parse_uuid(text)));
    }
}

}  // namespace lang
