x = "global"
def f():
    x = "local"
    class C:
        y = x
        x = "class"
        z = x
        def m(self):
            return x
    return C
C = f()
print(C.y, C.z, C().m())  # expect: global class local
