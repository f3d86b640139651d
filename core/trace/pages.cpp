#include "trace/pages.h"

#include <cstring>

namespace trace {

void Pages::add_page(std::size_t bytes) {
    const std::size_t count = bytes / kPageBytes + 1;  // never filled to the brim: see position
    const std::size_t size = count * kPageBytes;
    if (!blocks_.empty()) blocks_.back().used = static_cast<std::size_t>(at_ - begin_);
    blocks_.push_back({std::shared_ptr<std::uint8_t[]>(new std::uint8_t[size]), size, 0});
    base_ = static_cast<Position>(pages_.size() << kPageBits);
    begin_ = at_ = blocks_.back().bytes.get();
    end_ = begin_ + size;
    held_ += size;
    for (std::size_t i = 0; i < count; ++i) pages_.push_back(begin_ + i * kPageBytes);
}

std::size_t Pages::byte_size() const {
    return held_ + pages_.capacity() * sizeof pages_[0] + blocks_.capacity() * sizeof(Block);
}

Pages::Pages(const Pages& other)
    : begin_(other.begin_),
      at_(other.at_),
      end_(other.end_),
      base_(other.base_),
      held_(other.held_),
      blocks_(other.blocks_),
      pages_(other.pages_) {
    trim();
}

void Pages::trim() {
    if (!blocks_.empty()) replace_last(static_cast<std::size_t>(at_ - begin_) + 1);
}

void Pages::replace_last(std::size_t size) {
    Block& last = blocks_.back();
    last.used = static_cast<std::size_t>(at_ - begin_);
    std::shared_ptr<std::uint8_t[]> piece(new std::uint8_t[size]);
    std::memcpy(piece.get(), begin_, last.used);
    for (std::uint8_t*& page : pages_)
        if (page >= begin_ && page < end_) page = piece.get() + (page - begin_);
    held_ = held_ - last.size + size;
    last.bytes = std::move(piece);
    last.size = size;
    begin_ = last.bytes.get();
    at_ = begin_ + last.used;
    end_ = begin_ + size;
}

void Pages::append_to(std::string& out) const {
    for (const Block& block : blocks_) {
        const bool is_last = &block == &blocks_.back();
        const auto used = is_last ? static_cast<std::size_t>(at_ - begin_) : block.used;
        out.append(reinterpret_cast<const char*>(block.bytes.get()), used);
    }
}

}  // namespace trace
