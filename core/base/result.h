// base/result.h -- a value, or what is wrong with our input and where.
// Out: Result<T> holds exactly one of T and Error. Errors: reading the side that is not there
// is a bug of ours and stops.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/assert.h"

namespace base {

// A place in a text file. Lines and columns are 1-based; 0 means unknown. Columns count characters.
struct Position {
    int line = 0;
    int column = 0;
    friend bool operator==(const Position&, const Position&) = default;
};

// `where` is a path inside the input ("/quiz/0/fact") or a file name; empty when there is none.
struct Error {
    std::string where;
    std::string message;
    Position position = {};
};

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : side_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : side_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return side_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() & {
        AW_ASSERT(ok());
        return *std::get_if<0>(&side_);
    }
    const T& value() const& {
        AW_ASSERT(ok());
        return *std::get_if<0>(&side_);
    }
    T&& value() && {
        AW_ASSERT(ok());
        return std::move(*std::get_if<0>(&side_));
    }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const {
        AW_ASSERT(!ok());
        return *std::get_if<1>(&side_);
    }

  private:
    std::variant<T, Error> side_;
};

struct Nothing {};
using Status = Result<Nothing>;

}  // namespace base

// AW_TRY(auto x, f()): x is f's value, or the enclosing function returns f's Error.
#define AW_TRY_JOIN2(a, b) a##b
#define AW_TRY_JOIN(a, b) AW_TRY_JOIN2(a, b)
#define AW_TRY_NAMED(target, expression, name) \
    auto name = (expression);                  \
    if (!name.ok()) return name.error();       \
    target = std::move(name).value()
#define AW_TRY(target, expression) AW_TRY_NAMED(target, expression, AW_TRY_JOIN(aw_try_, __LINE__))
