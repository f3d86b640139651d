t = (1, "a", 2.5)
print(t, len(t), t[1], t[-1], t[:2], (1,), ())  # expect: (1, 'a', 2.5) 3 a 2.5 (1, 'a') (1,) ()
print(t + (4,), (1, 2) * 2, 1 in t, t.index("a"), t.count(1))  # expect: (1, 'a', 2.5, 4) (1, 2, 1, 2) True 1 1
print((1, 2) < (1, 3), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2)))  # expect: True True True
print(tuple("abc"), tuple([1]), sorted((3, 1)))  # expect: ('a', 'b', 'c') (1,) [1, 3]
x = 1, 2
print(x)  # expect: (1, 2)
