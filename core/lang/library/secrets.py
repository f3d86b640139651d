# secrets: the generator behind it. The functions are lib_random.cpp.
from random import SystemRandom

DEFAULT_ENTROPY = 32
