#include "web/passlib_schemes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "auth/base64.h"
#include "base/text.h"
#include "web/password_state.h"

namespace web {

using lang::Completion;
using lang::Value;
using lang::Vm;

namespace {

constexpr std::string_view kHash64 =
    "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kBcryptBytes = 72;

Completion malformed(Vm& vm, const Scheme& scheme) {
    return vm.raise("ValueError", fmt::format("malformed {} hash", scheme.name));
}
Completion config_only(Vm& vm, const Scheme& scheme) {
    return vm.raise("ValueError",
                    fmt::format("expected {0} hash, got {0} config string instead", scheme.name));
}

// crypt(3) stops at a NUL, so passlib does not let it in.
Completion refuse_nul(Vm& vm, const Scheme& scheme, std::string_view secret) {
    if (secret.find('\0') == secret.npos) return Completion::none();
    std::array<Value, 1> args{
        vm.heap().make_str(fmt::format("{} does not allow NULL bytes in password", scheme.name))};
    return vm.raise(*password_state(vm).password_value_error, args);
}

std::optional<std::int64_t> number_in(std::string_view text) {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
}

// -- bcrypt --------------------------------------------------------------------------------------

auth::BcryptSetting new_bcrypt_setting(Vm& vm, const Scheme& scheme,
                                       const SchemeSettings& settings) {
    return {settings.ident, static_cast<int>(rounds_for(scheme, settings)),
            settings.salt.value_or(auth::bcrypt_salt(random_bytes(vm, 16)))};
}

Completion hash_bcrypt(Vm& vm, const Scheme& scheme, std::string_view secret,
                       const SchemeSettings& settings, std::string& out) {
    AW_GUEST_DO(refuse_nul(vm, scheme, secret));
    if (settings.truncate_error && secret.size() > kBcryptBytes) {
        std::array<Value, 1> args{
            vm.heap().make_ascii("Password too long (bcrypt truncates to 72 characters)")};
        return vm.raise(*password_state(vm).password_truncate_error, args);
    }
    return make_bcrypt(vm, secret.substr(0, kBcryptBytes), new_bcrypt_setting(vm, scheme, settings),
                       out);
}

Completion verify_bcrypt(Vm& vm, const Scheme& scheme, std::string_view secret,
                         std::string_view stored, bool& matches) {
    AW_GUEST_DO(refuse_nul(vm, scheme, secret));
    const auto setting = auth::read_bcrypt(stored);
    if (!setting) return malformed(vm, scheme);
    if (setting->version == "2x")
        return vm.raise("ValueError",
                        "crypt_blowfish's buggy '2x' hashes are not currently supported");
    if (stored.size() == auth::setting_text(*setting).size()) return config_only(vm, scheme);
    return check_bcrypt(vm, secret.substr(0, kBcryptBytes), stored, *setting, matches);
}

std::optional<std::int64_t> bcrypt_rounds(std::string_view stored) {
    const auto setting = auth::read_bcrypt(stored);
    return setting ? std::optional<std::int64_t>(setting->rounds) : std::nullopt;
}

// -- bcrypt_sha256: bcrypt of base64(HMAC-SHA256(salt, password)), so that length does not matter -

std::string shortened_salt(std::string_view salt, std::string_view secret) {
    return auth::base64_encode(auth::hmac_sha256(salt, secret));
}

std::string bcrypt_sha256_text(const auth::BcryptSetting& setting, std::string_view hash) {
    return fmt::format("$bcrypt-sha256$v=2,t={},r={}${}${}", setting.version, setting.rounds,
                       setting.salt, hash.substr(hash.size() - 31));
}

Completion hash_bcrypt_sha256(Vm& vm, const Scheme& scheme, std::string_view secret,
                              const SchemeSettings& settings, std::string& out) {
    const auth::BcryptSetting setting = new_bcrypt_setting(vm, scheme, settings);
    std::string hash;
    AW_GUEST_DO(make_bcrypt(vm, shortened_salt(setting.salt, secret), setting, hash));
    out = bcrypt_sha256_text(setting, hash);
    return Completion::none();
}

// $bcrypt-sha256$v=2,t=2b,r=12$salt$hash
std::optional<auth::BcryptSetting> read_bcrypt_sha256(std::string_view stored) {
    const auto parts = base::split(stored, '$');
    if (parts.size() != 5) return std::nullopt;
    const auto options = base::split(parts[2], ',');
    if (options.size() != 3 || options[0] != "v=2" || !options[1].starts_with("t=") ||
        !options[2].starts_with("r="))
        return std::nullopt;
    return auth::read_bcrypt(
        fmt::format("${}${}${}", options[1].substr(2), options[2].substr(2), parts[3]));
}

Completion verify_bcrypt_sha256(Vm& vm, const Scheme& scheme, std::string_view secret,
                                std::string_view stored, bool& matches) {
    const auto setting = read_bcrypt_sha256(stored);
    if (!setting) return malformed(vm, scheme);
    const std::string tail(stored.substr(stored.rfind('$') + 1));
    return check_bcrypt(vm, shortened_salt(setting->salt, secret),
                        auth::setting_text(*setting) + tail, *setting, matches);
}

std::optional<std::int64_t> bcrypt_sha256_rounds(std::string_view stored) {
    const auto setting = read_bcrypt_sha256(stored);
    return setting ? std::optional<std::int64_t>(setting->rounds) : std::nullopt;
}

// -- argon2 --------------------------------------------------------------------------------------

Completion hash_argon2(Vm& vm, const Scheme&, std::string_view secret,
                       const SchemeSettings& settings, std::string& out) {
    auth::Argon2Cost cost = settings.argon2;
    if (settings.rounds) cost.passes = static_cast<std::uint32_t>(*settings.rounds);
    std::string fault;
    AW_GUEST_DO(make_argon2(vm, secret, settings.salt.value_or(random_bytes(vm, cost.salt_size)),
                            cost, out, fault));
    if (!fault.empty()) return vm.raise("ValueError", fault);
    return Completion::none();
}

Completion verify_argon2(Vm& vm, const Scheme& scheme, std::string_view secret,
                         std::string_view stored, bool& matches) {
    constexpr std::size_t kLeastSalt = 8;
    const auto hash = auth::read_argon2(stored);
    if (!hash) return malformed(vm, scheme);
    if (hash->salt.size() < kLeastSalt)
        return vm.raise("ValueError", "salt too small (argon2 requires >= 8 bytes)");
    std::string fault;
    AW_GUEST_DO(check_argon2(vm, *hash, secret, matches, fault));
    if (!fault.empty()) return malformed(vm, scheme);
    return Completion::none();
}

std::optional<std::int64_t> no_rounds(std::string_view) { return std::nullopt; }

// -- pbkdf2 --------------------------------------------------------------------------------------

struct Pbkdf2Digest {
    std::string_view scheme;
    const char* digest;
    std::size_t size;
};
constexpr Pbkdf2Digest kPbkdf2[] = {
    {"pbkdf2_sha1", "SHA1", 20}, {"pbkdf2_sha256", "SHA256", 32}, {"pbkdf2_sha512", "SHA512", 64}};

std::string adapted_base64(std::string_view bytes) {
    std::string out = auth::base64_encode(bytes);
    std::replace(out.begin(), out.end(), '+', '.');
    while (!out.empty() && out.back() == '=') out.pop_back();
    return out;
}

std::optional<std::string> adapted_decoded(std::string_view text) {
    std::string standard(text);
    std::replace(standard.begin(), standard.end(), '.', '+');
    while (standard.size() % 4 != 0) standard.push_back('=');
    auto bytes = auth::base64_decode_strict(standard);
    if (!bytes.ok()) return std::nullopt;
    return std::move(bytes).value();
}

Completion compute_pbkdf2(Vm& vm, const Scheme& scheme, std::string_view secret,
                          std::string_view salt, std::int64_t rounds, std::string& out) {
    constexpr std::int64_t kMostRounds = INT32_MAX;
    const auto& how = *std::find_if(std::begin(kPbkdf2), std::end(kPbkdf2),
                                    [&](const auto& row) { return row.scheme == scheme.name; });
    if (rounds > kMostRounds || !vm.charge(static_cast<std::uint64_t>(rounds) * 4))
        return vm.out_of_steps();
    out = auth::pbkdf2(how.digest, secret, salt, static_cast<int>(rounds), how.size);
    return Completion::none();
}

std::string rounds_text(std::int64_t rounds) { return fmt::format("{} rounds", rounds); }

Completion hash_pbkdf2(Vm& vm, const Scheme& scheme, std::string_view secret,
                       const SchemeSettings& settings, std::string& out) {
    const std::int64_t rounds = rounds_for(scheme, settings);
    const std::string salt = settings.salt.value_or(random_bytes(vm, 16));
    std::string digest;
    AW_GUEST_DO(compute_pbkdf2(vm, scheme, secret, salt, rounds, digest));
    out = fmt::format("{}{}${}${}", scheme.prefix, rounds, adapted_base64(salt),
                      adapted_base64(digest));
    note_password(vm, scheme.name, rounds_text(rounds), "hashed");
    return Completion::none();
}

Completion verify_pbkdf2(Vm& vm, const Scheme& scheme, std::string_view secret,
                         std::string_view stored, bool& matches) {
    const auto parts = base::split(stored.substr(scheme.prefix.size()), '$');
    const auto rounds = number_in(parts[0]);
    if (parts.size() == 2 && rounds) return config_only(vm, scheme);
    if (parts.size() != 3 || !rounds || *rounds < 1) return malformed(vm, scheme);
    const auto salt = adapted_decoded(parts[1]);
    if (!salt) return malformed(vm, scheme);
    std::string digest;
    AW_GUEST_DO(compute_pbkdf2(vm, scheme, secret, *salt, *rounds, digest));
    matches = auth::same_text(adapted_base64(digest), parts[2]);
    note_password(vm, scheme.name, rounds_text(*rounds), matches ? "passed" : "failed");
    return Completion::none();
}

std::optional<std::int64_t> pbkdf2_rounds(std::string_view stored) {
    const auto parts = base::split(stored, '$');
    return parts.size() > 2 ? number_in(parts[2]) : std::nullopt;
}

// -- SHA-crypt -----------------------------------------------------------------------------------

constexpr std::int64_t kImpliedRounds = 5000;  // written without "rounds="

std::optional<std::int64_t> sha_crypt_rounds(std::string_view stored) {
    constexpr std::string_view kRounds = "rounds=";
    const auto parts = base::split(stored, '$');
    if (parts.size() < 4) return std::nullopt;
    if (!parts[2].starts_with(kRounds)) return kImpliedRounds;
    return number_in(parts[2].substr(kRounds.size()));
}

Completion compute_crypt(Vm& vm, const Scheme& scheme, std::string_view secret,
                         std::string_view setting, std::int64_t rounds, std::string& out) {
    AW_GUEST_DO(refuse_nul(vm, scheme, secret));
    if (!vm.charge(static_cast<std::uint64_t>(rounds) * 8)) return vm.out_of_steps();
    auto hash = auth::crypt_hash(secret, setting);
    if (!hash) return malformed(vm, scheme);
    out = std::move(*hash);
    return Completion::none();
}

Completion hash_sha_crypt(Vm& vm, const Scheme& scheme, std::string_view secret,
                          const SchemeSettings& settings, std::string& out) {
    const std::int64_t rounds = rounds_for(scheme, settings);
    const std::string salt = settings.salt.value_or(random_characters(vm, kHash64, 16));
    const std::string cost =
        rounds == kImpliedRounds ? std::string() : fmt::format("rounds={}$", rounds);
    AW_GUEST_DO(compute_crypt(vm, scheme, secret, fmt::format("{}{}{}", scheme.prefix, cost, salt),
                              rounds, out));
    note_password(vm, scheme.name, rounds_text(rounds), "hashed");
    return Completion::none();
}

Completion verify_sha_crypt(Vm& vm, const Scheme& scheme, std::string_view secret,
                            std::string_view stored, bool& matches) {
    const auto rounds = sha_crypt_rounds(stored);
    if (!rounds || *rounds < scheme.min_rounds || *rounds > scheme.max_rounds)
        return malformed(vm, scheme);
    if (stored.back() == '$') return config_only(vm, scheme);
    std::string hash;
    AW_GUEST_DO(
        compute_crypt(vm, scheme, secret, stored.substr(0, stored.rfind('$')), *rounds, hash));
    matches = auth::same_text(hash, stored);
    note_password(vm, scheme.name, rounds_text(*rounds), matches ? "passed" : "failed");
    return Completion::none();
}

// -- plaintext -----------------------------------------------------------------------------------

Completion hash_plaintext(Vm& vm, const Scheme& scheme, std::string_view secret,
                          const SchemeSettings&, std::string& out) {
    out = secret;
    note_password(vm, scheme.name, "no cost at all", "hashed");
    return Completion::none();
}

Completion verify_plaintext(Vm& vm, const Scheme& scheme, std::string_view secret,
                            std::string_view stored, bool& matches) {
    matches = auth::same_text(secret, stored);
    note_password(vm, scheme.name, "no cost at all", matches ? "passed" : "failed");
    return Completion::none();
}

constexpr std::int64_t kMostRounds = 0xFFFFFFFF, kMostShaRounds = 999999999;
constexpr Scheme kSchemes[] = {
    {"bcrypt", "$2", 12, 4, 31, hash_bcrypt, verify_bcrypt, bcrypt_rounds},
    {"argon2", "$argon2", 3, 1, kMostRounds, hash_argon2, verify_argon2, no_rounds},
    {"pbkdf2_sha256", "$pbkdf2-sha256$", 29000, 1, kMostRounds, hash_pbkdf2, verify_pbkdf2,
     pbkdf2_rounds},
    {"pbkdf2_sha512", "$pbkdf2-sha512$", 25000, 1, kMostRounds, hash_pbkdf2, verify_pbkdf2,
     pbkdf2_rounds},
    {"pbkdf2_sha1", "$pbkdf2$", 131000, 1, kMostRounds, hash_pbkdf2, verify_pbkdf2, pbkdf2_rounds},
    {"sha256_crypt", "$5$", 535000, 1000, kMostShaRounds, hash_sha_crypt, verify_sha_crypt,
     sha_crypt_rounds},
    {"sha512_crypt", "$6$", 656000, 1000, kMostShaRounds, hash_sha_crypt, verify_sha_crypt,
     sha_crypt_rounds},
    {"bcrypt_sha256", "$bcrypt-sha256$", 12, 4, 31, hash_bcrypt_sha256, verify_bcrypt_sha256,
     bcrypt_sha256_rounds},
    {"plaintext", "", 0, 0, 0, hash_plaintext, verify_plaintext, no_rounds},
};

}  // namespace

std::span<const Scheme> passlib_schemes() { return kSchemes; }

const Scheme* find_scheme(std::string_view name) {
    for (const Scheme& scheme : kSchemes)
        if (scheme.name == name) return &scheme;
    return nullptr;
}

bool is_known_scheme(std::string_view name) {
    constexpr std::string_view kBeginnings[] = {
        "apr_",  "atlassian_", "bigcrypt",   "bsd_",    "cisco_",    "crypt",
        "cta_",  "des_",       "dlitz_",     "django_", "fshp",      "grub_",
        "hex_",  "htdigest",   "ldap_",      "lmhash",  "md5_crypt", "ms",
        "mysql", "nthash",     "oracle",     "phpass",  "postgres_", "roundup_",
        "scram", "scrypt",     "sha1_crypt", "sun_",    "unix_"};
    return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                       [&](std::string_view beginning) { return name.starts_with(beginning); });
}

bool identifies(const Scheme& scheme, std::string_view hash) {
    if (scheme.name == "bcrypt") {
        for (const std::string_view ident : {"$2a$", "$2b$", "$2x$", "$2y$", "$2$"})
            if (hash.starts_with(ident)) return true;
        return false;
    }
    return hash.starts_with(scheme.prefix);
}

bool needs_update(const Scheme& scheme, std::string_view hash, const SchemeSettings& settings) {
    if (scheme.name == "argon2") {
        auth::Argon2Cost wanted = settings.argon2;
        if (settings.rounds) wanted.passes = static_cast<std::uint32_t>(*settings.rounds);
        const auto stored = auth::read_argon2(hash);
        if (!stored) return true;
        wanted.salt_size = stored->cost.salt_size;
        return stored->cost != wanted;
    }
    const auto rounds = scheme.rounds_of(hash);
    if (!rounds) return false;
    const auto least = settings.min_rounds ? settings.min_rounds : settings.rounds;
    const auto most = settings.max_rounds ? settings.max_rounds : settings.rounds;
    return (least && *rounds < *least) || (most && *rounds > *most);
}

std::int64_t rounds_for(const Scheme& scheme, const SchemeSettings& settings) {
    return std::clamp(settings.rounds.value_or(scheme.default_rounds),
                      settings.min_rounds.value_or(scheme.min_rounds),
                      settings.max_rounds.value_or(scheme.max_rounds));
}

}  // namespace web
