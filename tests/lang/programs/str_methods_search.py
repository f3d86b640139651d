s = "the cat sat on the mat"
print(s.find("at"), s.find("at", 6), s.find("dog"), s.rfind("at"), s.index("cat"))  # expect: 5 9 -1 20 4
print(s.count("at"), s.count("the"), "aaa".count("aa"), "abc".count(""))  # expect: 3 2 1 4
print(s.startswith("the"), s.endswith(("mat", "dog")), s.startswith("cat", 4))  # expect: True True True
print("cat" in s, "dog" not in s, "" in s)  # expect: True True True
