# expect: error:RecursionError
import re


def again(match):
    return re.sub("a", again, "a")


print(re.sub("a", again, "a"))
