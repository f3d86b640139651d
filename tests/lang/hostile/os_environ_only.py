# expect: error:ImportError
from os import system
