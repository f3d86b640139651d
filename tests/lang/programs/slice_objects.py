s = slice(1, 5, 2)
print(s, s.start, s.stop, s.step, s.indices(4), "abcdef"[s], slice(3))  # expect: slice(1, 5, 2) 1 5 2 (1, 4, 2) bd slice(None, 3, None)
class Probe:
    def __getitem__(self, key):
        return key
p = Probe()
print(p[1], p[1:2], p[::3], p["k", 2], p[1:2, 3], p[...])  # expect: 1 slice(1, 2, None) slice(None, None, 3) ('k', 2) (slice(1, 2, None), 3) Ellipsis
