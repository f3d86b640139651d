// web/passlib_schemes.h -- the hash schemes of passlib that are offered, each as a row of
// functions. passlib 1.9 handlers/*.py.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "web/password_work.h"

namespace web {

// What a program may set with using(), or as scheme__name in a CryptContext.
struct SchemeSettings {
    std::optional<std::int64_t> rounds, min_rounds, max_rounds;
    std::optional<std::string> salt;
    std::string ident = "2b";  // bcrypt's version
    auth::Argon2Cost argon2;
    bool truncate_error = false;
};

struct Scheme {
    std::string_view name;
    std::string_view prefix;  // what its hashes begin with; empty: anything goes
    std::int64_t default_rounds = 0, min_rounds = 0, max_rounds = 0;  // 0: it has none
    // Each takes the password as bytes. They raise passlib's ValueErrors.
    lang::Completion (*hash)(lang::Vm& vm, const Scheme& scheme, std::string_view secret,
                             const SchemeSettings& settings, std::string& out);
    lang::Completion (*verify)(lang::Vm& vm, const Scheme& scheme, std::string_view secret,
                               std::string_view stored, bool& matches);
    // Of a hash that the scheme knows; nullopt: it has no rounds.
    std::optional<std::int64_t> (*rounds_of)(std::string_view stored);
};

std::span<const Scheme> passlib_schemes();
const Scheme* find_scheme(std::string_view name);
// A name of passlib's that is not offered here.
bool is_known_scheme(std::string_view name);
bool identifies(const Scheme& scheme, std::string_view hash);
bool needs_update(const Scheme& scheme, std::string_view hash, const SchemeSettings& settings);
std::int64_t rounds_for(const Scheme& scheme, const SchemeSettings& settings);

}  // namespace web
