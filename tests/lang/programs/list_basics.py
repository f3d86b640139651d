a = [3, 1, 2]
a.append(4)
a.extend([5, 6])
a.insert(0, 9)
print(a, len(a), a[0], a[-1])  # expect: [9, 3, 1, 2, 4, 5, 6] 7 9 6
print(a.pop(), a.pop(0), a)  # expect: 6 9 [3, 1, 2, 4, 5]
a.remove(1)
print(a, a.index(2), a.count(2), 4 in a, 99 not in a)  # expect: [3, 2, 4, 5] 1 1 True True
a.reverse()
print(a)  # expect: [5, 4, 2, 3]
a.sort()
print(a)  # expect: [2, 3, 4, 5]
b = a.copy()
b.clear()
print(a, b, a + [1], [0] * 3)  # expect: [2, 3, 4, 5] [] [2, 3, 4, 5, 1] [0, 0, 0]
