class A:
    def __eq__(self, other):
        return True
print(A() == 1, A() != 1)  # expect: True False
hash(A())  # expect error: TypeError: unhashable type: 'A'
