a = [1]
a.append(a)
print(a, a[1] is a, len(a))  # expect: [1, [...]] True 2
d = {}
d["me"] = d
print(d)  # expect: {'me': {...}}
