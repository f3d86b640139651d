# since: 3.12
type Pair = tuple[int, int]
type Tree[T] = list[T]
def first[T](items: list[T]) -> T:
    return items[0]
class Box[T]:
    def __init__(self, value: T):
        self.value = value
pair: Pair = (1, 2)
print(pair, first([3, 4]), Box("x").value, Box[int](5).value)  # expect: (1, 2) 3 x 5
