class Adder:
    def __init__(self, n):
        self.n = n
    def __call__(self, x, *, twice=False):
        return (self.n + x) * (2 if twice else 1)
add = Adder(5)
print(add(1), add(1, twice=True), callable(add), list(map(add, [1, 2])))  # expect: 6 12 True [6, 7]
