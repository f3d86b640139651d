// lang/str.h -- guest text by code points: index, slice, search, compare, build.
// ASCII text takes the short way everywhere. Out: Values of Kind::Str. Errors: whatever can grow
// asks the Vm for room first and ends in limit:memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lang/unicode.h"
#include "lang/vm.h"

namespace lang {

// The byte at which code point `index` starts; index <= length.
std::uint32_t byte_offset(const Str& text, std::uint32_t index);
std::uint32_t point_index(const Str& text, std::uint32_t byte);  // the other way round
// Code point `index`, which must be inside.
Value str_at(Vm& vm, const Str& text, std::int64_t index);
// `count` code points from `start` on, `step` apart (also backwards); all inside.
Completion str_slice(Vm& vm, const Str& text, std::int64_t start, std::int64_t step,
                     std::int64_t count);
Value str_iterator(Vm& vm, const Value& text);  // over its code points
Value str_of_point(Vm& vm, char32_t point);
// Code points order as their UTF-8 bytes do.
inline int str_compare(std::string_view a, std::string_view b) { return a.compare(b); }
Completion str_concat(Vm& vm, std::string_view a, std::string_view b);
Completion str_repeat(Vm& vm, const Str& text, std::int64_t times);
Completion bytes_repeat(Vm& vm, const Bytes& bytes, std::int64_t times);
// `format % values`, str.cpp's neighbour str_percent.cpp.
Completion str_percent(Vm& vm, const Value& format, const Value& values);
Completion bytes_percent(Vm& vm, const Value& format, const Value& values);

// A text that grows. Once it does not fit the heap's limit it takes nothing more, and finish()
// is limit:memory.
class TextBuilder {
  public:
    explicit TextBuilder(Vm& vm) : vm_(vm) {}
    bool add(std::string_view text) {
        if (text.size() > granted_ - text_.size() && !grow(text.size())) return false;
        text_.append(text);
        return true;
    }
    bool add_point(char32_t point);
    bool fill(std::string_view unit, std::uint64_t times);
    bool full() const { return full_ != Full::No; }
    std::size_t size() const { return text_.size(); }
    const std::string& text() const { return text_; }
    Completion finish();
    Completion finish_bytes();
    Completion failure();  // when full

  private:
    bool grow(std::size_t more);
    Vm& vm_;
    std::string text_;
    std::size_t granted_ = 0;
    enum class Full : std::uint8_t { No, Memory, Steps } full_ = Full::No;
};

}  // namespace lang
