def f(*args, **kwargs):
    return args, kwargs
a = [1, 2]
d = {"x": 3}
print(f(*a, *a, **d, **{"y": 4}), [*a, *a], {*a, 3} == {1, 2, 3}, {**d, "x": 5})  # expect: ((1, 2, 1, 2), {'x': 3, 'y': 4}) [1, 2, 1, 2] True {'x': 5}
print((*a, 0), [*"ab", *range(2)], *a, sep="|")  # expect: (1, 2, 0)|['a', 'b', 0, 1]|1|2
x, *y = *a, 9
print(x, y)  # expect: 1 [2, 9]
