# expect: error:ImportError | error:AttributeError
import sys

print(sys.modules["os"])
