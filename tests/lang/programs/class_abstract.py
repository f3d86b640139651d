from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self):
        ...
class Square(Shape):
    def __init__(self, s):
        self.s = s
    def area(self):
        return self.s ** 2
print(Square(3).area())  # expect: 9
Shape()  # expect error (3.14): TypeError: Can't instantiate abstract class Shape without an implementation for abstract method 'area'
