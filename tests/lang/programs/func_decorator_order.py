def mark(name, log):
    log.append("make " + name)
    def wrap(f):
        log.append("apply " + name)
        return f
    return wrap
log = []
@mark("a", log)
@mark("b", log)
def f():
    return "called"
print(log, f())  # expect: ['make a', 'make b', 'apply b', 'apply a'] called
