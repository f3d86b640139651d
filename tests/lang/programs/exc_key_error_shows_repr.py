try:
    {}["it's"]
except KeyError as e:
    print(e, repr(e), e.args)  # expect: "it's" KeyError("it's") ("it's",)
