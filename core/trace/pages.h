// trace/pages.h -- bytes that only grow, in pages that never move.
// A piece asked for with `reserve` lies in one stretch of memory, also when it is longer than a
// page. A Position finds a byte again; it stays right when more is written.
// A copy shares the memory of all pieces but the last, as nobody writes to those any more. So it
// is for what is only appended to, not for bytes that `at` changes later.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace trace {

class Pages {
  public:
    using Position = std::uint32_t;
    Pages() = default;
    Pages(const Pages& other);
    Pages(Pages&&) noexcept = default;
    Pages& operator=(Pages&&) noexcept = default;
    Pages& operator=(const Pages&) = delete;
    ~Pages() = default;

    static constexpr std::size_t kPageBits = 16;
    static constexpr std::size_t kPageBytes = std::size_t{1} << kPageBits;

    // Where the next byte goes, with room for `bytes` from there on.
    std::uint8_t* reserve(std::size_t bytes) {
        if (static_cast<std::size_t>(end_ - at_) <= bytes) add_page(bytes);
        return at_;
    }
    void commit(std::uint8_t* end) { at_ = end; }
    Position position() const { return position_of(at_); }
    Position position_of(const std::uint8_t* byte) const {  // a byte of the last piece
        return base_ + static_cast<Position>(byte - begin_);
    }
    const std::uint8_t* at(Position position) const {
        return pages_[position >> kPageBits] + (position & (kPageBytes - 1));
    }
    std::uint8_t* at(Position position) {
        return pages_[position >> kPageBits] + (position & (kPageBytes - 1));
    }
    std::size_t room() const { return static_cast<std::size_t>(end_ - at_); }
    std::size_t page_count() const { return pages_.size(); }

    std::size_t byte_size() const;  // what is held, unused ends of pages included
    void trim();                    // gives back the unused end of the last piece; the last call
    void append_to(std::string& out) const;  // every byte written

  private:
    struct Block {
        std::shared_ptr<std::uint8_t[]> bytes;
        std::size_t size = 0;  // held
        std::size_t used = 0;  // written; the last block's is found from at_
    };
    void add_page(std::size_t bytes);
    void replace_last(std::size_t size);  // by a copy of its used bytes in a new piece

    std::uint8_t* begin_ = nullptr;  // of the last block
    std::uint8_t* at_ = nullptr;
    std::uint8_t* end_ = nullptr;
    Position base_ = 0;     // position of begin_
    std::size_t held_ = 0;  // bytes of all blocks
    std::vector<Block> blocks_;
    std::vector<std::uint8_t*> pages_;  // by page number; a long block has several
};

}  // namespace trace
