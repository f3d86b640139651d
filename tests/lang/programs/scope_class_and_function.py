x = "module"
class A:
    x = "class"
    def m(self):
        return x, self.x
    y = [x for _ in range(1)]
def f():
    x = "function"
    def g():
        return x
    return g()
print(A().m(), A.y, f(), x)  # expect: ('module', 'class') ['module'] function module
