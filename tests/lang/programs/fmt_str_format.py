print("{} {} {}".format(1, "b", [3]), "{2} {0} {1}".format("a", "b", "c"), "{0}{0}".format("x"))  # expect: 1 b [3] c a b xx
print("{name} is {age:>3}".format(name="al", age=5), "{0[key]} {0[k2][1]}".format({"key": 1, "k2": [1, 2]}))  # expect: al is   5 1 2
class P:
    x = 3
    d = {"a": [1, 2]}
print("{0.x} {0.d[a][1]} {p.x:>{w}}".format(P(), p=P(), w=4), "{:{}}|{:{}.{}f}".format("a", 3, 1.5, 8, 2))  # expect: 3 2    3 a  |    1.50
print("{!r} {!s} {!a} {0!r:>5}".format("x", "y", "é") if False else "{!r} {!s} {!a}".format("x", "y", "é"))  # expect: 'x' y '\xe9'
print("{{}} {{{}}}".format(1), "{a}".format_map({"a": 2}), "{:,}".format(1234567), "{:>5}{:<5}|".format(1, 2))  # expect: {} {1} 2 1,234,567     12    |
for text, args in [("{} {}", (1,)), ("{", ()), ("}", ()), ("{0} {}", (1, 2)), ("{} {0}", (1, 2)), ("{a}", ()), ("{0.y}", (P(),)), ("{:x}", ("a",)), ("{!z}", (1,)), ("{0[}", (1,)), ("{:{:{}}}", (1, 2, 3))]:
    try:
        print(text.format(*args))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)  # expect: IndexError Replacement index 1 out of range for positional args tuple
        # expect: ValueError Single '{' encountered in format string
        # expect: ValueError Single '}' encountered in format string
        # expect: ValueError cannot switch from manual field specification to automatic field numbering
        # expect: ValueError cannot switch from automatic field numbering to manual field specification
        # expect: KeyError 'a'
        # expect: AttributeError 'P' object has no attribute 'y'
        # expect: ValueError Unknown format code 'x' for object of type 'str'
        # expect: ValueError Unknown conversion specifier z
        # expect: ValueError expected '}' before end of string
        # expect: ValueError Max string recursion exceeded
