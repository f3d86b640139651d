try:
    try:
        raise ValueError("inner")
    finally:
        print("cleanup")  # expect: cleanup
except ValueError as e:
    print("outer", e)  # expect: outer inner
try:
    try:
        raise KeyError("k")
    except ValueError:
        print("no")
except KeyError as e:
    print("passed", e, e.args)  # expect: passed 'k' ('k',)
