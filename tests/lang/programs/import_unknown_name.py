from string import no_such_name  # expect error (3.14): ImportError: cannot import name 'no_such_name' from 'string' (/usr/lib/python3.14/string/__init__.py)
