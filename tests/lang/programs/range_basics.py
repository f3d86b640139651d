r = range(2, 10, 3)
print(list(r), len(r), r[0], r[-1], 5 in r, 6 in r, r)  # expect: [2, 5, 8] 3 2 8 True False range(2, 10, 3)
print(list(range(5, 0, -2)), list(range(0)), list(range(3)), range(0, 3) == range(3))  # expect: [5, 3, 1] [] [0, 1, 2] True
print(range(10)[2:5], list(range(10)[::-3]), bool(range(0)), range(10).index(4), sum(range(101)))  # expect: range(2, 5) [9, 6, 3, 0] False 4 5050
