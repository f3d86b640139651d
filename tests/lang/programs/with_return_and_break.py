class M:
    def __init__(self, log, name):
        self.log, self.name = log, name
    def __enter__(self):
        return self.name
    def __exit__(self, *a):
        self.log.append(self.name)
def f(log):
    with M(log, "a") as x, M(log, "b") as y:
        return x + y
log = []
print(f(log), log)  # expect: ab ['b', 'a']
for i in range(3):
    with M(log, i):
        if i == 1:
            break
print(log)  # expect: ['b', 'a', 0, 1]
