class M:
    def __init__(self, log):
        self.log = log
    def __enter__(self):
        self.log.append("in")
    def __exit__(self, *a):
        self.log.append("out")
def g(log):
    with M(log):
        yield 1
        yield 2
log = []
for x in g(log):
    log.append(x)
print(log)  # expect: ['in', 1, 2, 'out']
log = []
it = g(log)
next(it)
del it
print(log)  # expect: ['in', 'out']
