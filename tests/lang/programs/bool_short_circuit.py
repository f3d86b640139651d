seen = []
def say(x):
    seen.append(x)
    return x
print(say(0) and say(1), seen)  # expect: 0 [0]
print(say(2) or say(3), seen)  # expect: 2 [0, 2]
print(not say(""), seen)  # expect: True [0, 2, '']
print(None or "default", 0 or [] or "last", 1 and "x")  # expect: default last x
