d = {}
d[(1, 2)] = "ok"
print(d)  # expect: {(1, 2): 'ok'}
d[[1]] = "no"  # expect error (3.14): TypeError: cannot use 'list' as a dict key (unhashable type: 'list')
