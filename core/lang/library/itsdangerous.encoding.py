# itsdangerous.encoding: the names of the package, where a program looks for them.
from itsdangerous import *
