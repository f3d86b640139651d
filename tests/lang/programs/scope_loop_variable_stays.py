for i in range(3):
    inside = i
print(i, inside)  # expect: 2 2
