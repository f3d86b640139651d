# expect: error:RecursionError | ok | error:TypeError
import types

f = lambda *a: len(a)
for i in range(100000):
    f = types.MethodType(f, i)
print(f())
