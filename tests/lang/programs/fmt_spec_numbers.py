print(f"{42:5d}|{42:<5d}|{42:^5d}|{42:05d}|{-42:=6d}|{42:+d}|{42: d}")  # expect:    42|42   | 42  |00042|-   42|+42| 42
print(f"{255:b} {255:o} {255:x} {255:X} {255:#b} {255:#o} {255:#x} {65:c}")  # expect: 11111111 377 ff FF 0b11111111 0o377 0xff A
print(f"{1234567:,} {1234567:_} {0xdeadbeef:_x} {1234567.891:,.2f} {1:08,d} {1:04,d}")  # expect: 1,234,567 1_234_567 dead_beef 1,234,567.89 0,000,001 0,001
print(f"{3.14159:.2f} {3.14159:10.3f}| {3.14159:<10.1f}| {3.14159:+.0f} {3:.1f} {-0.0:.1f}")  # expect: 3.14      3.142| 3.1       | +3 3.0 -0.0
print(f"{1e10:e} {1e10:.2e} {12345.678:g} {0.00001234:g} {1e20:g} {100.0:.3} {1234.5:.2} {3.0:.3}")  # expect: 1.000000e+10 1.00e+10 12345.7 1.234e-05 1e+20 1e+02 1.2e+03 3.0
print(f"{0.256:%} {0.256:.1%} {1.0:n} {float('inf'):f} {float('nan'):F} {float('-inf'):010.2f}")  # expect: 25.600000% 25.6% 1 inf NAN -000000inf
print(f"{True:d} {True:5} {True} {10**20:,} {-5:08.2f} {2.5:#.0f} {7:e}")  # expect: 1     1 True 100,000,000,000,000,000,000 -0005.00 2. 7.000000e+00
print(format(3.5), format(12, "x"), format("a", ">3"), format(1.5, "8.3f"), format(None, ""))  # expect: 3.5 c   a    1.500 None
for spec in ("d", "s", ".2", ",x", "z", "5.5d", "q", ",,", "#c", "+c"):
    for value in (1, "t", 1.5):
        try:
            format(value, spec)
        except (ValueError, TypeError) as e:
            print(repr(value), repr(spec), type(e).__name__)  # expect: 't' 'd' ValueError
            # expect: 1.5 'd' ValueError
            # expect: 1 's' ValueError
            # expect: 1.5 's' ValueError
            # expect: 1 '.2' ValueError
            # expect: 1 ',x' ValueError
            # expect: 't' ',x' ValueError
            # expect: 1.5 ',x' ValueError
            # expect: 1 'z' ValueError
            # expect: 't' 'z' ValueError
            # expect: 1 '5.5d' ValueError
            # expect: 't' '5.5d' ValueError
            # expect: 1.5 '5.5d' ValueError
            # expect: 1 'q' ValueError
            # expect: 't' 'q' ValueError
            # expect: 1.5 'q' ValueError
            # expect: 1 ',,' ValueError
            # expect: 't' ',,' ValueError
            # expect: 1.5 ',,' ValueError
            # expect: 1 '#c' ValueError
            # expect: 't' '#c' ValueError
            # expect: 1.5 '#c' ValueError
            # expect: 1 '+c' ValueError
            # expect: 't' '+c' ValueError
            # expect: 1.5 '+c' ValueError
