for thing in (ValueError, ValueError(), ValueError("a"), ValueError("a", 2)):
    try:
        raise thing
    except ValueError as e:
        print(repr(e), str(e), e.args)  # expect: ValueError()  ()
# expect: ValueError()  ()
# expect: ValueError('a') a ('a',)
# expect: ValueError('a', 2) ('a', 2) ('a', 2)
