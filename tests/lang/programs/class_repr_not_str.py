class A:
    def __repr__(self):
        return 5
print(repr(A()))  # expect error: TypeError: __repr__ returned non-string (type int)
