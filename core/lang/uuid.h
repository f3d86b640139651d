// lang/uuid.h -- UUID values for natives and core/web. RFC 9562.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "lang/vm.h"

namespace lang {

struct Uuid final : Payload {
    std::array<unsigned char, 16> bytes{};
};

Value make_uuid(Vm& vm, const std::array<unsigned char, 16>& bytes);
std::string uuid_text(const Uuid& uuid);  // 8-4-4-4-12, lower case
// As UUID(text) reads it: braces, "urn:uuid:" and dashes are dropped. Nothing when it is none.
std::optional<std::array<unsigned char, 16>> parse_uuid(std::string_view text);

}  // namespace lang
