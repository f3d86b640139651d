class Version:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        return self.n < other.n
    def __le__(self, other):
        return self.n <= other.n
    def __repr__(self):
        return f"v{self.n}"
vs = [Version(3), Version(1), Version(2)]
print(sorted(vs), min(vs), max(vs), Version(1) < Version(2), Version(1) > Version(2))  # expect: [v1, v2, v3] v1 v3 True False
print(Version(2) >= Version(2))  # expect: True
