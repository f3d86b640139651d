class Temp:
    scale = "C"
    def __init__(self, degrees):
        self.degrees = degrees
    @staticmethod
    def valid(x):
        return x > -273.15
    @classmethod
    def freezing(cls):
        return cls(0)
    @classmethod
    def named(cls):
        return cls.__name__ + cls.scale
class Kelvin(Temp):
    scale = "K"
print(Temp.valid(-300), Temp(5).valid(5), Kelvin.freezing().degrees, type(Kelvin.freezing()).__name__)  # expect: False True 0 Kelvin
print(Temp.named(), Kelvin.named(), Kelvin(1).named())  # expect: TempC KelvinK KelvinK
