def attempt(f):
    try:
        return f()
    except ZeroDivisionError:
        return "zero"
    except (KeyError, IndexError) as e:
        return f"lookup {type(e).__name__} {e}"
    except Exception as e:
        return f"other {e!r}"
print(attempt(lambda: 1 / 0))  # expect: zero
print(attempt(lambda: {}["k"]), attempt(lambda: [][1]))  # expect: lookup KeyError 'k' lookup IndexError list index out of range
print(attempt(lambda: int("x")), attempt(lambda: "fine"))  # expect: other ValueError("invalid literal for int() with base 10: 'x'") fine
