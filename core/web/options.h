// web/options.h -- the keyword arguments of natives that take dozens of them (FastAPI(), Query(),
// app.get()). Positional ones stand for the first names of the list.
// Errors: TypeError with CPython's words for what does not fit.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/native.h"

namespace web {

enum class Unknown : std::uint8_t { Refuse, Ignore };  // keywords that the list does not name

class Options {
  public:
    // `positional`: names that may also be given by position, in order. `keywords`: the others.
    // Views into `args`: lives as long as the call.
    static lang::Completion read(lang::Vm& vm, const lang::Native& self, lang::CallArgs args,
                                 std::span<const std::string_view> positional,
                                 std::span<const std::string_view> keywords, Unknown unknown,
                                 Options& out);
    // The same of a method: `args` begins with its object, the errors name its class.
    static lang::Completion read_method(lang::Vm& vm, const lang::Native& self, lang::CallArgs args,
                                        std::span<const std::string_view> positional,
                                        std::span<const std::string_view> keywords, Options& out);

    const lang::Value& get(std::string_view name) const;    // empty when not given
    const lang::Value& given(std::string_view name) const;  // empty when not given or None
    bool flag(std::string_view name, bool otherwise) const;
    std::optional<std::string> text(std::string_view name) const;
    std::optional<std::int64_t> integer(std::string_view name) const;

  private:
    lang::CallArgs args_;
    std::span<const std::string_view> positional_;
    lang::Value empty_;
};

// The items of a list, tuple or set; one item when it is something else, none when it is empty or
// None. Guest code runs only for iterables of the guest's own.
lang::Completion items_of(lang::Vm& vm, const lang::Value& value, std::vector<lang::Value>& out);
// The same as texts; items that are no str are left out.
lang::Completion texts_of(lang::Vm& vm, const lang::Value& value, std::vector<std::string>& out);

// tags=: texts, or members of an Enum, which stand for their values.
lang::Completion read_tags(lang::Vm& vm, const lang::Value& value, std::vector<std::string>& out);

}  // namespace web
