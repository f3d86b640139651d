class Stack(list):
    def push(self, x):
        self.append(x)
        return self
class Config(dict):
    def __getattr__(self, name):
        return self[name]
    def __missing__(self, key):
        return f"no {key}"
s = Stack([1]).push(2)
print(s, len(s), s == [1, 2], isinstance(s, list), s[-1], type(s).__name__)  # expect: [1, 2] 2 True True 2 Stack
c = Config(a=1)
print(c.a, c["zz"], c, "a" in c)  # expect: 1 no zz {'a': 1} True
class Id(int):
    def next(self):
        return Id(self + 1)
print(Id(5).next(), Id(5) + 1, type(Id(1) + 1).__name__)  # expect: 6 6 int
