class Account:
    def __init__(self):
        self._balance = 0
    @property
    def balance(self):
        return self._balance
    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("negative")
        self._balance = value
    @property
    def fixed(self):
        return "fixed"
a = Account()
a.balance = 10
a.balance += 5
print(a.balance, a.fixed)  # expect: 15 fixed
a.fixed = 1  # expect error: AttributeError: property 'fixed' of 'Account' object has no setter
