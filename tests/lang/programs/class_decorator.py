registry = {}
def register(name):
    def wrap(cls):
        registry[name] = cls
        cls.tag = name
        return cls
    return wrap
@register("p")
class Page:
    pass
print(registry["p"] is Page, Page.tag)  # expect: True p
