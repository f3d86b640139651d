#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

TEST(Bytes, AreMadeFromEverythingCPythonTakes) {
    EXPECT_EQ(value_of("bytes(3)"), "b'\\x00\\x00\\x00'");
    EXPECT_EQ(value_of("bytes([65, 255])"), "b'A\\xff'");
    EXPECT_EQ(value_of("bytes('é', 'utf-8')"), "b'\\xc3\\xa9'");
    EXPECT_EQ(outcome("bytes('a')"), "TypeError: string argument without an encoding");
    EXPECT_EQ(outcome("bytes([256])"), "ValueError: bytes must be in range(0, 256)");
    EXPECT_EQ(outcome("bytes(-1)"), "ValueError: negative count");
    EXPECT_TRUE(outcome("bytes(10 ** 13)").starts_with("limit:memory"));
}

TEST(Bytes, DecodingFaultsAreDescribed) {
    EXPECT_EQ(outcome("b'a\\xff'.decode()"),
              "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 1: invalid "
              "start byte");
    EXPECT_EQ(outcome("b'\\xe2\\x82'.decode()"),
              "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected "
              "end of data");
    EXPECT_EQ(value_of("b'a\\xffb'.decode(errors='replace')"),
              "'a\xEF\xBF\xBD"
              "b'");
}

TEST(Bytes, EncodingFaultsAreDescribed) {
    EXPECT_EQ(outcome("'é'.encode('ascii')"),
              "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: "
              "ordinal not in range(128)");
    EXPECT_EQ(outcome("'a\\ud800'.encode()"),
              "UnicodeEncodeError: 'utf-8' codec can't encode character '\\ud800' in position 1: "
              "surrogates not allowed");
    EXPECT_EQ(value_of("'\\ud800'.encode('utf-8', 'surrogatepass')"), "b'\\xed\\xa0\\x80'");
}

TEST(Bytes, ByteArraysAreRefusedInWords) {
    EXPECT_EQ(outcome("bytearray(b'x')"), "refused: bytearray is not offered here");
    EXPECT_EQ(value_of("isinstance(b'', (bytes, bytearray))"), "True");
}

TEST(Bytes, PercentFormattingStaysInBytes) {
    EXPECT_EQ(value_of("b'%s-%d-%5.1f' % (b'\\xff', 3, 2.5)"), "b'\\xff-3-  2.5'");
    EXPECT_EQ(value_of("b'%.1s' % b'\\xf0'"), "b'\\xf0'");
}

}  // namespace
}  // namespace lang
