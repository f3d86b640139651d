class C:
    squares = [n * n for n in range(4)]
    total = 0
    for n in squares:
        total += n
    if total > 10:
        big = True
    def f(self):
        return self.total
print(C.squares, C.total, C.big, C().f(), C.n)  # expect: [0, 1, 4, 9] 14 True 14 9
