class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name
    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name)
    def __set__(self, obj, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")  # expect error: ValueError: price must be positive
        setattr(obj, self.name, value)
class Item:
    price = Positive()
    def __init__(self, price):
        self.price = price
print(Item(5).price)  # expect: 5
Item(-1)
