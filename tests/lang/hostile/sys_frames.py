# expect: error:ImportError | error:AttributeError
import sys

print(sys._getframe())
