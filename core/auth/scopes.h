// auth/scopes.h -- scopes: lists of words, in the order they were asked for. RFC 6749 3.3.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auth {

// Those of `outer`, then those of `inner` that are new. DIFF: FastAPI before 0.123 kept repeats.
std::vector<std::string> join_scopes(std::span<const std::string> outer,
                                     std::span<const std::string> inner);
std::vector<std::string> split_scopes(std::string_view text);  // str.split()
std::string scope_text(std::span<const std::string> scopes);   // " ".join

}  // namespace auth
