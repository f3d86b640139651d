from enum import Enum
class Colour(Enum):
    RED = 1
print(Colour["RED"].value)  # expect: 1
Colour["BLUE"]  # expect error: KeyError: 'BLUE'
