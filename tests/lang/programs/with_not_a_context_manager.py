with 5 as x:  # expect error (3.14): TypeError: 'int' object does not support the context manager protocol (missed __exit__ method)
    pass
