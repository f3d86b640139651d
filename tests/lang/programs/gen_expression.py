squares = (x * x for x in range(4))
print(next(squares), list(squares), list(squares))  # expect: 0 [1, 4, 9] []
print(sum(x for x in range(4)), any(x > 2 for x in range(4)), all(x < 2 for x in range(4)))  # expect: 6 True False
print(sorted(len(w) for w in ["aaa", "b"]), ",".join(str(x) for x in range(3)))  # expect: [1, 3] 0,1,2
print(dict((k, v) for k, v in [("a", 1)]), max((x, -x) for x in range(3)))  # expect: {'a': 1} (2, -2)
