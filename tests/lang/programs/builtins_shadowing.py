def len(x):
    return "mine"
print(len([1, 2]))  # expect: mine
list = [1]
print(list)  # expect: [1]
del list
print(list((1, 2)))  # expect: [1, 2]
