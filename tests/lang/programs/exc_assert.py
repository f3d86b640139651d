assert 1 + 1 == 2
assert [1], "not empty"
assert 1 > 2, f"no: {1 + 1}"  # expect error: AssertionError: no: 2
