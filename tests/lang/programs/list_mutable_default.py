def add(x, items=[]):
    items.append(x)
    return items
print(add(1))  # expect: [1]
print(add(2), add(3, []))  # expect: [1, 2] [3]
