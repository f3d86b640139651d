# expect: error:Exception
import re

re.compile("(" * 50000 + ")" * 50000)
