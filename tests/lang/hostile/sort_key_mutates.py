# expect: error:TypeError
a = list(range(100))
a.sort(key=lambda x: a.append(x))
