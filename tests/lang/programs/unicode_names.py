größe = 3
π = 3.14
def naïve(é):
    return é * 2
print(größe, π, naïve("x"))  # expect: 3 3.14 xx
