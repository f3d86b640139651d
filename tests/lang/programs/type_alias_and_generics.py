# since: 3.12
type Pair = tuple[int, int]
type Tree[T] = list[T]
def first[T](items: list[T]) -> T:
    return items[0]
class Box[T]:
    def __init__(self, value: T):
        self.value = value
print(Pair.__name__, first([3, 4]), Box("x").value, Box[int](5).value)  # expect: Pair 3 x 5
