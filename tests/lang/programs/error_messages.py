# since: 3.14
out = []


def show(*values, sep=" ", end="\n"):
    out.append(sep.join(map(str, values)) + end)


def f():
    try: return 1
    finally: show("fin")
show(f())
def g():
    for i in range(3):
        try: continue
        finally: show("c",i)
g()
try:
    try: 1/0
    except ZeroDivisionError as e: raise ValueError("v") from e
except ValueError as e: show(repr(e.__cause__),e.__suppress_context__,e.args)
try:
    try: 1/0
    except ZeroDivisionError: raise KeyError("k")
except KeyError as e: show(repr(e.__context__),e)
class My(Exception):
    def __init__(self,a,b=2): super().__init__(a); self.b=b
    def __str__(self): return f"My {self.args} {self.b}"
try: raise My(1)
except My as e: show(e,repr(e),e.b)
try: raise ExceptionGroup("g",[ValueError(1),TypeError("t")])
except ExceptionGroup as e: show(e,e.exceptions,e.message,repr(e))
try: pass
except: show("no")
else: show("else")
finally: show("finally")
for bad in (lambda: [][1],lambda: {}["x"],lambda: int("z"),lambda: None.x,lambda: "a"+1,lambda: 1+"a",lambda: len(5),lambda: undefined,lambda: (1).foo,lambda: [1].index(9),lambda: "abc".index("z"),lambda: int(None),lambda: float("x"),lambda: [1,2]<3,lambda: sorted([1,"a"]),lambda: {[]:1},lambda: "a"*"b",lambda: (lambda x:x)(),lambda: (lambda x:x)(1,2),lambda: show(foo=1),lambda: next(iter([])),lambda: "x".foo(),lambda: [].pop(),lambda: {}.popitem(),lambda: set().pop(),lambda: chr(-1),lambda: ord("ab"),lambda: bytes([300]),lambda: "é".encode("ascii"),lambda: b"\xff".decode(),lambda: 1<<-1,lambda: 2**-1,lambda: 0**-1,lambda: divmod(1,0),lambda: 1.0//0,lambda: 5%0,lambda: round("x"),lambda: sum(["a"]),lambda: max([]),lambda: [1,2,3][1.0],lambda: "abc"[None],lambda: range(1,2,0),lambda: iter(3),lambda: enumerate(1),lambda: zip(1),lambda: reversed({1}),lambda: abs("x"),lambda: hash([]),lambda: isinstance(1,2),lambda: int("0x",16),lambda: "{}".format(),lambda: "%d" % "a",lambda: "%s %s" % 1,lambda: setattr(1,"a",2),lambda: [].remove(1),lambda: int(1,2),lambda: list(1),lambda: tuple(None),lambda: "a".join([1]),lambda: "a".split(""),lambda: open):
    try: show("OK",bad())
    except Exception as e: show(type(e).__name__,e)
for line in "".join(out).splitlines():
    print(line)  # expect: fin
    # expect: 1
    # expect: c 0
    # expect: c 1
    # expect: c 2
    # expect: ZeroDivisionError('division by zero') True ('v',)
    # expect: ZeroDivisionError('division by zero') 'k'
    # expect: My (1,) 2 My(1) 2
    # expect: g (2 sub-exceptions) (ValueError(1), TypeError('t')) g ExceptionGroup('g', [ValueError(1), TypeError('t')])
    # expect: else
    # expect: finally
    # expect: IndexError list index out of range
    # expect: KeyError 'x'
    # expect: ValueError invalid literal for int() with base 10: 'z'
    # expect: AttributeError 'NoneType' object has no attribute 'x'
    # expect: TypeError can only concatenate str (not "int") to str
    # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
    # expect: TypeError object of type 'int' has no len()
    # expect: NameError name 'undefined' is not defined
    # expect: AttributeError 'int' object has no attribute 'foo'
    # expect: ValueError list.index(x): x not in list
    # expect: ValueError substring not found
    # expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
    # expect: ValueError could not convert string to float: 'x'
    # expect: TypeError '<' not supported between instances of 'list' and 'int'
    # expect: TypeError '<' not supported between instances of 'str' and 'int'
    # expect: TypeError cannot use 'list' as a dict key (unhashable type: 'list')
    # expect: TypeError can't multiply sequence by non-int of type 'str'
    # expect: TypeError <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
    # expect: TypeError <lambda>.<locals>.<lambda>() takes 1 positional argument but 2 were given
    # expect: TypeError show() got an unexpected keyword argument 'foo'
    # expect: StopIteration
    # expect: AttributeError 'str' object has no attribute 'foo'
    # expect: IndexError pop from empty list
    # expect: KeyError 'popitem(): dictionary is empty'
    # expect: KeyError 'pop from an empty set'
    # expect: ValueError chr() arg not in range(0x110000)
    # expect: TypeError ord() expected a character, but string of length 2 found
    # expect: ValueError bytes must be in range(0, 256)
    # expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
    # expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
    # expect: ValueError negative shift count
    # expect: OK 0.5
    # expect: ZeroDivisionError zero to a negative power
    # expect: ZeroDivisionError division by zero
    # expect: ZeroDivisionError division by zero
    # expect: ZeroDivisionError division by zero
    # expect: TypeError type str doesn't define __round__ method
    # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
    # expect: ValueError max() iterable argument is empty
    # expect: TypeError list indices must be integers or slices, not float
    # expect: TypeError string indices must be integers, not 'NoneType'
    # expect: ValueError range() arg 3 must not be zero
    # expect: TypeError 'int' object is not iterable
    # expect: TypeError 'int' object is not iterable
    # expect: TypeError 'int' object is not iterable
    # expect: TypeError 'set' object is not reversible
    # expect: TypeError bad operand type for abs(): 'str'
    # expect: TypeError unhashable type: 'list'
    # expect: TypeError isinstance() arg 2 must be a type, a tuple of types, or a union
    # expect: ValueError invalid literal for int() with base 16: '0x'
    # expect: IndexError Replacement index 0 out of range for positional args tuple
    # expect: TypeError %d format: a real number is required, not str
    # expect: TypeError not enough arguments for format string
    # expect: AttributeError 'int' object has no attribute 'a' and no __dict__ for setting new attributes
    # expect: ValueError list.remove(x): x not in list
    # expect: TypeError int() can't convert non-string with explicit base
    # expect: TypeError 'int' object is not iterable
    # expect: TypeError 'NoneType' object is not iterable
    # expect: TypeError sequence item 0: expected str instance, int found
    # expect: ValueError empty separator
    # expect: OK <built-in function open>
