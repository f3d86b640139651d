from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence


class Store(MutableMapping):
    def __init__(self):
        self.kept = {}

    def __getitem__(self, key):
        return self.kept[key]

    def __setitem__(self, key, value):
        self.kept[key] = value

    def __delitem__(self, key):
        del self.kept[key]

    def __iter__(self):
        return iter(self.kept)

    def __len__(self):
        return len(self.kept)


store = Store()
store["a"] = 1
store.update({"b": 2}, c=3)
print(store.get("a"), store.get("z"), "b" in store, isinstance(store, Mapping))  # expect: 1 None True True
print(list(store.keys()), list(store.values()), list(store.items()))  # expect: ['a', 'b', 'c'] [1, 2, 3] [('a', 1), ('b', 2), ('c', 3)]
print(dict(store), store.pop("a"), store.setdefault("d", 4), store == {"b": 2, "c": 3, "d": 4})  # expect: {'a': 1, 'b': 2, 'c': 3} 1 4 True
print(store.popitem(), len(store))  # expect: ('b', 2) 2
store.clear()
print(bool(store))  # expect: False


class Squares(Sequence):
    def __getitem__(self, index):
        if not 0 <= index < 4:
            raise IndexError
        return index * index

    def __len__(self):
        return 4


print(list(Squares()), 9 in Squares(), Squares().index(4), list(reversed(Squares())))  # expect: [0, 1, 4, 9] True 2 [9, 4, 1, 0]


class Half(MutableSequence):
    def __len__(self):
        return 0


try:
    Half()
except TypeError as error:
    print(error)  # expect: Can't instantiate abstract class Half without an implementation for abstract methods '__delitem__', '__getitem__', '__setitem__', 'insert'
