def twice(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs), f(*args, **kwargs)
    return wrapper
def tag(name):
    def decorate(f):
        def wrapper(*args):
            return f"<{name}>{f(*args)}</{name}>"
        return wrapper
    return decorate
@twice
def one():
    return 1
@tag("b")
@tag("i")
def text(s):
    return s
print(one(), text("hi"))  # expect: (1, 1) <b><i>hi</i></b>
