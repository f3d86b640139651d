# since: 3.14
import traceback
def f(): raise ValueError("bad")
try: f()
except ValueError as e:
    s=traceback.format_exc(); print(s.split("\n")[0], s.strip().split("\n")[-1]); print(traceback.format_exception_only(e)); print("".join(traceback.format_exception(e)).count("File"), traceback.format_exception_only(type(e), e))  # expect: Traceback (most recent call last): ValueError: bad
    # expect: ['ValueError: bad\n']
    # expect: 2 ['ValueError: bad\n']
print(repr(traceback.format_exc()))  # expect: 'NoneType: None\n'
import sys
try: f()
except ValueError: print(sys.exc_info()[0].__name__, sys.exc_info()[1], sys.exception())  # expect: ValueError bad bad
print(sys.exc_info(), sys.exception())  # expect: (None, None, None) None
class E(Exception): pass
try: raise E("x") from KeyError("y")
except E as e: print("".join(traceback.format_exception(e)).count("direct cause"))  # expect: 1
