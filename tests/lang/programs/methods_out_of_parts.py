import asyncio
from dataclasses import make_dataclass
from functools import partialmethod


class Account:
    def move(self, sign, amount, *, note=""):
        return sign * amount, note

    pay = partialmethod(move, -1, note="paid")


print(Account().pay(5), Account.pay(Account(), 6))  # expect: (-5, 'paid') (-6, 'paid')
print((lambda a, b: (a, b)).__get__("self")(2))  # expect: ('self', 2)
Point = make_dataclass("Point", [("x", int), ("y", int, 5)], frozen=True)
print(Point(1), Point(1) == Point(1, 5))  # expect: Point(x=1, y=5) True


class Box[T]:
    items: list[T]


print(Box.__annotations__["items"].__args__[0] is Box.__type_params__[0])  # expect: True


async def count(n):
    for i in range(n):
        yield i


async def main():
    numbers = aiter(count(1))
    print(await anext(numbers), await anext(numbers, "none left"))  # expect: 0 none left


asyncio.run(main())
