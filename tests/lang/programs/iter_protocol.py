it = iter([1, 2])
print(next(it), next(it), next(it, "none"), iter(it) is it)  # expect: 1 2 none True
class Seq:
    def __getitem__(self, i):
        if i == 3:
            raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [a for a in Seq()])  # expect: [0, 10, 20] True [0, 10, 20]
n = [0]
def tick():
    n[0] += 1
    return n[0]
print(list(iter(tick, 4)))  # expect: [1, 2, 3]
