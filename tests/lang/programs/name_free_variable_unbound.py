def report():
    def show():
        return quantity  # expect error: NameError: cannot access free variable 'quantity' where it is not associated with a value in enclosing scope
    show()
    quantity = 1
report()
