print(list(enumerate("ab", 1)), list(zip([1, 2], "ab", (True, False))), list(zip()))  # expect: [(1, 'a'), (2, 'b')] [(1, 'a', True), (2, 'b', False)] []
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20])))  # expect: ['1', '2'] [11, 22]
print(list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2])))  # expect: [1, 'a'] [2]
print(list(reversed([1, 2, 3])), sorted("bca", reverse=True), list(range(3))[::-1])  # expect: [3, 2, 1] ['c', 'b', 'a'] [2, 1, 0]
print(all([]), any([]), all([1, 0]), any([0, 1]), sum([[1], [2]], []))  # expect: True False False True [1, 2]
print(min([3, 1], key=lambda x: -x), max("a", "bb", key=len), min([], default=0))  # expect: 3 bb 0
