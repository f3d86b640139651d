x = 5
match x:
    case 1:
        print("one")
    case [_]:
        print("list")
print("after", x)  # expect: after 5
