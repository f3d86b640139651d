print({k: len(k) for k in ["a", "bb"]}, {v: k for k, v in {"x": 1}.items()})  # expect: {'a': 1, 'bb': 2} {1: 'x'}
print({n: n % 2 == 0 for n in range(3) if n})  # expect: {1: False, 2: True}
