# expect: ok | error:RuntimeError
s = set()


class K:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        s.clear()
        return False


for i in range(50):
    s.add(K())
print(len(s | {1}) >= 0, s == {1, 2})
