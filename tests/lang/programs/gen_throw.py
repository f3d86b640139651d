def g():
    while True:
        try:
            yield "waiting"  # expect error: KeyError: 'k'
        except ValueError as e:
            yield f"caught {e}"
it = g()
print(next(it), it.throw(ValueError("x")), next(it))  # expect: waiting caught x waiting
it.throw(KeyError("k"))
