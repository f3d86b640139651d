def a():
    x = 1
    def b():
        def c():
            nonlocal x
            x += 1
            return lambda: x
        return c
    return b
print(a()()()())  # expect: 2
