class C:
    def __init__(self, n):
        self.n = n
    def get(self, k=0):
        return self.n + k
c = C(5)
m = c.get
print(m(), m(1), C.get(c, 2), m.__self__ is c, m == c.get, list(map(c.get, [1, 2])))  # expect: 5 6 7 True True [6, 7]
C.get = lambda self: "patched"
print(c.get(), m())  # expect: patched 5
