inf = float("inf")
nan = float("nan")
print(inf > 1e308, -inf < 0, inf == inf, inf - inf)  # expect: True True True nan
print(nan == nan, nan != nan, nan < 1, nan in [nan])  # expect: False True False True
print((2.5).is_integer(), (2.0).is_integer(), (0.5).as_integer_ratio())  # expect: False True (1, 2)
