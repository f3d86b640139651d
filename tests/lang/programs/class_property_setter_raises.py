class Account:
    @property
    def balance(self):
        return 0
    @balance.setter
    def balance(self, value):
        raise ValueError("cannot be " + str(value))  # expect error: ValueError: cannot be -1
a = Account()
a.balance = -1
