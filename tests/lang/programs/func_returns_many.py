def minmax(xs):
    return min(xs), max(xs)
low, high = minmax([3, 1, 2])
print(low, high, minmax("hello"))  # expect: 1 3 ('e', 'o')
def early(x):
    if x:
        return "early"
print(early(1), early(0))  # expect: early None
