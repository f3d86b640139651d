// The expected values are CPython's.
#include "lang/int.h"

#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

struct NumberFact {
    std::string_view expression, value;
};
class Numbers : public testing::TestWithParam<NumberFact> {};
TEST_P(Numbers, AreCPythons) { EXPECT_EQ(value_of(GetParam().expression), GetParam().value); }

INSTANTIATE_TEST_SUITE_P(
    Int, Numbers,
    testing::Values(
        NumberFact{"(7 // -2, -7 // 2, 7 % -2, -7 % 2, divmod(-7, 2))", "(-4, -4, -1, 1, (-4, 1))"},
        NumberFact{"(2**70 // -3, -2**70 % 3, 2**70 - 2**70, -2**62 - 1, 2**62 - 1 + 1)",
                   "(-393530540239137101142, 2, 0, -4611686018427387905, 4611686018427387904)"},
        NumberFact{"(2**100 & 2**99 - 1, -1 & 2**80, 2**80 | 1, 2**80 ^ -1, ~2**70)",
                   "(0, 1208925819614629174706176, 1208925819614629174706177, "
                   "-1208925819614629174706177, -1180591620717411303425)"},
        NumberFact{"(1 << 61, 1 << 62, 1 << 63, -1 << 62, 2**70 >> 69, -2**70 >> 100, -1 >> 5)",
                   "(2305843009213693952, 4611686018427387904, 9223372036854775808, "
                   "-4611686018427387904, 2, -1, -1)"},
        NumberFact{"(2**-1, (-2)**3, (-1)**(2**70 + 1), 0**0, 3**50, (-3)**33)",
                   "(0.5, -8, -1, 1, 717897987691852588770249, -5559060566555523)"},
        NumberFact{"3037000500**2 * 3037000500**2", "85070591732918141055018500062500000000"},
        NumberFact{"(10**20 / 10**19, (2**53 + 1) / 1, (2**70 + 1) / 2**10, 1 / 10**400, "
                   "12345678901234567890123 / 98765432109876543210987654321)",
                   "(10.0, 9007199254740992.0, 1.152921504606847e+18, 0.0, 1.249999988609375e-07)"},
        NumberFact{"(3 / 2**1074, 5 / 2**1075, 2**1023 / 1, (2**1024 - 1) / 2, 0 / -5)",
                   "(1.5e-323, 1e-323, 8.98846567431158e+307, 8.98846567431158e+307, -0.0)"},
        NumberFact{"(pow(3, 10**5, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(3, -1, 7))",
                   "(4, 2, -2, 5)"},
        NumberFact{"(True + True, True & True, True | 2, -True, ~True, False * 5, True < 2)",
                   "(2, True, 3, -1, -2, 0, True)"},
        NumberFact{
            "(int(\"123_456\"), int(\"  -42 \"), int(\"ff\", 16), int(\"0x1F\", 0), int(\"0b11\", "
            "0), int(\"-0o17\", 8), int(\"１２\"), int(\"00\", 0))",
            "(123456, -42, 255, 31, 3, -15, 12, 0)"},
        NumberFact{"(2**62 == 2.0**62, 2**62 + 1 > 2.0**62, 2**53 + 1 == 2.0**53, 10**400 > "
                   "float(\"inf\"), 10**400 == float(\"nan\"), -10**400 < -1e308)",
                   "(True, True, False, False, False, True)"},
        NumberFact{
            "(float(2**53 + 1), float(2**54 + 3), float(2**64 - 1), float(-2**70 - 1), int(1e30), "
            "int(-2.7))",
            "(9007199254740992.0, 1.8014398509481988e+16, 1.8446744073709552e+19, "
            "-1.1805916207174113e+21, 1000000000000000019884624838656, -2)"},
        NumberFact{"(-(2**62), -(-2**62), abs(-2**62), -(2**64), +True)",
                   "(-4611686018427387904, 4611686018427387904, 4611686018427387904, "
                   "-18446744073709551616, 1)"},
        NumberFact{"(2**64 < 2**65, 2**64 == 2**64, -2**64 < 3, 5 < 2**64)",
                   "(True, True, True, True)"},
        NumberFact{"sum(x * x for x in range(100)) ** 9",
                   "44364254255931311568082166489830951171875000000000"},
        NumberFact{"(5).__class__", "<class 'int'>"}));
INSTANTIATE_TEST_SUITE_P(
    Float, Numbers,
    testing::Values(
        NumberFact{"(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, divmod(-7.5, 2))",
                   "(3.0, -4.0, -0.5, 0.5, (-4.0, 0.5))"},
        NumberFact{"(0.0 // 3, -0.0 % 3, 5.0 % float(\"inf\"), -5.0 % float(\"inf\"))",
                   "(0.0, 0.0, 5.0, inf)"},
        NumberFact{"(2.0**0.5, 4**0.5, 2**-1074, float(\"inf\")**0, (-8.0)**3)",
                   "(1.4142135623730951, 2.0, 5e-324, 1.0, -512.0)"},
        NumberFact{"(1e308 * 10, -1e308 * 10, 1e-320 / 10, 0.1 + 0.2)",
                   "(inf, -inf, 1e-321, 0.30000000000000004)"},
        NumberFact{"(1.5 == 1.5, float(\"nan\") == float(\"nan\"), float(\"nan\") != 1, 1.5 "
                   "< 2, 2 > 1.5, -0.0 == 0)",
                   "(True, False, True, True, True, True)"},
        NumberFact{"(1.0 == True, hash(1.0) == hash(1), {1.0: 1}[1])", "(True, True, 1)"}));
INSTANTIATE_TEST_SUITE_P(
    Words, Numbers,
    testing::Values(
        NumberFact{"1 // 0", "ZeroDivisionError: division by zero"},
        NumberFact{"2**70 % 0", "ZeroDivisionError: division by zero"},
        NumberFact{"1.5 / 0", "ZeroDivisionError: division by zero"},
        NumberFact{"1.5 // 0.0", "ZeroDivisionError: division by zero"},
        NumberFact{"0 ** -1", "ZeroDivisionError: zero to a negative power"},
        NumberFact{"10.0 ** 400", "OverflowError: (34, 'Numerical result out of range')"},
        NumberFact{"2 ** 1024 * 1.0", "OverflowError: int too large to convert to float"},
        NumberFact{"10**400 / 3", "OverflowError: integer division result too large for a float"},
        NumberFact{"1 << -1", "ValueError: negative shift count"},
        NumberFact{"int('1__0')", "ValueError: invalid literal for int() with base 10: '1__0'"},
        NumberFact{"int('9', 8)", "ValueError: invalid literal for int() with base 8: '9'"},
        NumberFact{
            "int('1' * 5000)",
            "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has "
            "5000 digits; use sys.set_int_max_str_digits() to increase the limit"},
        NumberFact{"str(10**4300)",
                   "ValueError: Exceeds the limit (4300 digits) for integer string conversion; use "
                   "sys.set_int_max_str_digits() to increase the limit"},
        NumberFact{"pow(2, -1, 4)", "ValueError: base is not invertible for the given modulus"},
        NumberFact{"int(float('nan'))", "ValueError: cannot convert float NaN to integer"},
        NumberFact{"int(float('inf'))",
                   "OverflowError: cannot convert float infinity to integer"}));

TEST(Int, KeepsEqualValuesUpTo63BitsInOneForm) {
    const Vm vm{VmOptions{}};
    const Value big = make_int(INT64_MAX);
    EXPECT_TRUE(big.is(Kind::Int));
    EXPECT_TRUE(make_int((std::int64_t{1} << 62) - 1).is_small());
    EXPECT_TRUE(make_unsigned(std::uint64_t{1} << 62).is(Kind::Int));
    EXPECT_EQ(to_int64(big), INT64_MAX);
    EXPECT_EQ(to_int64(make_unsigned(UINT64_MAX)), std::nullopt);
}

TEST(Int, GivesTheMemoryOfBigNumbersBack) {
    Vm vm{VmOptions{}};
    const std::size_t before = vm.heap().used();
    {
        const Value big =
            int_binary(vm, Vm::Binary::Shl, Value::small(1), Value::small(100'000)).take();
    }
    EXPECT_EQ(vm.heap().used(), before);
}

TEST(Int, StopsBeforeItComputesWhatDoesNotFit) {
    EXPECT_EQ(outcome("10 ** 10 ** 10").substr(0, 12), "limit:memory");
    EXPECT_EQ(outcome("1 << 10 ** 18").substr(0, 12), "limit:memory");
    EXPECT_EQ(outcome("x = 3\nfor i in range(40): x = x * x").substr(0, 6), "limit:");
    EXPECT_EQ(outcome("pow(3, 1 << 200000, (1 << 200000) + 1)").substr(0, 11), "limit:steps");
}

}  // namespace
}  // namespace lang
