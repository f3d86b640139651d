def a():
    try:
        return "try"
    finally:
        return "finally"
def b():
    for i in range(3):
        try:
            continue
        finally:
            if i == 1:
                break
    return i
def c():
    x = 1
    try:
        return x
    finally:
        x = 2
def d():
    try:
        raise ValueError
    finally:
        return "swallowed"
print(a(), b(), c(), d())  # expect: finally 1 1 swallowed
