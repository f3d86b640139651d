class Left:
    def __add__(self, other):
        return NotImplemented
class Right:
    def __radd__(self, other):
        return "right"
    def __rsub__(self, other):
        return f"{other} minus me"
    def __eq__(self, other):
        return NotImplemented
print(Left() + Right(), 5 - Right(), Right() == 1)  # expect: right 5 minus me False
print(Left() + 1)  # expect error: TypeError: unsupported operand type(s) for +: 'Left' and 'int'
