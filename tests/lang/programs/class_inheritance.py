class Animal:
    def __init__(self, name):
        self.name = name
    def speak(self):
        return "..."
    def intro(self):
        return f"{self.name} says {self.speak()}"
class Dog(Animal):
    def speak(self):
        return "Woof"
class Puppy(Dog):
    def __init__(self, name, toy):
        super().__init__(name)
        self.toy = toy
    def speak(self):
        return super().speak().lower() + "!"
p = Puppy("Pip", "ball")
print(p.intro(), p.toy, Animal("Cat").intro())  # expect: Pip says woof! ball Cat says ...
print(isinstance(p, Animal), issubclass(Puppy, Animal), issubclass(Animal, Dog))  # expect: True True False
print([c.__name__ for c in Puppy.__mro__], Puppy.__bases__ == (Dog,))  # expect: ['Puppy', 'Dog', 'Animal', 'object'] True
