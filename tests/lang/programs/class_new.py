class One:
    instance = None
    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance
    def __init__(self, x=0):
        self.x = x
print(One(1) is One(2), One.instance.x)  # expect: True 2
class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())
print(Upper("abc"), Upper("x") + "y", isinstance(Upper("a"), str), len(Upper("abc")))  # expect: ABC Xy True 3
