class A:
    def m():
        return 1
A().m()  # expect error: TypeError: A.m() takes 0 positional arguments but 1 was given
