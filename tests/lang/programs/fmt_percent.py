print("%s %d %i %u %f %.2f %e %g %r %a %c %c %%" % ("s", 1, 2, 3, 1.5, 2.345, 12345.678, 0.0001, "q", "é", "x", 65))  # expect: s 1 2 3 1.500000 2.35 1.234568e+04 0.0001 'q' '\xe9' x A %
print("%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%o|%#o" % (42, 42, 42, 42, 42, 255, 255, 255, 8, 8))  # expect:    42|42   |00042|+42| 42|ff|FF|0xff|10|0o10
print("%5s|%-5s|%.2s|%5.1s|%*d|%-*d|%.*f" % ("ab", "ab", "abc", "xyz", 5, 42, 5, 42, 2, 3.14159))  # expect:    ab|ab   |ab|    x|   42|42   |3.14
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.25}, "%s" % (1,), "%s" % [1, 2], "%s %s" % ((1, 2), 3), "%d" % 3.99, "%s" % None)  # expect: x 002.2 'x' 1 [1, 2] (1, 2) 3 3 None
print("%s" % 1.0, "%d%%" % 50, "%5.1f%%" % 99.5, "%s" % {"a": 1}, "%x" % 10**20, "%.3d" % 5, "%+.1e" % 12345.678)  # expect: 1.0 50%  99.5% {'a': 1} 56bc75e2d63100000 005 +1.2e+04
for text, args in [("%d", "x"), ("%s %s", (1,)), ("%s", (1, 2)), ("%q", 1), ("%", 1), ("%(a)s", (1,)), ("%c", "ab"), ("%x", 1.5), ("%f", "a"), ("%(a)s", {}), ("%*d", ("a", 1))]:
    try:
        print(text % args)
    except (ValueError, TypeError, KeyError) as e:
        print(type(e).__name__, e)  # expect: TypeError %d format: a real number is required, not str
        # expect: TypeError not enough arguments for format string
        # expect: TypeError not all arguments converted during string formatting
        # expect: ValueError unsupported format character 'q' (0x71) at index 1
        # expect: ValueError incomplete format
        # expect: TypeError format requires a mapping
        # expect (3.14): TypeError %c requires an int or a unicode character, not a string of length 2
        # expect: TypeError %x format: an integer is required, not float
        # expect: TypeError must be real number, not str
        # expect: KeyError 'a'
        # expect: TypeError * wants int
print(b"%s %d %5.1f %r" % (b"x", 3, 2.5, "a"), b"%5s|%-5b|" % (b"ab", b"cd"), b"%x" % 255)  # expect: b"x 3   2.5 'a'" b'   ab|cd   |' b'ff'
