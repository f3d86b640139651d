def find(x, xs):
    for y in xs:
        if y == x:
            result = "found"
            break
    else:
        result = "missing"
    return result
print(find(2, [1, 2, 3]), find(9, [1, 2]), find(1, []))  # expect: found missing missing
