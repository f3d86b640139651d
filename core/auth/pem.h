// auth/pem.h -- the first block of PEM text. RFC 7468: text around it, indentation and line ends of
// any kind are let through, as cryptography does.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace auth {

struct PemBlock {
    std::string label;       // "PUBLIC KEY"
    std::string der;         // decoded
    bool encrypted = false;  // a "Proc-Type: 4,ENCRYPTED" header stands in it
};
std::optional<PemBlock> read_pem(std::string_view text);

}  // namespace auth
