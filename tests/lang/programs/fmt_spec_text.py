print(f"{'abc':>6}|{'abc':<6}|{'abc':^6}|{'abc':*^7}|{'abc':.2}|{'abcdef':5.3}|{'é':é>4}")  # expect:    abc|abc   | abc  |**abc**|ab|abc  |éééé
name, width = "bob", 10
print(f"{name:>{width}}|{name!r:>{width}}|{name:{'<'}{width}}|{name.upper()!s}")  # expect:        bob|     'bob'|bob       |BOB
print(f"{{}} {{{name}}} {name=} {name = } {len(name)=:>4} {'q'!a} {'é'!a}")  # expect: {} {bob} name='bob' name = 'bob' len(name)=   3 'q' '\xe9'
try:
    f"{name:d}"
except ValueError as e:
    print(e)  # expect: Unknown format code 'd' for object of type 'str'
try:
    f"{[1]:>5}"
except TypeError as e:
    print(e)  # expect: unsupported format string passed to list.__format__
try:
    f"{name:+}"
except ValueError as e:
    print(e)  # expect: Sign not allowed in string format specifier
try:
    f"{name:=5}"
except ValueError as e:
    print(e)  # expect: '=' alignment not allowed in string format specifier
class Money:
    def __init__(self, amount):
        self.amount = amount
    def __format__(self, spec):
        return f"{self.amount:{spec or '.2f'}} EUR"
print(f"{Money(3)} {Money(3):.1f}", format(Money(2)), "{:06.1f}".format(Money(1)))  # expect: 3.00 EUR 3.0 EUR 2.00 EUR 0001.0 EUR
