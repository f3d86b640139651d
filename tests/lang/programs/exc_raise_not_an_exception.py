raise "just text"  # expect error: TypeError: exceptions must derive from BaseException
