# since: 3.14
x=3; name="Al"; d={"k":"v"}; pi=3.14159
print(f"{x=} {name!r:>8} {pi:.2f} {x:05d} {name:*^9} {d['k']} {x+1} {{}} {x!s}")  # expect: x=3     'Al' 3.14 00003 ***Al**** v 4 {} 3
print(f"{'nested ' + f'{x}'} {x:{x}} {pi:{5}.{2}} {name.upper()} {[i for i in range(3)]} {(lambda: 5)()}")  # expect: nested 3   3   3.1 AL [0, 1, 2] 5
print(f"{d["k"]} {"\n".join(["a","b"])} {x = } {x=:>4} {pi!r:.4}")  # expect: v a
# expect: b x = 3 x=   3 3.14
print(f"multi {x}", rf"\d{x}", f"{x:,}", f"{1234567:,} {1234567:_} {255:#x} {255:b} {0.5:%} {1e10:g} {-5:+} {5: }")  # expect: multi 3 \d3 3 1,234,567 1_234_567 0xff 11111111 50.000000% 1e+10 -5  5
print("{} {0!r}".replace("0","") .format(1,2), "{a.real} {b[0]} {c[k]}".format(a=1,b=[2],c={"k":3}), "{:>{w}}".format("x",w=4), "{!s:^5}|".format("a"))  # expect: 1 2 1 2 3    x   a  |
print("%s %d %5.2f %-5s| %05d %x %r %c %%" % ("a",1,2.345,"b",42,255,"q","z"), "%(a)s" % {"a":1}, "%s" % (1,), "%*d" % (5,3), "%.3s" % "abcdef", "%e" % 12345.678, "%g" % 1e-5)  # expect: a 1  2.35 b    | 00042 ff 'q' z % 1 1     3 abc 1.234568e+04 1e-05
for bad in ("{", "}", "{0", "{!x}", "{a}", "{0.x}", "{:z}"):
    try: print(bad.format(1))
    except Exception as e: print(type(e).__name__, e)  # expect: ValueError Single '{' encountered in format string
    # expect: ValueError Single '}' encountered in format string
    # expect: ValueError expected '}' before end of string
    # expect: ValueError Unknown conversion specifier x
    # expect: KeyError 'a'
    # expect: AttributeError 'int' object has no attribute 'x'
    # expect: ValueError Negative zero coercion (z) not allowed in integer format specifier
print(f"{x!r}" f"{x}" "lit", f"{x:>{x+2}}", f"{'a' if x else 'b'}", f"{x:{'>'}{5}}", f"{{{x}}}")  # expect: 33lit     3 a     3 {3}
class F:
    def __format__(self,s): return "F<"+s+">"
print(f"{F():abc} {F()}", format(F(),"z"))  # expect: F<abc> F<> F<z>
print(f"{1e300*1e10} {float('nan')} {-0.0} {1/3} {100000000000000000000.0} {1e16} {0.1+0.2} {1e-7}", repr(1e22), 1.0, 123456789.123456789)  # expect: inf nan -0.0 0.3333333333333333 1e+20 1e+16 0.30000000000000004 1e-07 1e+22 1.0 123456789.12345679
