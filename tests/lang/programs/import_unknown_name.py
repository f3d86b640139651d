from time import no_such_name  # expect error: ImportError: cannot import name 'no_such_name' from 'time' (unknown location)
