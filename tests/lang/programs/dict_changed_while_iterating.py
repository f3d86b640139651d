d = {"a": 1, "b": 2}
for key in d:  # expect error: RuntimeError: dictionary changed size during iteration
    d[key + key] = 0
