# expect: limit:memory | limit:steps
import itertools

itertools.product([0] * 1000, repeat=10 ** 9)
