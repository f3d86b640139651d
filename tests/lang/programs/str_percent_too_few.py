print("%s" % "a")  # expect: a
print("%s %s" % ("a",))  # expect error: TypeError: not enough arguments for format string
