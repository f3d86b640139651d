class Guard:
    def __setattr__(self, name, value):
        if name.startswith("_"):
            raise AttributeError("private: " + name)  # expect error: AttributeError: private: _y
        object.__setattr__(self, name, value * 2)
g = Guard()
g.x = 5
print(g.x)  # expect: 10
g._y = 1
