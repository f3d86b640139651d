# expect: ok | error:RuntimeError | error:ValueError
a = []


class K:
    def __eq__(self, other):
        a.clear()
        return False


a.extend(K() for i in range(100))
print(a.count(1), 1 in a)
a.extend(K() for i in range(100))
print(a == [0] * 100)
try:
    a.index(5)
except ValueError:
    print("none")
