words = ["banana", "fig", "Apple", "cherry"]
print(sorted(words), sorted(words, key=len), sorted(words, key=str.lower, reverse=True))  # expect: ['Apple', 'banana', 'cherry', 'fig'] ['fig', 'Apple', 'banana', 'cherry'] ['fig', 'cherry', 'banana', 'Apple']
pairs = [(1, "b"), (1, "a"), (0, "z")]
pairs.sort(key=lambda p: p[0])
print(pairs)  # expect: [(0, 'z'), (1, 'b'), (1, 'a')]
pairs.sort(reverse=True)
print(pairs)  # expect: [(1, 'b'), (1, 'a'), (0, 'z')]
