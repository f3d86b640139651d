class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1
print(list(Countdown(3)), sum(Countdown(4)), [*Countdown(2)], max(Countdown(3)))  # expect: [3, 2, 1] 10 [2, 1] 3
a, b = Countdown(2)
print(a, b, tuple(zip(Countdown(2), "xy")))  # expect: 2 1 ((2, 'x'), (1, 'y'))
