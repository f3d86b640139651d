class Bag:
    def __init__(self, *items):
        self.items = list(items)
    def __len__(self):
        return len(self.items)
    def __getitem__(self, i):
        return self.items[i]
    def __setitem__(self, i, v):
        self.items[i] = v
    def __delitem__(self, i):
        del self.items[i]
    def __contains__(self, x):
        return x == "anything" or x in self.items
b = Bag(1, 2, 3)
print(len(b), b[0], b[-1], b[1:], 2 in b, "anything" in b, 9 in b)  # expect: 3 1 3 [2, 3] True True False
b[0] = 10
del b[1]
print(list(b), bool(Bag()), [x for x in b], sum(b))  # expect: [10, 3] False [10, 3] 13
