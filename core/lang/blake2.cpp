#include "lang/blake2.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace lang {
namespace {

constexpr std::uint8_t kSigma[10][16] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
                                         {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
                                         {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
                                         {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
                                         {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
                                         {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
                                         {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
                                         {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
                                         {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
                                         {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

struct WordsOf64 {
    using Word = std::uint64_t;
    static constexpr int kRounds = 12;
    static constexpr std::array<int, 4> kTurns = {32, 24, 16, 63};
    static constexpr std::array<Word, 8> kStart = {
        0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
};

struct WordsOf32 {
    using Word = std::uint32_t;
    static constexpr int kRounds = 10;
    static constexpr std::array<int, 4> kTurns = {16, 12, 8, 7};
    static constexpr std::array<Word, 8> kStart = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
};

template <class Sizes>
class Blake2 {
    using Word = typename Sizes::Word;
    static constexpr std::size_t kWordBytes = sizeof(Word);
    static constexpr std::size_t kBlock = 16 * kWordBytes;

  public:
    explicit Blake2(const Blake2Options& options) : state_(Sizes::kStart) {
        // The parameter block: sizes, fan-out and depth 1, then salt and person at its end.
        std::string block(8 * kWordBytes, '\0');
        block[0] = static_cast<char>(options.size);
        block[1] = static_cast<char>(options.key.size());
        block[2] = block[3] = 1;
        options.salt.copy(block.data() + 4 * kWordBytes, 2 * kWordBytes);
        options.person.copy(block.data() + 6 * kWordBytes, 2 * kWordBytes);
        for (std::size_t i = 0; i < 8; ++i) state_[i] ^= word_at(block.data(), i);
    }

    std::string digest(std::string_view data, const Blake2Options& options) {
        std::string all;
        if (!options.key.empty()) {
            all = options.key;
            all.resize(kBlock, '\0');
        }
        all += data;
        const std::size_t length = all.size();
        const std::size_t blocks = std::max<std::size_t>(1, (length + kBlock - 1) / kBlock);
        all.resize(blocks * kBlock, '\0');
        for (std::size_t i = 0; i < blocks; ++i) {
            const bool last = i + 1 == blocks;
            compress(all.data() + i * kBlock, last ? length : (i + 1) * kBlock, last);
        }
        std::string out;
        for (std::size_t i = 0; i < options.size; ++i)
            out.push_back(static_cast<char>(state_[i / kWordBytes] >> (8 * (i % kWordBytes))));
        return out;
    }

  private:
    static Word word_at(const char* bytes, std::size_t index) {
        Word word = 0;
        for (std::size_t i = 0; i < kWordBytes; ++i) {
            const auto byte = static_cast<unsigned char>(bytes[index * kWordBytes + i]);
            word |= static_cast<Word>(byte) << (8 * i);
        }
        return word;
    }

    void mix(std::array<Word, 16>& v, const std::array<std::size_t, 4>& at, Word x, Word y) {
        const auto [a, b, c, d] = at;
        v[a] += v[b] + x;
        v[d] = std::rotr(v[d] ^ v[a], Sizes::kTurns[0]);
        v[c] += v[d];
        v[b] = std::rotr(v[b] ^ v[c], Sizes::kTurns[1]);
        v[a] += v[b] + y;
        v[d] = std::rotr(v[d] ^ v[a], Sizes::kTurns[2]);
        v[c] += v[d];
        v[b] = std::rotr(v[b] ^ v[c], Sizes::kTurns[3]);
    }

    void compress(const char* block, std::uint64_t count, bool last) {
        std::array<Word, 16> v{}, m{};
        for (std::size_t i = 0; i < 16; ++i) m[i] = word_at(block, i);
        for (std::size_t i = 0; i < 8; ++i) {
            v[i] = state_[i];
            v[i + 8] = Sizes::kStart[i];
        }
        v[12] ^= static_cast<Word>(count);
        if constexpr (kWordBytes == 4) v[13] ^= static_cast<Word>(count >> 32);
        if (last) v[14] = ~v[14];
        for (int round = 0; round < Sizes::kRounds; ++round) {
            const std::uint8_t* s = kSigma[round % 10];
            for (std::size_t i = 0; i < 4; ++i)
                mix(v, {i, i + 4, i + 8, i + 12}, m[s[2 * i]], m[s[2 * i + 1]]);
            for (std::size_t i = 0; i < 4; ++i)
                mix(v, {i, (i + 1) % 4 + 4, (i + 2) % 4 + 8, (i + 3) % 4 + 12}, m[s[8 + 2 * i]],
                    m[s[9 + 2 * i]]);
        }
        for (std::size_t i = 0; i < 8; ++i) state_[i] ^= v[i] ^ v[i + 8];
    }

    std::array<Word, 8> state_;
};

}  // namespace

std::string blake2b(std::string_view data, const Blake2Options& options) {
    return Blake2<WordsOf64>(options).digest(data, options);
}

std::string blake2s(std::string_view data, const Blake2Options& options) {
    return Blake2<WordsOf32>(options).digest(data, options);
}

}  // namespace lang
