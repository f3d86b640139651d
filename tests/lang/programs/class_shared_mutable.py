class Cart:
    shared = []
    def __init__(self):
        self.own = []
a, b = Cart(), Cart()
a.shared.append(1)
a.own.append(2)
print(b.shared, b.own)  # expect: [1] []
