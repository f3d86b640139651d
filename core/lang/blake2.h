// lang/blake2.h -- BLAKE2b and BLAKE2s with a size, a key, a salt and a person. RFC 7693.
// OpenSSL has the hash in one size only and the keyed form without a size of its own.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lang {

struct Blake2Options {
    std::size_t size = 0;  // of the digest, in bytes
    std::string key, salt, person;
};

std::string blake2b(std::string_view data, const Blake2Options& options);
std::string blake2s(std::string_view data, const Blake2Options& options);

}  // namespace lang
