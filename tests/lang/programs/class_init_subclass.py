class Plugin:
    names = []
    def __init_subclass__(cls, label=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.names.append(label or cls.__name__)
class A(Plugin):
    pass
class B(Plugin, label="bee"):
    pass
print(Plugin.names)  # expect: ['A', 'bee']
