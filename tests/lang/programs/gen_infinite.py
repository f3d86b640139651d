def naturals():
    n = 1
    while True:
        yield n
        n += 1
def take(n, it):
    return [x for x, _ in zip(it, range(n))]
print(take(5, naturals()))  # expect: [1, 2, 3, 4, 5]
evens = (n for n in naturals() if n % 2 == 0)
print(next(evens), next(evens))  # expect: 2 4
