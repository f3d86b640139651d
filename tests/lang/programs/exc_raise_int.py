raise 42  # expect error: TypeError: exceptions must derive from BaseException
