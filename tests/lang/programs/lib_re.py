# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


import re
show(re.match(r"(\w+)@(\w+)\.com", "alice@example.com"))
m = re.match(r"(?P<user>\w+)@(?P<host>[\w.]+)", "alice@example.com!")
show(m.group(), m.group(1), m.group("host"), m.groups(), m.groupdict(), m.span("user"), m["user"], m[2])
show(m.start(), m.end(), m.lastindex, m.lastgroup, m.re, m.string, m.pos, m.endpos, m.regs)
show(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"(\d)x?", "1x2"))
show(re.sub(r"x*", "-", "abxd"), re.sub(r"(\w+) (\w+)", r"\2 \g<1>!\n", "hello world"), re.subn("a", "b", "banana", count=2))
show(re.sub(r"\d", lambda m: str(int(m.group()) * 2), "a1b2"))
show(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b,c", maxsplit=1), re.split(r"x*", "axbc"))
show([m.span() for m in re.finditer(r"a|", "ba")])
show(re.escape("a.b*c[d] é-_~"), re.compile("a+", re.I | re.M), repr(re.compile(b"x")))
show(re.fullmatch(r"\d{3}-\d{4}", "555-1234") is not None, re.fullmatch("a|ab", "ab"))
show(re.search("(?i)HELLO", "say hello"), re.search("^b", "a\nb", re.M), re.search("a$", "a\n"), re.search(r"a\Z", "a\n"))
show(re.match("é+", "ééé").span(), re.search("ü", "äöü").start(), re.match(r"\w+", "naïve café").group())
show(re.I, re.I | re.M, repr(re.IGNORECASE), int(re.X), re.compile("a", re.I).flags)
for bad in ["(", ")", "[a", "*a", "a**", "a{2,1}", "(?P<1>a)", "(?P<a>x)(?P<a>y)", "(?<=a+)b", r"\q", "a\\", "(?z)", "[b-a]", r"\1", "(?P=x)", "x(?i)", "(?P<a", "(?", "(?:", r"\x1", "[\\d-z]", "(?(1)a)", "(?(2)a)(b)", "(?#", "a\n(", "(?P>x)", "(?<x>a)", "(?i-i:a)", "(?iz:a)", "((a)", "^*", "(?<!a|bc)", "\\8", "[[:alpha:]", "(?P<n>a)(?P=n", "(\\1)", "(?a-u:x)", "{1}"]:
    try:
        show(bad, re.compile(bad))
    except re.error as e:
        show(repr(bad), e, e.pos, e.lineno, e.colno, e.msg)
for tpl in [r"\q", r"\g<x>", r"\g<9>", r"\5", "\\", r"\g", r"\g<", r"\g<>", r"\g<a b>"]:
    try:
        show(re.sub("(a)", tpl, "a"))
    except Exception as e:
        show(type(e).__name__, e)
show(re.sub("(a)(b)?", r"[\1\2]", "ab a"))
p = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)")
show(p.pattern, p.groups, p.groupindex, p.flags)
show(p.sub(r"\g<m>/\g<y>", "2024-05 and 2023-12"), p.search("xx 2024-05", 3).span(), p.match("x2024-05", 1))
try: re.match("a", b"a")
except TypeError as e: show(e)
try: re.match("a", 5)
except TypeError as e: show(e)
try: re.match(5, "a")
except TypeError as e: show(e)
try: m.group(7)
except IndexError as e: show(e)
show(re.match(rb"(\d+)", b"12ab").group(1), re.sub(b"a", b"b", b"aa"))
show(re.match(r"[^\W\d_]+", "abc1"), re.findall(r"\bfoo\b", "foo foobar foo"), re.match(r"""(?x)
  \d+ # num
  \s* [ab]""", "12 a"))
show(bool(re.match(r"^[\w.+-]+@[\w-]+\.[\w.-]+$", "a.b+c@d-e.co.uk")), re.match("(a)|b", "b").groups(), re.match("(a)|b","b").group(1))
show(re.match(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$", "Passw0rdX"))
show(re.split(r"\s+", "  a b "), re.findall("", "ab"), re.sub("", "-", "ab"), re.match("a{,2}", "aaa"), re.match("a{2,}b", "aaab"), re.match("a{x", "a{x"))
show(re.match("a*?b", "aab"), re.match("(?>a+)b", "aab"), re.match("a++b", "aab"), re.match(r"(a)(?(1)b|c)", "ab"))
show(re.compile("x") == re.compile("x"), re.compile("x") is re.compile("x"), isinstance(re.compile("x"), re.Pattern), type(m))
import copy
show(m.expand(r"\g<user>-\2"), list(re.finditer("b", "abab"))[1].span())
show(re.findall(r"(?m)^(\w+)=(.*)$", "a=1\nb=2\n"), re.sub("(?P<q>a)", r"<\g<q>>", "cat"), re.match(r"[\]\-]+", "]-]"), re.match(r"[]a]+", "]a"))
show("%r" % re.match("x", "x"), re.match("\u00e9", "é"), re.match(r"\u00e9\x41\t", "éA\t"))
for line in "".join(out).splitlines():
    print(line)  # expect: <re.Match object; span=(0, 17), match='alice@example.com'>
    # expect: alice@example.com alice example.com ('alice', 'example.com') {'user': 'alice', 'host': 'example.com'} (0, 5) alice example.com
    # expect: 0 17 2 host re.compile('(?P<user>\\w+)@(?P<host>[\\w.]+)') alice@example.com! 0 18 ((0, 17), (0, 5), (6, 17))
    # expect: ['1', '22', '333'] [('a', '1'), ('b', '2')] ['1', '2']
    # expect: -a-b--d- world hello!
    # expect:  ('bbnbna', 2)
    # expect: a2b4
    # expect: ['a', 'b', 'c'] ['a', ',', 'b,c'] ['', 'a', '', 'b', 'c', '']
    # expect: [(0, 0), (1, 2), (2, 2)]
    # expect: a\.b\*c\[d\]\ é\-_\~ re.compile('a+', re.IGNORECASE|re.MULTILINE) re.compile(b'x')
    # expect: True <re.Match object; span=(0, 2), match='ab'>
    # expect: <re.Match object; span=(4, 9), match='hello'> <re.Match object; span=(2, 3), match='b'> <re.Match object; span=(0, 1), match='a'> None
    # expect: (0, 3) 2 naïve
    # expect: re.IGNORECASE re.IGNORECASE|re.MULTILINE re.IGNORECASE 64 34
    # expect: '(' missing ), unterminated subpattern at position 0 0 1 1 missing ), unterminated subpattern
    # expect: ')' unbalanced parenthesis at position 0 0 1 1 unbalanced parenthesis
    # expect: '[a' unterminated character set at position 0 0 1 1 unterminated character set
    # expect: '*a' nothing to repeat at position 0 0 1 1 nothing to repeat
    # expect: 'a**' multiple repeat at position 2 2 1 3 multiple repeat
    # expect: 'a{2,1}' min repeat greater than max repeat at position 2 2 1 3 min repeat greater than max repeat
    # expect: '(?P<1>a)' bad character in group name '1' at position 4 4 1 5 bad character in group name '1'
    # expect: '(?P<a>x)(?P<a>y)' redefinition of group name 'a' as group 2; was group 1 at position 12 12 1 13 redefinition of group name 'a' as group 2; was group 1
    # expect: '(?<=a+)b' look-behind requires fixed-width pattern None None None look-behind requires fixed-width pattern
    # expect: '\\q' bad escape \q at position 0 0 1 1 bad escape \q
    # expect: 'a\\' bad escape (end of pattern) at position 1 1 1 2 bad escape (end of pattern)
    # expect: '(?z)' unknown extension ?z at position 1 1 1 2 unknown extension ?z
    # expect: '[b-a]' bad character range b-a at position 1 1 1 2 bad character range b-a
    # expect: '\\1' invalid group reference 1 at position 1 1 1 2 invalid group reference 1
    # expect: '(?P=x)' unknown group name 'x' at position 4 4 1 5 unknown group name 'x'
    # expect: 'x(?i)' global flags not at the start of the expression at position 1 1 1 2 global flags not at the start of the expression
    # expect: '(?P<a' missing >, unterminated name at position 4 4 1 5 missing >, unterminated name
    # expect: '(?' unexpected end of pattern at position 2 2 1 3 unexpected end of pattern
    # expect: '(?:' missing ), unterminated subpattern at position 0 0 1 1 missing ), unterminated subpattern
    # expect: '\\x1' incomplete escape \x1 at position 0 0 1 1 incomplete escape \x1
    # expect: '[\\d-z]' bad character range \d-z at position 1 1 1 2 bad character range \d-z
    # expect: '(?(1)a)' invalid group reference 1 at position 3 3 1 4 invalid group reference 1
    # expect: '(?(2)a)(b)' invalid group reference 2 at position 3 3 1 4 invalid group reference 2
    # expect: '(?#' missing ), unterminated comment at position 0 0 1 1 missing ), unterminated comment
    # expect: 'a\n(' missing ), unterminated subpattern at position 2 (line 2, column 1) 2 2 1 missing ), unterminated subpattern
    # expect: '(?P>x)' unknown extension ?P> at position 1 1 1 2 unknown extension ?P>
    # expect: '(?<x>a)' unknown extension ?<x at position 1 1 1 2 unknown extension ?<x
    # expect: '(?i-i:a)' bad inline flags: flag turned on and off at position 5 5 1 6 bad inline flags: flag turned on and off
    # expect: '(?iz:a)' unknown flag at position 3 3 1 4 unknown flag
    # expect: '((a)' missing ), unterminated subpattern at position 0 0 1 1 missing ), unterminated subpattern
    # expect: '^*' nothing to repeat at position 1 1 1 2 nothing to repeat
    # expect: '(?<!a|bc)' look-behind requires fixed-width pattern None None None look-behind requires fixed-width pattern
    # expect: '\\8' invalid group reference 8 at position 1 1 1 2 invalid group reference 8
    # expect: [[:alpha:] re.compile('[[:alpha:]')
    # expect: '(?P<n>a)(?P=n' missing ), unterminated name at position 12 12 1 13 missing ), unterminated name
    # expect: '(\\1)' cannot refer to an open group at position 1 1 1 2 cannot refer to an open group
    # expect: '(?a-u:x)' bad inline flags: cannot turn off flags 'a', 'u' and 'L' at position 5 5 1 6 bad inline flags: cannot turn off flags 'a', 'u' and 'L'
    # expect: '{1}' nothing to repeat at position 0 0 1 1 nothing to repeat
    # expect: PatternError bad escape \q at position 0
    # expect: IndexError unknown group name 'x'
    # expect: PatternError invalid group reference 9 at position 3
    # expect: PatternError invalid group reference 5 at position 1
    # expect: PatternError bad escape (end of pattern) at position 0
    # expect: PatternError missing < at position 2
    # expect: PatternError missing group name at position 3
    # expect: PatternError missing group name at position 3
    # expect: PatternError bad character in group name 'a b' at position 3
    # expect: [ab] [a]
    # expect: (?P<y>\d{4})-(?P<m>\d\d) 2 {'y': 1, 'm': 2} 32
    # expect: 05/2024 and 12/2023 (3, 10) <re.Match object; span=(1, 8), match='2024-05'>
    # expect: cannot use a string pattern on a bytes-like object
    # expect: expected string or bytes-like object, got 'int'
    # expect: first argument must be string or compiled pattern
    # expect: no such group
    # expect: b'12' b'bb'
    # expect: <re.Match object; span=(0, 3), match='abc'> ['foo', 'foo'] <re.Match object; span=(0, 4), match='12 a'>
    # expect: True (None,) None
    # expect: <re.Match object; span=(0, 9), match='Passw0rdX'>
    # expect: ['', 'a', 'b', ''] ['', '', ''] -a-b- <re.Match object; span=(0, 2), match='aa'> <re.Match object; span=(0, 4), match='aaab'> <re.Match object; span=(0, 3), match='a{x'>
    # expect: <re.Match object; span=(0, 3), match='aab'> <re.Match object; span=(0, 3), match='aab'> <re.Match object; span=(0, 3), match='aab'> <re.Match object; span=(0, 2), match='ab'>
    # expect: True True True <class 're.Match'>
    # expect: alice-example.com (3, 4)
    # expect: [('a', '1'), ('b', '2')] c<a>t <re.Match object; span=(0, 3), match=']-]'> <re.Match object; span=(0, 2), match=']a'>
    # expect: <re.Match object; span=(0, 1), match='x'> <re.Match object; span=(0, 1), match='é'> <re.Match object; span=(0, 3), match='éA\t'>
re.compile("(unclosed")  # expect error: re.PatternError: missing ), unterminated subpattern at position 0
