# expect: ok | error:IndexError
a = list(range(100))


class I:
    def __index__(self):
        a.clear()
        return 50


try:
    print(a[I()])
except IndexError:
    pass
a.extend(range(100))
a[I():] = [1, 2]
a.extend(range(100))
try:
    del a[I()]
except IndexError:
    pass
a.extend(range(100))
a.insert(I(), 3)
print(len(a))
