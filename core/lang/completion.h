// lang/completion.h -- how a piece of guest code ended: a value, a raise, or a limit.
// What a native hands back is one Completion; C++ exceptions never carry a guest's outcome.
// A limit (too many steps, too much memory ...) and a refusal cannot be caught by the guest: every
// caller passes them on as they are.
#pragma once

#include "base/assert.h"
#include "lang/value.h"

namespace lang {

enum class Outcome : std::uint8_t {
    Value,
    Raise,  // value() is not to be read; error() is the exception instance
    Stop,   // a limit or a refusal; Vm::stop() says which
};

class [[nodiscard]] Completion {
  public:
    Completion(Value value) : value_(std::move(value)), outcome_(Outcome::Value) {}
    static Completion raise(Value exception) { return {std::move(exception), Outcome::Raise}; }
    static Completion stop() { return {Value(), Outcome::Stop}; }
    static Completion none() { return Completion(Value::none()); }

    bool ok() const { return outcome_ == Outcome::Value; }
    bool raised() const { return outcome_ == Outcome::Raise; }
    bool stopped() const { return outcome_ == Outcome::Stop; }
    Outcome outcome() const { return outcome_; }
    Value& value() {
        AW_ASSERT(ok());
        return value_;
    }
    Value take() {
        AW_ASSERT(ok());
        return std::move(value_);
    }
    const Value& error() const {
        AW_ASSERT(raised());
        return value_;
    }

  private:
    Completion(Value value, Outcome outcome) : value_(std::move(value)), outcome_(outcome) {}
    Value value_;
    Outcome outcome_;
};

}  // namespace lang

// AW_GUEST(Value x, vm.call(f, args)): x is the value, or the enclosing native passes the raise on.
#define AW_GUEST_JOIN2(a, b) a##b
#define AW_GUEST_JOIN(a, b) AW_GUEST_JOIN2(a, b)
#define AW_GUEST_NAMED(target, expression, name) \
    ::lang::Completion name = (expression);      \
    if (!name.ok()) return name;                 \
    target = name.take()
#define AW_GUEST(target, expression) \
    AW_GUEST_NAMED(target, expression, AW_GUEST_JOIN(aw_guest_, __LINE__))
// The same for a call whose value does not matter.
#define AW_GUEST_DO_NAMED(expression, name) \
    if (::lang::Completion name = (expression); !name.ok()) return name
#define AW_GUEST_DO(expression) AW_GUEST_DO_NAMED(expression, AW_GUEST_JOIN(aw_guest_, __LINE__))
