// hashlib and hmac, through OpenSSL.
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "lang/blake2.h"
#include "lang/dict.h"
#include "lang/library_internal.h"
#include "lang/repr.h"
#include "lang/str.h"

namespace lang {
namespace {

struct Algorithm {
    std::string_view name, openssl_name;
};
constexpr Algorithm kAlgorithms[] = {{"md5", "MD5"},
                                     {"sha1", "SHA1"},
                                     {"sha224", "SHA224"},
                                     {"sha256", "SHA256"},
                                     {"sha384", "SHA384"},
                                     {"sha512", "SHA512"},
                                     {"blake2b", "BLAKE2b512"},
                                     {"blake2s", "BLAKE2s256"},
                                     {"sha3_256", "SHA3-256"},
                                     {"sha3_512", "SHA3-512"},
                                     {"sha3_224", "SHA3-224"},
                                     {"sha3_384", "SHA3-384"},
                                     {"shake_128", "SHAKE128"},
                                     {"shake_256", "SHAKE256"}};

bool is_shake(const Algorithm& algorithm) { return algorithm.name.starts_with("shake"); }

const Algorithm* find_algorithm(std::string_view name) {
    std::string key;  // "SHA-256" and "sha256" are the same
    for (const char c : name) {
        if (c != '-') key.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
    }
    for (const Algorithm& known : kAlgorithms) {
        if (known.name == key) return &known;
    }
    return nullptr;
}

// A hash or an HMAC under way: the data so far, hashed when the digest is asked for.
struct HashState final : Payload {
    const Algorithm* algorithm = nullptr;
    bool is_hmac = false;
    std::string key, data;
    Blake2Options blake2;  // of a blake2 that was given a size or a key
};

struct HashlibState final : Payload {
    Class *hash = nullptr, *hmac = nullptr;
};

HashlibState& hashlib_state(Vm& vm) { return library_state<HashlibState>(vm, "<hashlib>"); }

const EVP_MD* method_of(const Algorithm& algorithm) {
    return EVP_get_digestbyname(std::string(algorithm.openssl_name).c_str());
}

std::string digest_of(const HashState& state) {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    const EVP_MD* method = method_of(*state.algorithm);
    if (method == nullptr) return {};
    if (state.blake2.size != 0) {
        return state.algorithm->name == "blake2b" ? blake2b(state.data, state.blake2)
                                                  : blake2s(state.data, state.blake2);
    }
    if (state.is_hmac) {
        HMAC(method, state.key.data(), static_cast<int>(state.key.size()),
             reinterpret_cast<const unsigned char*>(state.data.data()), state.data.size(), out,
             &size);
    } else {
        EVP_Digest(state.data.data(), state.data.size(), out, &size, method, nullptr);
    }
    return {reinterpret_cast<const char*>(out), size};
}

std::string hex_of(std::string_view raw) {
    std::string out;
    for (const char c : raw) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out;
}

Completion read_data(Vm& vm, const Value& v, std::string_view* out) {
    if (is_text(v)) {
        return vm.raise("TypeError", "Strings must be encoded before hashing");
    }
    const Bytes* bytes = plain_as<Bytes>(v);
    if (bytes == nullptr) {
        return vm.raise("TypeError", "object supporting the buffer API required");
    }
    *out = bytes->view();
    return Completion::none();
}

Completion add_data(Vm& vm, HashState& state, const Value& v) {
    if (v.empty() || v.is_none()) return Completion::none();
    std::string_view data;
    AW_GUEST_DO(read_data(vm, v, &data));
    if (!vm.has_room(state.data.size() + data.size())) return vm.out_of_memory();
    if (!vm.charge(data.size() / 32 + 8)) return vm.out_of_steps();
    state.data += data;
    return Completion::none();
}

Completion make_hash(Vm& vm, const Algorithm& algorithm, const Value& data) {
    auto state = std::make_unique<HashState>();
    state->algorithm = &algorithm;
    AW_GUEST_DO(add_data(vm, *state, data));
    return wrap_payload(vm, *hashlib_state(vm).hash, std::move(state));
}

// hashlib.sha256 and so on: the native's name is the algorithm's.
Completion named_hash(Vm& vm, Native& self, CallArgs args) {
    Value data, for_security;
    AW_GUEST_DO(
        bind(vm, self, args,
             {{"data", &data, kOptional}, {"usedforsecurity", &for_security, kKeywordOnly}}));
    return make_hash(vm, *find_algorithm(self.name), data);
}

Completion read_blake2_text(Vm& vm, const Value& v, std::string_view what, std::size_t most,
                            std::string* out) {
    if (v.empty()) return Completion::none();
    std::string_view text;
    AW_GUEST_DO(read_data(vm, v, &text));
    if (text.size() > most)
        return vm.raise("ValueError", fmt::format("maximum {} length is {} bytes", what, most));
    *out = text;
    return Completion::none();
}

Completion blake2_hash(Vm& vm, Native& self, CallArgs args) {
    Value data, size_value, key, salt, person, for_security;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"data", &data, kOptional},
                      {"digest_size", &size_value, kKeywordOnly},
                      {"key", &key, kKeywordOnly},
                      {"salt", &salt, kKeywordOnly},
                      {"person", &person, kKeywordOnly},
                      {"usedforsecurity", &for_security, kKeywordOnly}}));
    const bool big = self.name == "blake2b";
    const std::int64_t most = big ? 64 : 32;
    std::int64_t size = most;
    if (!size_value.empty()) AW_GUEST_DO(read_index(vm, size_value, &size));
    if (size < 1 || size > most) {
        return vm.raise("ValueError",
                        fmt::format("digest_size for Blake2{} must be between 1 and {} bytes, here "
                                    "it is {}",
                                    big ? 'b' : 's', most, size));
    }
    AW_GUEST(Value made, make_hash(vm, *find_algorithm(self.name), data));
    Blake2Options& options = payload_of<HashState>(made)->blake2;
    options.size = static_cast<std::size_t>(size);
    const auto limit = static_cast<std::size_t>(most);
    AW_GUEST_DO(read_blake2_text(vm, key, "key", limit, &options.key));
    AW_GUEST_DO(read_blake2_text(vm, salt, "salt", limit / 4, &options.salt));
    AW_GUEST_DO(read_blake2_text(vm, person, "person", limit / 4, &options.person));
    return made;
}

Completion unsupported(Vm& vm, std::string_view name) {
    return vm.raise("ValueError", fmt::format("unsupported hash type {}", name));
}

Completion hashlib_new(Vm& vm, Native& self, CallArgs args) {
    Value name, data, for_security;
    AW_GUEST_DO(bind(vm, self, args,
                     {{"name", &name},
                      {"data", &data, kOptional},
                      {"usedforsecurity", &for_security, kKeywordOnly}}));
    if (!is_text(name)) return wrong_type(vm, "new() argument 'name'", "str", name);
    const Algorithm* algorithm = find_algorithm(text_of(name));
    if (algorithm == nullptr) return unsupported(vm, text_of(name));
    return make_hash(vm, *algorithm, data);
}

Completion hash_update(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    Value data;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"data", &data}}));
    return add_data(vm, *state, data);
}

// The bytes of a hash; a shake is told how many.
Completion read_digest(Vm& vm, Native& self, CallArgs args, HashState& state, std::string* out) {
    if (!vm.charge(state.data.size() / 32 + 8)) return vm.out_of_steps();
    if (!is_shake(*state.algorithm)) {
        AW_GUEST_DO(bind(vm, self, without_self(args), {}));
        *out = digest_of(state);
        return Completion::none();
    }
    Value length_value;
    std::int64_t length = 0;
    AW_GUEST_DO(bind(vm, self, without_self(args), {{"length", &length_value}}));
    AW_GUEST_DO(read_index(vm, length_value, &length));
    if (length < 0) return vm.raise("ValueError", "value must be positive");
    if (length > INT32_MAX || !vm.has_room(2 * static_cast<std::size_t>(length)))
        return vm.out_of_memory();
    if (!vm.charge(static_cast<std::uint64_t>(length) / 32)) return vm.out_of_steps();
    out->resize(static_cast<std::size_t>(length));
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, method_of(*state.algorithm), nullptr);
    EVP_DigestUpdate(context, state.data.data(), state.data.size());
    EVP_DigestFinalXOF(context, reinterpret_cast<unsigned char*>(out->data()), out->size());
    EVP_MD_CTX_free(context);
    return Completion::none();
}

Completion hash_digest(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    std::string raw;
    AW_GUEST_DO(read_digest(vm, self, args, *state, &raw));
    return vm.heap().make_bytes(raw);
}

Completion hash_hexdigest(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    std::string raw;
    AW_GUEST_DO(read_digest(vm, self, args, *state, &raw));
    return vm.heap().make_ascii(hex_of(raw));
}

Completion hash_copy(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    if (!vm.has_room(state->data.size())) return vm.out_of_memory();
    auto copy = std::make_unique<HashState>(*state);
    return wrap_payload(vm, vm.class_of(args.positional[0]), std::move(copy));
}

Completion hash_name(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    const std::string prefix = state->is_hmac ? "hmac-" : "";
    return vm.heap().make_str(prefix + std::string(state->algorithm->name));
}

Completion hash_digest_size(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    if (is_shake(*state->algorithm)) return Value::small(0);
    if (state->blake2.size != 0) return Value::small(static_cast<int>(state->blake2.size));
    return Value::small(EVP_MD_size(method_of(*state->algorithm)));
}

Completion hash_block_size(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    return Value::small(EVP_MD_block_size(method_of(*state->algorithm)));
}

Completion hash_repr(Vm& vm, Native& self, CallArgs args) {
    AW_PAYLOAD_SELF(HashState, state, "hash");
    if (state->is_hmac) return vm.heap().make_str(default_repr(vm, args.positional[0]));
    return vm.heap().make_str(fmt::format("<{} _hashlib.HASH object @ {}>", state->algorithm->name,
                                          address_text(vm, args.positional[0])));
}

Completion hashlib_pbkdf2(Vm& vm, Native& self, CallArgs args) {
    Value name, password, salt, rounds_value, length_value = Value::none();
    AW_GUEST_DO(bind(vm, self, args,
                     {{"hash_name", &name},
                      {"password", &password},
                      {"salt", &salt},
                      {"iterations", &rounds_value},
                      {"dklen", &length_value, kOptional}}));
    if (!is_text(name)) return wrong_type(vm, "pbkdf2_hmac() argument 'hash_name'", "str", name);
    const Algorithm* algorithm = find_algorithm(text_of(name));
    if (algorithm == nullptr) return unsupported(vm, text_of(name));
    std::string_view secret, grain;
    AW_GUEST_DO(read_data(vm, password, &secret));
    AW_GUEST_DO(read_data(vm, salt, &grain));
    const EVP_MD* method = method_of(*algorithm);
    std::int64_t rounds = 0, length = EVP_MD_size(method);
    AW_GUEST_DO(read_index(vm, rounds_value, &rounds));
    if (!length_value.is_none()) AW_GUEST_DO(read_index(vm, length_value, &length));
    if (rounds < 1) return vm.raise("ValueError", "iteration value must be greater than 0.");
    if (length < 1) return vm.raise("ValueError", "key length must be greater than 0.");
    constexpr std::int64_t kMost = INT32_MAX;
    if (rounds > kMost) return vm.raise("OverflowError", "iteration value is too great.");
    if (length > kMost || !vm.has_room(static_cast<std::size_t>(length))) return vm.out_of_memory();
    const auto blocks = static_cast<std::uint64_t>(length / EVP_MD_size(method) + 1);
    if (!vm.charge(static_cast<std::uint64_t>(rounds) * 4 * blocks)) return vm.out_of_steps();
    std::string out(static_cast<std::size_t>(length), '\0');
    PKCS5_PBKDF2_HMAC(secret.data(), static_cast<int>(secret.size()),
                      reinterpret_cast<const unsigned char*>(grain.data()),
                      static_cast<int>(grain.size()), static_cast<int>(rounds), method,
                      static_cast<int>(length), reinterpret_cast<unsigned char*>(out.data()));
    return vm.heap().make_bytes(out);
}

// -- hmac ------------------------------------------------------------------------------------

// A name, or a hashlib function, whose name is the algorithm's.
Completion read_method(Vm& vm, const Value& v, const Algorithm** out) {
    std::string_view name;
    if (is_text(v)) {
        name = text_of(v);
    } else if (const Native* native = v.try_as<Native>()) {
        name = native->name;
    } else if (v.empty() || v.is_none()) {
        return vm.raise("TypeError", "Missing required argument 'digestmod'.");
    }
    *out = find_algorithm(name);
    if (*out == nullptr) return unsupported(vm, name);
    return Completion::none();
}

Completion make_hmac(Vm& vm, const Value& key, const Value& message, const Value& method,
                     std::unique_ptr<HashState>* out) {
    const Bytes* secret = plain_as<Bytes>(key);
    if (secret == nullptr) {
        return vm.raise("TypeError", fmt::format("key: expected bytes or bytearray, but got '{}'",
                                                 type_name_of(vm, key)));
    }
    auto state = std::make_unique<HashState>();
    AW_GUEST_DO(read_method(vm, method, &state->algorithm));
    state->is_hmac = true;
    state->key = secret->view();
    AW_GUEST_DO(add_data(vm, *state, message));
    *out = std::move(state);
    return Completion::none();
}

Completion hmac_new(Vm& vm, Native& self, CallArgs args) {
    Value key, message, method;
    AW_GUEST_DO(
        bind(vm, self, args,
             {{"key", &key}, {"msg", &message, kOptional}, {"digestmod", &method, kOptional}}));
    std::unique_ptr<HashState> state;
    AW_GUEST_DO(make_hmac(vm, key, message, method, &state));
    return wrap_payload(vm, *hashlib_state(vm).hmac, std::move(state));
}

// hmac.HMAC itself, as hmac.new makes it.
Completion hmac_init(Vm& vm, Native& self, CallArgs args) {
    Value key, message, method;
    AW_GUEST_DO(
        bind(vm, self, without_self(args),
             {{"key", &key}, {"msg", &message, kOptional}, {"digestmod", &method, kOptional}}));
    std::unique_ptr<HashState> state;
    AW_GUEST_DO(make_hmac(vm, key, message, method, &state));
    args.positional[0].as<Instance>()->payload = std::move(state);
    return Completion::none();
}

Completion hmac_digest(Vm& vm, Native& self, CallArgs args) {
    Value key, message, method;
    AW_GUEST_DO(bind(vm, self, args, {{"key", &key}, {"msg", &message}, {"digest", &method}}));
    std::unique_ptr<HashState> state;
    AW_GUEST_DO(make_hmac(vm, key, message, method, &state));
    return vm.heap().make_bytes(digest_of(*state));
}

Completion hmac_compare_digest(Vm& vm, Native& self, CallArgs args) {
    return compare_digest(vm, self, args);
}

void install_hash_methods(Vm& vm, Class& cls) {
    def_all(vm, cls,
            {{"update", hash_update},
             {"digest", hash_digest},
             {"hexdigest", hash_hexdigest},
             {"copy", hash_copy},
             {"__repr__", hash_repr}});
    def_property(vm, cls, "name", hash_name);
    def_property(vm, cls, "digest_size", hash_digest_size);
    def_property(vm, cls, "block_size", hash_block_size);
}

}  // namespace

void load_hashlib(Vm& vm, Module& module) {
    hashlib_state(vm).hash = &add_class(vm, module, "HASH");
    install_hash_methods(vm, *hashlib_state(vm).hash);
    hashlib_state(vm).hash->module_name = "_hashlib";
    const Value names = vm.heap().make_set();
    for (const Algorithm& algorithm : kAlgorithms) {
        def(vm, module, algorithm.name,
            algorithm.name.starts_with("blake2") ? blake2_hash : named_hash);
        (void)set_add(vm, *names.as<Set>(), vm.heap().intern(algorithm.name));
    }
    def_all(vm, module,
            {{"new", hashlib_new}, {"pbkdf2_hmac", hashlib_pbkdf2}, {"scrypt", hashlib_scrypt}});
    for (const char* list : {"algorithms_guaranteed", "algorithms_available"})
        set(vm, module, list, names);
}

void load_hmac(Vm& vm, Module& module) {
    hashlib_state(vm).hmac = &add_class(vm, module, "HMAC");
    install_hash_methods(vm, *hashlib_state(vm).hmac);
    def(vm, *hashlib_state(vm).hmac, "__init__", hmac_init);
    def_all(vm, module,
            {{"new", hmac_new}, {"digest", hmac_digest}, {"compare_digest", hmac_compare_digest}});
}

}  // namespace lang
