// lang/suggest.h -- "Did you mean ...?": the candidate that CPython would suggest.
// Source: CPython Python/suggestions.c (costs and limits), written anew.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lang {

std::optional<std::string> suggestion(std::string_view word,
                                      std::span<const std::string> candidates);

}  // namespace lang
