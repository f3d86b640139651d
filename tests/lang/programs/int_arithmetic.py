print(7 + 3, 7 - 10, 7 * 3)  # expect: 10 -3 21
print(7 / 2, 6 / 3)  # expect: 3.5 2.0
print(7 // 2, -7 // 2, 7 // -2)  # expect: 3 -4 -4
print(7 % 3, -7 % 3, 7 % -3)  # expect: 1 2 -2
print(2 ** 10, 2 ** -1, (-2) ** 3)  # expect: 1024 0.5 -8
print(-2 ** 2)  # expect: -4
print(divmod(17, 5), divmod(-17, 5))  # expect: (3, 2) (-4, 3)
