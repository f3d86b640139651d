class Outer:
    class Inner:
        value = 3
        def get(self):
            return self.value
    def make(self):
        return Outer.Inner()
print(Outer.Inner.value, Outer().make().get(), Outer.Inner.__qualname__)  # expect: 3 3 Outer.Inner
