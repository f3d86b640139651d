order = []
def note(x):
    order.append(x)
    return x
def f(a=note("a"), *, b=note("b")):
    return a + b
f()
f()
print(order)  # expect: ['a', 'b']
