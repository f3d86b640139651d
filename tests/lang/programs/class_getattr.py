class Lazy:
    x = 1
    def __getattr__(self, name):
        if name.startswith("get_"):
            return lambda: name[4:]
        raise AttributeError(f"no {name}")  # expect error: AttributeError: no other
o = Lazy()
print(o.x, o.get_user(), hasattr(o, "get_z"), hasattr(o, "other"), getattr(o, "other", "default"))  # expect: 1 user True False default
o.other
