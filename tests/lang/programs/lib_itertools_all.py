from itertools import accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest
import operator
print(list(chain([1], "ab", (2,))), list(chain.from_iterable([[1], [2, 3]])), list(islice(count(5, 2), 3)), list(islice("abcdef", 1, 5, 2)), list(islice([1, 2, 3], 2)), list(islice(range(10), 7, None)), list(islice(cycle("ab"), 5)), list(repeat(7, 3)))  # expect: [1, 'a', 'b', 2] [1, 2, 3] [5, 7, 9] ['b', 'd'] [1, 2] [7, 8, 9] ['a', 'b', 'a', 'b', 'a'] [7, 7, 7]
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product([], [1])), list(permutations([1, 2, 3], 2)), list(permutations("ab")), list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), list(combinations([1], 2)), list(permutations([], 0)))  # expect: [('a', 1), ('a', 2), ('b', 1), ('b', 2)] [(0, 0), (0, 1), (1, 0), (1, 1)] [()] [] [(1, 2), (1, 3), (2, 1), (2, 3), (3, 1), (3, 2)] [('a', 'b'), ('b', 'a')] [('a', 'b'), ('a', 'c'), ('b', 'c')] [('a', 'a'), ('a', 'b'), ('b', 'b')] [] [()]
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(None, [0, 1, ""])), list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise("abc")), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=10)), list(zip_longest("ab", [1], fillvalue="-")), list(compress("abc", [1, 0, 1])))  # expect: [1, 2] [3, 1] [0, ''] [8, 9] [('a', 'b'), ('b', 'c')] [1, 3, 6] [1, 2, 6] [10, 11, 13] [('a', 1), ('b', '-')] ['a', 'c']
print([(k, list(g)) for k, g in groupby("aabbca")], [(k, list(g)) for k, g in groupby([1, 3, 2, 5], key=lambda x: x % 2)], [k for k, g in groupby([1, 1, 2])])  # expect: [('a', ['a', 'a']), ('b', ['b', 'b']), ('c', ['c']), ('a', ['a'])] [(1, [1, 3]), (0, [2]), (1, [5])] [1, 2]
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), operator.itemgetter(1)([5, 6]), operator.itemgetter("a", "b")({"a": 1, "b": 2}), operator.attrgetter("real")(3), operator.methodcaller("upper")("x"), operator.methodcaller("split", ",")("a,b"), operator.add(1, 2), operator.not_(0), operator.contains([1], 1))  # expect: 1 [1, 2, 3] [2, 3] 6 (1, 2) 3 X ['a', 'b'] 3 True True
for f in [lambda: list(combinations([1, 2], -1)), lambda: list(islice([1], -1)), lambda: list(chain(5)), lambda: product([1], repeat=-1), lambda: islice([1], 0, 1, 0), lambda: operator.itemgetter(3)([1])]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)  # expect: ValueError
        # expect: ValueError
        # expect: TypeError
        # expect: ValueError
        # expect: ValueError
        # expect: IndexError
