# expect: error:AttributeError | error:ImportError | error:KeyError | error:TypeError
import contextlib

print(contextlib.ExitStack.__init__.__globals__["_sys"].modules)
