print("%s is %d years and %.1f m" % ("Al", 30, 1.755))  # expect: Al is 30 years and 1.8 m
print("%5s|%-5s|%05.1f|%x|%c|%%|%r" % ("a", "b", 3.14159, 255, "c", "q"))  # expect:     a|b    |003.1|ff|c|%|'q'
print("%(name)s has %(n)03d" % {"name": "Eve", "n": 7})  # expect: Eve has 007
print("%s" % (1,), "%s" % [1, 2])  # expect: 1 [1, 2]
