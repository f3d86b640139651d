from operator import itemgetter, attrgetter, add, mul
print(sorted([{"n": 2}, {"n": 1}], key=itemgetter("n")), itemgetter(0, 2)("abc"), add(1, 2), mul(3, 4))  # expect: [{'n': 1}, {'n': 2}] ('a', 'c') 3 12
class P:
    def __init__(self, n):
        self.n = n
print([p.n for p in sorted([P(2), P(1)], key=attrgetter("n"))])  # expect: [1, 2]
