assert not "text"  # expect error: AssertionError
