import itertools
from itertools import chain, count, islice, product, combinations, permutations, groupby, accumulate
print(list(chain([1], "ab")), list(islice(count(5), 3)), list(product([1, 2], "a")))  # expect: [1, 'a', 'b'] [5, 6, 7] [(1, 'a'), (2, 'a')]
print(list(combinations("abc", 2)), len(list(permutations([1, 2, 3]))), list(accumulate([1, 2, 3])))  # expect: [('a', 'b'), ('a', 'c'), ('b', 'c')] 6 [1, 3, 6]
print([(k, list(g)) for k, g in groupby("aabbc")], list(itertools.repeat(7, 2)))  # expect: [('a', ['a', 'a']), ('b', ['b', 'b']), ('c', ['c'])] [7, 7]
print(list(itertools.zip_longest([1, 2], "a", fillvalue="-")), list(chain.from_iterable([[1], [2]])))  # expect: [(1, 'a'), (2, '-')] [1, 2]
print(list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 3, 1])))  # expect: [1, 2] [3, 1]
