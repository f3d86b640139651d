# since: 3.12
d = {"k": {"a": 1}}
print(f"{d["k"]["a"]} {f"{f"{1 + 1}"}"}")  # expect: 1 2
print(f"{"\n".join(["a", "b"])}")  # expect: a
# expect: b
print(f"{  # expect: 2
    1 + 1  # a comment
}")
