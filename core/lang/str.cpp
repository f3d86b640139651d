#include "lang/str.h"

#include <algorithm>
#include <limits>

#include "base/assert.h"

namespace lang {
namespace {

constexpr std::size_t kMaxTextBytes = std::size_t{1} << 31;  // Str::size has 32 bits

bool is_start(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }

Completion next_of_str(Vm& vm, Iterator& self) {
    if (self.source.empty()) return Value();
    const Str& text = *self.source.as<Str>();
    auto at = static_cast<std::size_t>(self.position);
    if (at >= text.size) {
        self.source = Value();
        return Value();
    }
    const char32_t point = next_point(text.view(), at);
    self.position = static_cast<std::int64_t>(at);
    return str_of_point(vm, point);
}

bool times_fit(std::uint64_t size, std::int64_t times) {
    return times <= 0 || size == 0 || static_cast<std::uint64_t>(times) <= kMaxTextBytes / size;
}

}  // namespace

std::uint32_t byte_offset(const Str& text, std::uint32_t index) {
    if (text.is_ascii() || index == 0) return index;
    if (index == text.length) return text.size;
    if (index > text.length / 2) {  // nearer from the end
        std::uint32_t at = text.size;
        for (std::uint32_t i = text.length; i > index; --i) {
            do --at;
            while (!is_start(text.data[at]));
        }
        return at;
    }
    std::uint32_t at = 0;
    for (std::uint32_t i = 0; i < index; ++i) {
        do ++at;
        while (!is_start(text.data[at]));
    }
    return at;
}

std::uint32_t point_index(const Str& text, std::uint32_t byte) {
    if (text.is_ascii()) return byte;
    return static_cast<std::uint32_t>(count_points(text.view().substr(0, byte)));
}

Value str_of_point(Vm& vm, char32_t point) {
    std::string text;
    append_point(text, point);
    return point < 128 ? vm.heap().intern(text) : vm.heap().make_str(text);
}

Value str_at(Vm& vm, const Str& text, std::int64_t index) {
    AW_ASSERT(index >= 0 && index < text.length);
    std::size_t at = byte_offset(text, static_cast<std::uint32_t>(index));
    return str_of_point(vm, next_point(text.view(), at));
}

Completion str_slice(Vm& vm, const Str& text, std::int64_t start, std::int64_t step,
                     std::int64_t count) {
    if (count <= 0) return vm.heap().make_ascii("");
    if (step == 1) {
        const auto from = byte_offset(text, static_cast<std::uint32_t>(start));
        const auto to = byte_offset(text, static_cast<std::uint32_t>(start + count));
        if (from == 0 && to == text.size) return Value::share(const_cast<Str*>(&text));
        if (!vm.has_room(to - from)) return vm.out_of_memory();
        return vm.heap().make_str(text.view().substr(from, to - from));
    }
    if (!vm.charge(static_cast<std::uint64_t>(count) / 8)) return vm.out_of_steps();
    std::u32string points;
    if (!text.is_ascii()) {
        if (!vm.has_room(std::size_t{text.size} * 4)) return vm.out_of_memory();
        for (std::size_t at = 0; at < text.size;) points.push_back(next_point(text.view(), at));
    }
    TextBuilder out(vm);
    for (std::int64_t i = 0, at = start; i < count; ++i) {
        if (text.is_ascii()) {
            out.add({&text.data[at], 1});
        } else {
            out.add_point(points[static_cast<std::size_t>(at)]);
        }
        if (i + 1 < count) at += step;  // the last step could leave 64 bits
    }
    return out.finish();
}

Value str_iterator(Vm& vm, const Value& text) {
    const bool ascii = text.as<Str>()->is_ascii();
    auto* iterator = vm.heap().make<Iterator>(vm.classes.iterator,
                                              ascii ? "str_ascii_iterator" : "str_iterator");
    iterator->next = next_of_str;
    iterator->source = text;
    return Value::adopt(iterator);
}

Completion str_concat(Vm& vm, std::string_view a, std::string_view b) {
    if (a.size() + b.size() > kMaxTextBytes || !vm.has_room(a.size() + b.size())) {
        return vm.out_of_memory();
    }
    std::string joined;
    joined.reserve(a.size() + b.size());
    joined.append(a).append(b);
    return vm.heap().make_str(joined);
}

Completion str_repeat(Vm& vm, const Str& text, std::int64_t times) {
    if (!times_fit(text.size, times)) return vm.out_of_memory();
    TextBuilder out(vm);
    out.fill(text.view(), static_cast<std::uint64_t>(std::max<std::int64_t>(times, 0)));
    return out.finish();
}

Completion bytes_repeat(Vm& vm, const Bytes& bytes, std::int64_t times) {
    if (!times_fit(bytes.size, times)) return vm.out_of_memory();
    TextBuilder out(vm);
    out.fill(bytes.view(), static_cast<std::uint64_t>(std::max<std::int64_t>(times, 0)));
    return out.finish_bytes();
}

bool TextBuilder::grow(std::size_t more) {
    if (full()) return false;
    const std::size_t needed = text_.size() + more;
    // A large text needs room twice: while it grows, and as the finished object.
    constexpr std::size_t kLarge = std::size_t{1} << 20;
    const std::size_t room = needed > kLarge ? 2 * needed : needed;
    if (more > kMaxTextBytes || needed > kMaxTextBytes || !vm_.has_room(room)) {
        full_ = Full::Memory;
    } else if (!vm_.charge(more / 64)) {
        full_ = Full::Steps;
    } else {
        granted_ = needed + needed / 2 + 32;
    }
    return !full();
}

bool TextBuilder::add_point(char32_t point) {
    if (granted_ - text_.size() < 4 && !grow(4)) return false;
    append_point(text_, point);
    return true;
}

bool TextBuilder::fill(std::string_view unit, std::uint64_t times) {
    if (unit.empty() || times == 0) return !full();
    if (times > kMaxTextBytes / unit.size()) {
        full_ = Full::Memory;
        return false;
    }
    if (!grow(unit.size() * times)) return false;
    text_.reserve(text_.size() + unit.size() * times);
    if (unit.size() == 1) {
        text_.append(times, unit[0]);
    } else {
        for (std::uint64_t i = 0; i < times; ++i) text_.append(unit);
    }
    return true;
}

Completion TextBuilder::failure() {
    return full_ == Full::Steps ? vm_.out_of_steps() : vm_.out_of_memory();
}

Completion TextBuilder::finish() {
    if (full()) return failure();
    return vm_.heap().make_str(text_);
}

Completion TextBuilder::finish_bytes() {
    if (full()) return failure();
    return vm_.heap().make_bytes(text_);
}

}  // namespace lang
