class Dog:
    kind = "dog"
    def __init__(self, name, age=1):
        self.name = name
        self.age = age
    def birthday(self):
        self.age += 1
        return self
    def __repr__(self):
        return f"Dog({self.name!r}, {self.age})"
rex = Dog("Rex")
print(rex, rex.name, rex.kind, Dog.kind, rex.birthday().age)  # expect: Dog('Rex', 2) Rex dog dog 2
rex.kind = "hound"
print(rex.kind, Dog.kind, Dog("Bo", age=3))  # expect: hound dog Dog('Bo', 3)
print(isinstance(rex, Dog), type(rex) is Dog, type(rex).__name__, rex.__class__.__name__)  # expect: True True Dog Dog
print(vars(rex), rex.__dict__["age"])  # expect: {'name': 'Rex', 'age': 2, 'kind': 'hound'} 2
