def average():
    total = n = 0
    mean = None
    while True:
        x = yield mean
        total += x
        n += 1
        mean = total / n
g = average()
next(g)
print(g.send(10), g.send(20), g.send(3))  # expect: 10.0 15.0 11.0
g.close()
print(next(g, "closed"))  # expect: closed
