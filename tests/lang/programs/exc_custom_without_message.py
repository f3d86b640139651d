class Oops(Exception):
    pass
raise Oops  # expect error: Oops
