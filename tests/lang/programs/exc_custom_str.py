class Coded(Exception):
    def __str__(self):
        return f"code {self.args[0]}"
print(str(Coded(5)), repr(Coded(5, "x")))  # expect: code 5 Coded(5, 'x')
raise Coded(7)  # expect error: Coded: code 7
