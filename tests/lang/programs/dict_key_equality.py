d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d, len(d))  # expect: {1: 'bool'} 1
d[(1, "a")] = d.get("none")
print(d)  # expect: {1: 'bool', (1, 'a'): None}
