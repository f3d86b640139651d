from dataclasses import dataclass, asdict, replace
@dataclass
class Base:
    id: int
@dataclass
class Item(Base):
    name: str = "none"
    def __post_init__(self):
        self.label = f"{self.id}:{self.name}"
i = Item(1, "pen")
print(i, i.label, asdict(i), replace(i, name="ink"), isinstance(i, Base))  # expect: Item(id=1, name='pen') 1:pen {'id': 1, 'name': 'pen'} Item(id=1, name='ink') True
