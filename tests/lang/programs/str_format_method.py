print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{x}-{y}".format(x=1, y=2))  # expect: 1 2 b a 1-2
print("{0.real} {1[0]} {2[k]}".format(5, [9], {"k": "v"}))  # expect: 5 9 v
print("{:>5}|{:<5}|{:^5}|{:*^7}".format("a", "b", "c", "d"))  # expect:     a|b    |  c  |***d***
print("{:{w}.{p}f}".format(3.14159, w=8, p=2), "{!r}".format("s"), "{{}}".format())  # expect:     3.14 's' {}
