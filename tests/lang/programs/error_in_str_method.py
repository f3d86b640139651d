class A:
    def __str__(self):
        raise ValueError("no text")  # expect error: ValueError: no text
print(A())
