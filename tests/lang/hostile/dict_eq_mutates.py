# expect: ok | error:RuntimeError
d = {}


class K:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        d.clear()
        return False


for i in range(100):
    d[K()] = i
print("end")
