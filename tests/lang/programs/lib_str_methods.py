print("Hello World".lower(), "straße".upper(), "ΑΣ ΣΑΣ".lower(), "ﬁ".upper(), "ß".casefold(), "hello wORLD foo-bar it's".title(), "élan".capitalize(), "aBc".swapcase(), "ŉ".upper())  # expect: hello world STRASSE ας σας FI ss Hello World Foo-Bar It'S Élan AbC ʼN
print("a,b,,c".split(","), "a,b,,c".split(",", 1), "a,b,,c".rsplit(",", 1), "  a  b ".split(), "  a  b  c ".split(None, 1), "  a  b  c ".rsplit(None, 1), "".split(), "".split(","), "\u3000a\u2003b\xa0".split())  # expect: ['a', 'b', '', 'c'] ['a', 'b,,c'] ['a,b,', 'c'] ['a', 'b'] ['a', 'b  c '] ['  a  b', 'c'] [] [''] ['a', 'b']
print("a\nb\r\nc\rd\x0be\u2028f".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines(), "a".splitlines())  # expect: ['a', 'b', 'c', 'd', 'e', 'f'] ['a\n', '\n', 'b\n'] [] ['a']
print("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("-"), "abc".rpartition("-"))  # expect: ('a', '-', 'b-c') ('a-b', '-', 'c') ('abc', '', '') ('', '', 'abc')
print("x".join(["a", "b"]), ", ".join("abc"), "".join([]), "-".join(str(i) for i in range(3)), " ".join(("q",)))  # expect: axb a, b, c  0-1-2 q
print("hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".index("l", 3), "hello".find("l", -2), "hello".find(""), "hello".count("l"), "hello".count(""), "héllo€".find("€"), "héllo€x".rfind("x"), "aaaa".count("aa"))  # expect: 2 3 -1 3 3 0 2 6 5 6 2
print("hello".replace("l", "L"), "hello".replace("l", "L", 1), "hello".replace("", "-"), "ab".replace("", "-", 1), "hello".replace("x", "y"), "éé".replace("é", "e"))  # expect: heLLo heLlo -h-e-l-l-o- -ab hello ee
print("hello".startswith("he"), "hello".startswith(("x", "h")), "hello".endswith("lo"), "hello".startswith("l", 2), "hello".endswith("l", 0, 4), "".startswith(""), "é".startswith("é"))  # expect: True True True True True True True
print("xxabcxx".strip("x"), "abc".lstrip("ab"), "abcba".rstrip("ab"), "  a ".strip() + "|", "\t\na\u3000".strip() + "|", "éaé".strip("é"))  # expect: abc c abc a| a| a
print("abc".removeprefix("ab"), "abc".removesuffix("bc"), "abc".removeprefix("x"), "a".center(4) + "|", "ab".center(5, "*"), "abc".center(2), "a".ljust(3, ".") + "|", "a".rjust(3, "0"), "é".center(4, "ü"), "abc".center(6, "-"), "abcd".center(7, "-"))  # expect: c a abc  a  | **ab* abc a..| 00a üéüü -abc-- --abcd-
print("42".zfill(5), "-42".zfill(5), "+1".zfill(4), "abc".zfill(2), "a\tbc\td".expandtabs(), "a\tb\n\tc".expandtabs(4), "\t".expandtabs(0) + "|")  # expect: 00042 -0042 +001 abc a       bc      d a   b
# expect:     c |
print("abc".isalpha(), "ab1".isalpha(), "".isalpha(), "é".isalpha(), "12".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "٣".isdigit(), "a1".isalnum(), "a_".isalnum(), " \t".isspace(), "".isspace(), "\x1c".isspace())  # expect: True False False True True True False True True True False True False True
print("ABC".isupper(), "AbC".isupper(), "abc1".islower(), "123".islower(), "Hello World".istitle(), "Hello world".istitle(), "abc_1".isidentifier(), "1a".isidentifier(), "é".isidentifier(), "a b".isprintable(), "a\n".isprintable(), "".isprintable(), "abc".isascii(), "é".isascii())  # expect: True False True False True False True False True True False True True False
print("hello".translate(str.maketrans("el", "ip")), "hello".translate({ord("h"): "J", 101: None}), "abc".translate(str.maketrans("a", "x", "c")), str.maketrans({"a": "b"}), str.maketrans("ab", "cd"))  # expect: hippo Jllo xb {97: 'b'} {97: 99, 98: 100}
print("äöü"[0], "äöü"[-1], "äöü"[1:], "äöü"[::-1], "aé€😀"[2:4], len("aé€😀"), "aé€😀"[::2], "abc"[5:], "abc"[-2:], "hello"[4:0:-2], list("é€"), "€" in "a€b", "x" * 3, "é" + "a", "a" < "b", "Z" < "a", "é" > "z", "😀" > "\uffff")  # expect: ä ü öü üöä €😀 4 a€  bc ol ['é', '€'] True xxx éa True True True True
print("a" "b", str(5), str(None), str([1]), str(b"x", "ascii"), str(), "é".encode(), "é".encode("latin-1"), "a".encode("utf-16-le"), "é".encode("ascii", "replace"), "é€".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"), "é".encode("ascii", "ignore"))  # expect: ab 5 None [1] x  b'\xc3\xa9' b'\xe9' b'a\x00' b'?' b'&#233;&#8364;' b'\\xe9' b''
for f in [lambda: "a".index("z"), lambda: "a".split(""), lambda: "a".join([1]), lambda: "a".join(5), lambda: "abc".center(5, "ab"), lambda: "a" + 1, lambda: "a".replace("a", 1), lambda: "é".encode("ascii"), lambda: "ab\ud800".encode(), lambda: "a".encode("nope"), lambda: "é".encode("ascii", "nope"), lambda: "a".startswith(1), lambda: "a".partition(""), lambda: "a"["b"], lambda: "a"[5], lambda: str(b"x", 5)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: TypeError
        # expect: UnicodeEncodeError
        # expect: UnicodeEncodeError
        # expect: LookupError
        # expect: LookupError
        # expect: TypeError
        # expect: ValueError
        # expect: TypeError
        # expect: IndexError
        # expect: TypeError
