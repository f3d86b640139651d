from dataclasses import dataclass
@dataclass
class User:
    name: str
    age: int
User("x")  # expect error: TypeError: User.__init__() missing 1 required positional argument: 'age'
