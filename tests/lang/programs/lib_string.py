# since: 3.14
import string
from string import Template
print(Template("Hi $name, ${x}y $$5").substitute(name="Al", x=1), Template("$a $b").safe_substitute(a=1), string.capwords("hello big world"))  # expect: Hi Al, 1y $5 1 $b Hello Big World
for t in ("$a $b", "$", "$1", "${a"):
    try: print(Template(t).substitute(a=1))
    except (KeyError, ValueError) as e: print(type(e).__name__, e)  # expect: KeyError 'b'
    # expect: ValueError Invalid placeholder in string: line 1, col 1
    # expect: ValueError Invalid placeholder in string: line 1, col 1
    # expect: ValueError Invalid placeholder in string: line 1, col 1
print(string.ascii_letters, string.digits, string.punctuation)  # expect: abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
