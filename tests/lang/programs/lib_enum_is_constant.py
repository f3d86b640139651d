from enum import Enum
class Colour(Enum):
    RED = 1
Colour.RED = 2  # expect error: AttributeError: cannot reassign member 'RED'
