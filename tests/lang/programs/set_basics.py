s = {1, 2, 2, 3}
s.add(4)
s.discard(9)
s.remove(1)
print(s, len(s), 2 in s, set(), set("aa"), {1} == {1, 1})  # expect: {2, 3, 4} 3 True set() {'a'} True
print({1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3})  # expect: {1, 2, 3} {2} {1} {1, 3}
print({1} <= {1, 2}, {1, 2} < {1, 2}, {1, 2} >= {2}, {1}.isdisjoint({2}))  # expect: True False True True
s |= {10}
s -= {2}
print(sorted(s), {x % 3 for x in range(9)} == {0, 1, 2})  # expect: [3, 4, 10] True
print({1, 2}.union([3], [4]) == {1, 2, 3, 4}, {1, 2}.intersection([2]), {1}.issubset([1, 2]))  # expect: True {2} True
