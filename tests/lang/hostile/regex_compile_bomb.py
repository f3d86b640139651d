# expect: error:ValueError | error:Exception | limit:memory | limit:steps
import re

re.compile("((((a{1000}){1000}){1000}){1000})")
