try:
    try:
        {}["a"]
    except KeyError:
        int("x")
except ValueError as e:
    print(repr(e.__context__), e.__cause__)  # expect: KeyError('a') None
