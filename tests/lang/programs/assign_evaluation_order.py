log = []
def note(x, value):
    log.append(x)
    return value
d = {}
d[note("key", "k")] = note("value", 1)
note("f", max)(note("arg1", 1), note("arg2", 2))
[note("a", 1), note("b", 2)][note("index", 0)]
print(log)  # expect: ['value', 'key', 'f', 'arg1', 'arg2', 'a', 'b', 'index']
