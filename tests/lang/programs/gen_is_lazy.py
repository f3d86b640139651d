log = []
def g():
    log.append("start")
    yield 1
    log.append("middle")
    yield 2
it = g()
log.append("made")
next(it)
print(log)  # expect: ['made', 'start']
